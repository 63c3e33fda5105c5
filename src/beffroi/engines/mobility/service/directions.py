"""Directions: the two ways of a line, where a feed does not tell them apart."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]


def directions(trips: pd.DataFrame, calls: pd.DataFrame, places: pd.DataFrame | None) -> Ints:
    """Give each trip the way it goes along its line.

    A route whose trips bear both values of `direction_id` keeps them. Elsewhere a trip goes the
    other way where the straight line from its first to its last stop points against that of the
    route's longest trip; a trip that comes back to where it began goes the first way.

    Parameters
    ----------
    trips
        Columns `trip_id`, `route_id` and `given` (`direction_id`, NaN where missing).
    calls
        Columns `trip_id`, `stop_id`, in the order of travel.
    places
        Columns `stop_id`, `x`, `y` [m]; None where stops have no place: all trips then go one way.

    Returns
    -------
    (n_trips,)
        0 or 1.
    """
    given = trips["given"].where(trips["given"].isin([0, 1]))
    is_told = given.groupby(trips["route_id"]).transform("nunique").to_numpy() > 1
    guessed = np.zeros(len(trips), dtype=np.int64)
    if places is not None and not is_told.all():
        guessed = _guessed(trips, calls, places)
    told = given.fillna(0).to_numpy(dtype=np.int64)
    return np.where(is_told, told, guessed)


def _guessed(trips: pd.DataFrame, calls: pd.DataFrame, places: pd.DataFrame) -> Ints:
    where = places.drop_duplicates("stop_id").set_index("stop_id")[["x", "y"]]
    ends = calls.groupby("trip_id")["stop_id"].agg(["first", "last", "size"])
    ends = ends.reindex(trips["trip_id"])
    start = where.reindex(ends["first"]).to_numpy(dtype=float)
    end = where.reindex(ends["last"]).to_numpy(dtype=float)
    vector = pd.DataFrame(np.nan_to_num(end - start, posinf=0, neginf=0), columns=["x", "y"])
    vector["route"] = trips["route_id"].to_numpy()
    vector["length"] = np.hypot(vector["x"], vector["y"])
    longest = vector.groupby("route")["length"].idxmax()
    reference = vector.loc[vector["route"].map(longest), ["x", "y"]].to_numpy()
    along = (vector[["x", "y"]].to_numpy() * reference).sum(axis=1)
    return np.asarray(along < 0, dtype=np.int64)
