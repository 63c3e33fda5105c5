"""Unlinked places: pairs of places of a basin between which nobody takes anybody."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.integration.calls import calls, changes

DIRECT, TRANSFER, NONE, NO_STOP, UNKNOWN = "direct", "transfer", "none", "no stop", "unknown"
Floats = npt.NDArray[np.float64]


def linked_places(
    tables: Mapping[str, pd.DataFrame],
    places: pd.DataFrame,
    *,
    day: str,
    window: tuple[float, float],
    minutes: Floats | None = None,
) -> pd.DataFrame:
    """Say of each pair of places whether one can travel from one to the other, and how.

    Parameters
    ----------
    tables
        GTFS tables of a merged feed, times of `stop_times` all known.
    places
        Columns `stop_id` and `place`: the stops of each place; a place without any stop has one
        row without `stop_id`.
    day
        ISO 8601.
    window
        Earliest departure and latest arrival, since noon minus 12 h. [s]
    minutes : (n_places, n_places)
        Travel times in the window from a search for journeys of any number of vehicles, places in
        the order in which they first stand in `places`: infinite where there is no journey, NaN
        where it is unknown. Without it, journeys of one or two vehicles are looked for.

    Returns
    -------
    One row for each ordered pair of different places: `from_place`, `to_place`, `journey`:
    ``direct``, ``transfer`` (also where `minutes` says that there is a journey and no vehicle goes
    all the way), ``none``, ``no stop`` (one of the two has no stop), ``unknown``; `arrival`: the
    earliest in the window of a journey of one or two vehicles, NaN without. [s]
    """
    names = list(dict.fromkeys(places["place"]))
    stops = [
        set(places.loc[places["place"].eq(name) & places["stop_id"].notna(), "stop_id"])
        for name in names
    ]
    held = calls(tables, day)
    held = held.assign(place=np.arange(len(held)))
    searched = _Day(held[held["arrival"] <= window[1]], changes(tables), window[0])
    rows = []
    for i, origin in enumerate(names):
        direct, transfer = _arrivals(searched, stops[i])
        for j, target in enumerate(names):
            if i != j:
                found = [_earliest(arrival, stops[j]) for arrival in (direct, transfer)]
                given = None if minutes is None else float(minutes[i, j])
                has_stops = bool(stops[i]) and bool(stops[j])
                arrival = min((one for one in found if not np.isnan(one)), default=np.nan)
                journey = _journey(found, given, has_stops=has_stops)
                rows.append((origin, target, journey, arrival))
    columns = ["from_place", "to_place", "journey", "arrival"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[:3], "string") | {"arrival": float})


def _journey(found: list[float], given: float | None, *, has_stops: bool) -> str:
    if not has_stops:
        return NO_STOP
    if not np.isnan(found[0]):
        return DIRECT
    if given is not None and np.isnan(given):
        return UNKNOWN
    if not np.isnan(found[1]) or (given is not None and np.isfinite(given)):
        return TRANSFER
    return NONE


def _earliest(arrivals: pd.Series, stops: set[str]) -> float:
    reached = arrivals[arrivals.index.isin(stops)]
    return float(reached.min()) if len(reached) else float("nan")


@dataclass(frozen=True, slots=True)
class _Day:
    """The calls of a day that end within a window, numbered in the order of travel."""

    held: pd.DataFrame
    near: pd.DataFrame
    begins: float


def _arrivals(day: _Day, origins: set[str]) -> tuple[pd.Series, pd.Series]:
    """Return the earliest arrivals by stop with one vehicle, and with two."""
    start = pd.Series(day.begins, index=pd.Index(sorted(origins), dtype="object"))
    direct = _ridden(day, start)
    walked = direct.rename("ready").rename_axis("from_stop_id").reset_index()
    walked = walked.merge(day.near, on="from_stop_id")
    ready = (walked["ready"] + walked["seconds"]).groupby(walked["to_stop_id"]).min()
    return direct, _ridden(day, ready)


def _ridden(day: _Day, ready: pd.Series) -> pd.Series:
    """Return the earliest arrivals by stop with one vehicle boarded when one is ready."""
    held = day.held
    since = held["stop_id"].map(ready).astype(float)
    caught = held["boards"] & (held["departure"] >= since)
    first = held[caught].groupby("run")["place"].min()
    boarded = held["run"].map(first).astype(float)
    off = held["alights"] & (held["place"] > boarded)
    arrivals: pd.Series = held[off].groupby("stop_id")["arrival"].min()
    return arrivals


def unlinked(links: pd.DataFrame) -> pd.DataFrame:
    """Keep the pairs of places without a journey, both ways told once where both lack it.

    Parameters
    ----------
    links
        From `linked_places`.

    Returns
    -------
    Columns `place`, `other`, `ways`: ``both`` or ``one`` (from the first to the second alone).
    """
    lacking = links.loc[links["journey"].isin([NONE, NO_STOP]), ["from_place", "to_place"]]
    pairs = set(lacking.itertuples(index=False, name=None))
    order = {name: n for n, name in enumerate(dict.fromkeys(links["from_place"]))}
    rows = [
        (one, other, "both" if (other, one) in pairs else "one")
        for one, other in lacking.itertuples(index=False, name=None)
        if (other, one) not in pairs or order[one] < order[other]
    ]
    return pd.DataFrame(rows, columns=["place", "other", "ways"], dtype="string")
