"""Service of lines: direction by direction, how often, from when to when, and how fast."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from beffroi.engines.mobility.service.basin import Basin, each_kind
from beffroi.engines.mobility.service.day_types import Kind
from beffroi.engines.mobility.service.headways import headways
from beffroi.engines.mobility.service.measures import by_hour, service_class
from beffroi.engines.mobility.service.shop_hours import Flags, at_shop_hours

KEYS = ["line", "direction"]


def line_service(found: Basin, trips: pd.DataFrame, central: Flags | None) -> pd.DataFrame:
    """Measure the service of each line in each direction, day type by day type.

    Parameters
    ----------
    found
        The basin.
    trips
        The way of each trip, numbered through the basin, as `speeds.lengths` gives them.
    central : (n_stops,)
        Whether each stop serves the centre; None where the centre is not known.

    Returns
    -------
    One row for each day type (`kind`), line (`feed`, `route_id`, `name`, `school`) and `direction`:
    `runs`; `stop_id`, the stop that most of them leave, `departures` there, their `service_class`
    and headways; `first` and `last`, the departures of the first and of the last run from where it
    begins; `length`, the mean way of a run; `speed`, the ways of all runs over their times, NaN
    where unknown; `measured` (``shape``, ``given``, or ``straight`` where a way at least is);
    `serves_centre` and `at_shop_hours` of the line, missing where the centre is not known.
    [run/day], [departure/day], [s], [m], [m/s]
    """
    (table,) = each_kind(found, lambda kind: (_of_kind(found, kind, trips, central),))
    return table


def _of_kind(found: Basin, kind: Kind, trips: pd.DataFrame, central: Flags | None) -> pd.DataFrame:
    called = found.passages[kind]
    runs = called.groupby("run").agg(
        line=("line", "first"), direction=("direction", "first"), trip=("trip", "first"),
        start=("departure", "first"),
    )  # fmt: skip
    spans = runs.groupby(KEYS)["start"].agg(["size", "min", "max"])
    spans.columns = pd.Index(["runs", "first", "last"])
    measured = spans.join(_at_busiest(found, called)).join(_ways(runs, trips)).reset_index()
    named = found.lines.loc[measured["line"], ["feed", "route_id", "name", "school"]]
    measured = pd.concat([named.reset_index(drop=True), measured], axis=1)
    measured.insert(0, "kind", kind)
    told = _unknown(measured) if central is None else at_shop_hours(called, central)
    return measured.join(told, on="line").drop(columns="line")


def _unknown(measured: pd.DataFrame) -> pd.DataFrame:
    lines = pd.Index(measured["line"].unique(), name="line")
    return pd.DataFrame({"serves_centre": None, "at_shop_hours": None}, index=lines, dtype=object)


def _at_busiest(found: Basin, called: pd.DataFrame) -> pd.DataFrame:
    """Measure each line at the stop that most of its runs leave, the first on the way in a tie."""
    left = called[called["boards"]].drop_duplicates(["run", "stop"])
    counts = left.groupby([*KEYS, "stop"], sort=False).size().rename("departures").reset_index()
    busiest = counts.sort_values("departures", ascending=False, kind="stable")
    busiest = busiest.drop_duplicates(KEYS).set_index(KEYS)
    there = left.merge(busiest.reset_index()[[*KEYS, "stop"]], on=[*KEYS, "stop"])
    key = pd.MultiIndex.from_frame(there[KEYS])
    waits = headways(pd.Series(list(key), dtype=object), there["departure"])
    waits.index = pd.MultiIndex.from_tuples(waits.index, names=KEYS)
    ids = np.array([*found.stops["stop_id"], None], dtype=object)
    return pd.DataFrame(
        {
            "stop_id": ids[busiest["stop"].to_numpy()],
            "departures": busiest["departures"],
            "service_class": service_class(busiest["departures"].to_numpy(dtype=float)),
        }
    ).join(waits)


def _ways(runs: pd.DataFrame, trips: pd.DataFrame) -> pd.DataFrame:
    way = trips.loc[runs["trip"]].reset_index(drop=True)
    known = (way["length"] > 0) & (way["duration"] > 0)
    way = pd.concat([runs[KEYS].reset_index(drop=True), way], axis=1)[known]
    by_line = way.groupby(KEYS)
    length, duration = by_line["length"].sum(), by_line["duration"].sum()
    rank = way["measured"].map(RANK).groupby([way[key] for key in KEYS]).max()
    measured = rank.map({number: name for name, number in RANK.items()})
    return pd.DataFrame(
        {"length": by_line["length"].mean(), "speed": length / duration, "measured": measured}
    )


RANK: Mapping[str, int] = {"shape": 0, "given": 1, "straight": 2}
"""Ways of measuring, the surest first: a line is said to be measured in the least sure of its
runs."""


def line_hours(found: Basin) -> pd.DataFrame:
    """Count the runs of each line, hour by hour of their first departure.

    Returns
    -------
    Columns `kind`, `feed`, `route_id`, `direction`, `hour` (24 and more after midnight),
    `departures`.
    """
    parts = []
    for kind, called in found.passages.items():
        begun = called.drop_duplicates("run")
        hours = by_hour(begun.assign(key=2 * begun["line"] + begun["direction"]))
        key = hours.pop("key").to_numpy(dtype=np.int64)
        named = found.lines.loc[key // 2, ["feed", "route_id"]].reset_index(drop=True)
        parts.append(pd.concat([named.assign(direction=key % 2), hours], axis=1).assign(kind=kind))
    columns = ["kind", "feed", "route_id", "direction", "hour", "departures"]
    return pd.concat(parts, ignore_index=True)[columns]
