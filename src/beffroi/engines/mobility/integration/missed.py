"""Missed connections: vehicles that come in just after the last useful one of another line left."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.integration.calls import (
    calls,
    changes,
    lines,
    places,
    running,
)
from beffroi.engines.mobility.integration.inputs import parameter

GROUP = ["stop_id", "route_id", "direction"]
TOLD = (
    "from_operator", "from_line", "from_headsign", "to_operator", "to_line", "to_headsign",
    "place", "from_stop_id", "to_stop_id", "arrival", "walk", "departure", "minutes",
    "next_departure", "days", "from_route_id", "to_route_id",
)  # fmt: skip
Ints = npt.NDArray[np.int64]
MINUTE = 60.0
AT_ONCE = 500
"""Pairs of vehicles looked at together: keeps the table of their meetings small."""


def missed_connections(tables: Mapping[str, pd.DataFrame], days: Mapping[str, str]) -> pd.DataFrame:
    """Find the connections that fail by a few minutes.

    A connection from a vehicle to a line and direction fails if whoever alights and walks to the
    stop comes after a departure by no more than the parameter `missed_within`, and that departure
    was the last of the day or is followed by none within the parameter `useful_gap`. Left out are
    connections that the same two vehicles make at another stop, those between runs of one line,
    and those towards stops where the first vehicle has called already, or near by.

    Parameters
    ----------
    tables
        GTFS tables of a merged feed, times of `stop_times` all known, `transfers` with the times
        that people need.
    days
        Days looked at, ISO 8601, by name, such as ``{"saturday": "2026-03-14"}``.

    Returns
    -------
    One row a failure, those without a later departure first, then the closest: `from_operator`,
    `from_line`, `from_headsign`, `to_operator`, `to_line`, `to_headsign` (may be missing), `place`
    (name of the stop), `from_stop_id`, `to_stop_id`, `arrival` and missed `departure` [s since noon
    minus 12 h], `walk` [s], `minutes` by which it is missed, `next_departure` (NaN: none that day),
    `days` (names, comma-separated), `from_route_id`, `to_route_id`.
    """
    near, names, where = changes(tables), lines(tables), places(tables)
    found = [_of_day(calls(tables, day), near).assign(days=", ".join(alike))
             for day, alike in _alike(tables, days).items()]  # fmt: skip
    listed = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    if listed.empty:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in TOLD})
    for end in ("from", "to"):
        for what in ("operator", "line"):
            listed[f"{end}_{what}"] = listed[f"{end}_route_id"].map(names[what])
    listed["place"] = listed["to_stop_id"].map(where["name"])
    same = [name for name in TOLD if name != "days"]
    told = listed.groupby(same, sort=False, dropna=False)["days"].agg(", ".join).reset_index()
    ranked = told.assign(is_last=told["next_departure"].isna()).sort_values(
        ["is_last", "minutes", "from_line", "arrival"], ascending=[False, True, True, True]
    )
    return ranked[list(TOLD)].reset_index(drop=True)


def _alike(tables: Mapping[str, pd.DataFrame], days: Mapping[str, str]) -> dict[str, list[str]]:
    """Gather the days on which the same services run, under the first of them."""
    first: dict[frozenset[str], str] = {}
    alike: dict[str, list[str]] = {}
    for name, day in days.items():
        same = first.setdefault(frozenset(running(tables, day)), day)
        alike.setdefault(same, []).append(name)
    return alike


def _of_day(held: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    late = _late(held[held["alights"]], _last_useful(held[held["boards"]]), near)
    return _told(_useful(_not_made(late, held, near), held, near))


def _last_useful(leaving: pd.DataFrame) -> pd.DataFrame:
    """Keep the departures that are the last of the day, or after which one waits for long."""
    left = leaving.sort_values([*GROUP, "departure"], kind="stable")
    groups = left.groupby(GROUP, sort=False)["departure"]
    following = groups.shift(-1)
    waits = following.isna() | (following - left["departure"] >= parameter("useful_gap"))
    renamed = {"run": "to_run", "route_id": "to_route", "headsign": "to_headsign",
               "stop_id": "to_stop_id"}  # fmt: skip
    kept = left.assign(next_departure=following)[waits].rename(columns=renamed)
    return kept[[*renamed.values(), "departure", "next_departure"]]


def _late(arrivals: pd.DataFrame, last: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Pair last useful departures with those who come in just after, on foot included."""
    asked = last.merge(near, on="to_stop_id")
    asked_rows, rows = _just_after(asked, arrivals)
    columns = ["run", "route_id", "headsign", "arrival"]
    wanted = asked.iloc[asked_rows].reset_index(drop=True)
    late = pd.concat([wanted, arrivals[columns].iloc[rows].reset_index(drop=True)], axis=1)
    late["short"] = late["arrival"] + late["seconds"] - late["departure"]
    closest = late[late["route_id"] != late["to_route"]].sort_values("short", kind="stable")
    return closest.drop_duplicates(["run", "to_run"], ignore_index=True)


