"""The passages of vehicles at stops: their order along a trip, and the times left blank."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Passages:
    """Stop times in the order of travel.

    Attributes
    ----------
    rows
        (n_rows,) place in the table of each passage, trip after trip, by `stop_sequence`.
    trip
        (n_rows,) number of the trip of each passage.
    arrival, departure
        (n_rows,) seconds since noon minus 12 h; NaN where unknown. [s]
    """

    rows: Integers
    trip: Integers
    arrival: Floats
    departure: Floats


def passages(stop_times: pd.DataFrame) -> Passages:
    """Put stop times in the order of travel; one time given at a stop stands for both."""
    trip, _ = pd.factorize(stop_times["trip_id"])
    rank = stop_times["stop_sequence"].to_numpy(dtype=np.int64, na_value=0)
    rows = _order(trip, rank)
    arrival, departure = (
        stop_times[name].to_numpy(dtype=float, na_value=np.nan)
        if name in stop_times
        else np.full(len(stop_times), np.nan)
        for name in ("arrival_time", "departure_time")
    )
    first = np.where(np.isnan(arrival), departure, arrival)
    last = np.where(np.isnan(departure), arrival, departure)
    return Passages(rows, trip[rows], first[rows], last[rows])


def _order(trip: Integers, rank: Integers) -> Integers:
    """Sort by trip then rank, at no cost where the rows already are."""
    step = np.diff(trip)
    if bool((step >= 0).all()) and bool((np.diff(rank)[step == 0] > 0).all()):
        return np.arange(len(trip))
    return np.lexsort((rank, trip))


def turned_back(stop_times: pd.DataFrame) -> Flags:
    """Say which rows leave before they arrive, or arrive before the stop before was left.

    Returns
    -------
    (n_rows,)
        One flag for each row of the table.
    """
    flags = np.zeros(len(stop_times), dtype=bool)
    flags[backward_rows(passages(stop_times))] = True
    return flags


def backward_rows(ordered: Passages) -> Integers:
    """Return the places in the table of the passages that go back in time."""
    timed = np.flatnonzero(~np.isnan(ordered.arrival))
    trip, arrival, departure = (
        values[timed] for values in (ordered.trip, ordered.arrival, ordered.departure)
    )
    back = departure < arrival
    back[1:] |= (trip[1:] == trip[:-1]) & (arrival[1:] < departure[:-1])
    places: Integers = ordered.rows[timed[back]]
    return places


def endless_rows(ordered: Passages) -> Integers:
    """Return the places in the table of first and last passages of trips that have no time."""
    is_first = np.diff(ordered.trip, prepend=-1) != 0
    is_last = np.diff(ordered.trip, append=-1) != 0
    places: Integers = ordered.rows[(is_first | is_last) & np.isnan(ordered.arrival)]
    return places


def interpolated(stop_times: pd.DataFrame) -> pd.DataFrame:
    r"""Fill the times left blank between two stops whose times are known.

    .. math:: t = t_1 + (t_2 - t_1) \frac{x - x_1}{x_2 - x_1}

    where :math:`x` is `shape_dist_traveled` if all passages between the two stops have it and it
    grows, and otherwise the rank of the stop. A vehicle is taken to leave when it arrives.

    Parameters
    ----------
    stop_times
        Table `stop_times` of a feed, in any order.

    Returns
    -------
    A copy with the same rows in the same order, times rounded to the second. Times stay missing
    before the first and after the last known time of a trip, and on rows of services on demand
    (with a window in place of times).

    Examples
    --------
    >>> stop_times = pd.DataFrame({
    ...     "trip_id": ["A", "A", "A"], "stop_sequence": [1, 2, 3],
    ...     "arrival_time": pd.array([600, None, 720], "Int64"),
    ...     "departure_time": pd.array([600, None, 720], "Int64")})
    >>> interpolated(stop_times)["arrival_time"].tolist()
    [600, 660, 720]
    """
    ordered = passages(stop_times)
    distance = _numbers(stop_times, "shape_dist_traveled")[ordered.rows]
    on_demand = ~np.isnan(_numbers(stop_times, "start_pickup_drop_off_window"))[ordered.rows]
    fixed = np.flatnonzero(~on_demand)
    filled = _filled(
        ordered.trip[fixed], ordered.arrival[fixed], ordered.departure[fixed], distance[fixed]
    )
    known = np.isnan(ordered.arrival[fixed])
    arrival, departure = ordered.arrival.copy(), ordered.departure.copy()
    arrival[fixed] = np.where(known, filled, ordered.arrival[fixed])
    departure[fixed] = np.where(known, filled, ordered.departure[fixed])
    return stop_times.assign(
        arrival_time=_seconds(arrival, ordered.rows),
        departure_time=_seconds(departure, ordered.rows),
    )


def _numbers(frame: pd.DataFrame, column: str) -> Floats:
    if column not in frame:
        return np.full(len(frame), np.nan)
    return frame[column].to_numpy(dtype=float, na_value=np.nan)


def _seconds(ordered: Floats, rows: Integers) -> pd.arrays.IntegerArray:
    values = np.empty(len(rows))
    values[rows] = ordered
    unknown = np.isnan(values)
    return pd.arrays.IntegerArray(np.rint(np.where(unknown, 0, values)).astype(np.int64), unknown)


def _filled(trip: Integers, arrival: Floats, departure: Floats, distance: Floats) -> Floats:
    """Interpolate at every passage between its neighbours in time; NaN outside of them."""
    place = np.arange(len(trip))
    timed = ~np.isnan(arrival)
    before = np.maximum.accumulate(np.where(timed, place, -1)) if len(place) else place
    after = np.minimum.accumulate(np.where(timed, place, len(place))[::-1])[::-1]
    held = (before >= 0) & (after < len(place))
    left, right = np.where(held, before, 0), np.where(held, after, 0)
    held &= (trip[left] == trip) & (trip[right] == trip) if len(place) else held
    share = _shares(place, left, right, distance)
    return np.where(held, departure[left] + (arrival[right] - departure[left]) * share, np.nan)


def _shares(place: Integers, left: Integers, right: Integers, distance: Floats) -> Floats:
    """Say how far each passage stands between its neighbours, by distance or else by rank."""
    by_rank = (place - left) / np.maximum(right - left, 1)
    steps = np.diff(distance, prepend=np.nan)
    falls = np.cumsum(~(steps >= 0))
    grows = (falls[right] == falls[left]) & (distance[right] > distance[left])
    with np.errstate(invalid="ignore", divide="ignore"):
        by_distance = (distance - distance[left]) / (distance[right] - distance[left])
    return np.where(grows, by_distance, by_rank)