def _just_after(asked: pd.DataFrame, arrivals: pd.DataFrame) -> tuple[Ints, Ints]:
    """List the rows of departures, and of the arrivals that miss each by no more than allowed."""
    times = arrivals["arrival"].to_numpy(dtype=float)
    order = np.argsort(times, kind="stable")
    by_stop = {stop: order[places] for stop, places in
               arrivals.iloc[order].groupby("stop_id").indices.items()}  # fmt: skip
    begins = (asked["departure"] - asked["seconds"]).to_numpy(dtype=float)
    asked_rows, rows = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for stop, wanted in asked.groupby("from_stop_id", sort=False).indices.items():
        places = by_stop.get(stop, rows[0])
        first = np.searchsorted(times[places], begins[wanted], "right")
        ends = begins[wanted] + parameter("missed_within")
        counts = np.searchsorted(times[places], ends, "right") - first
        asked_rows.append(np.repeat(wanted, counts))
        rows.append(places[_spans(first, counts)])
    return np.concatenate(asked_rows), np.concatenate(rows)


def _spans(first: Ints, counts: Ints) -> Ints:
    """List the numbers of several spans, one after the other."""
    starts = np.cumsum(counts) - counts
    return np.repeat(first - starts, counts) + np.arange(counts.sum())


def _not_made(late: pd.DataFrame, held: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Leave out the pairs of vehicles that connect at some stop."""
    arrivals = held.loc[held["alights"], ["run", "stop_id", "arrival"]].rename(
        columns={"stop_id": "from_stop_id"}
    )
    leaving = held.loc[held["boards"], ["run", "stop_id", "departure"]].rename(
        columns={"run": "to_run", "stop_id": "to_stop_id"}
    )
    kept = []
    for begin in range(0, len(late), AT_ONCE):
        few = late.iloc[begin : begin + AT_ONCE]
        met = few[["run", "to_run"]].merge(arrivals, on="run").merge(near, on="from_stop_id")
        met = met.merge(leaving, on=["to_run", "to_stop_id"])
        made = met[met["arrival"] + met["seconds"] <= met["departure"]]
        pairs = pd.MultiIndex.from_frame(made[["run", "to_run"]])
        kept.append(few[~pd.MultiIndex.from_frame(few[["run", "to_run"]]).isin(pairs)])
    return pd.concat(kept, ignore_index=True) if kept else late


def _useful(late: pd.DataFrame, held: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Leave out the connections that lead nowhere but to where the first vehicle has been."""
    stop, names = pd.factorize(held["stop_id"])
    beside = _beside(names, near)
    arrival, alights = held["arrival"].to_numpy(), held["alights"].to_numpy()
    rows = held.groupby("run").indices
    kept = np.zeros(len(late), dtype=bool)
    pairs = zip(*(late[c] for c in ("run", "arrival", "to_run", "departure")), strict=True)
    for n, (run, came, to_run, left) in enumerate(pairs):
        ours, theirs = rows[run], rows[to_run]
        been = set().union(*(beside[s] for s in stop[ours[arrival[ours] <= came]]))
        ahead = stop[theirs[(arrival[theirs] > left) & alights[theirs]]]
        kept[n] = not been.issuperset(ahead.tolist())
    return late[kept]


def _beside(names: pd.Index, near: pd.DataFrame) -> list[set[int]]:
    """List, for each stop, the stops that one can walk to from it, itself among them."""
    tail, head = (names.get_indexer(pd.Index(near[end])) for end in ("from_stop_id", "to_stop_id"))
    beside: list[set[int]] = [{place} for place in range(len(names))]
    known = (tail >= 0) & (head >= 0)
    for one, other in zip(tail[known].tolist(), head[known].tolist(), strict=True):
        beside[one].add(other)
    return beside


def _told(late: pd.DataFrame) -> pd.DataFrame:
    minutes: npt.NDArray[np.float64] = (late["short"] / MINUTE).to_numpy(dtype=float)
    return pd.DataFrame({
        "from_route_id": late["route_id"], "from_headsign": late["headsign"],
        "to_route_id": late["to_route"], "to_headsign": late["to_headsign"],
        "from_stop_id": late["from_stop_id"], "to_stop_id": late["to_stop_id"],
        "arrival": late["arrival"], "walk": late["seconds"], "departure": late["departure"],
        "minutes": minutes, "next_departure": late["next_departure"],
    })  # fmt: skip
