"""Trips of a feed: one for many departures (frequencies), or one for each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.publishing.frames import framed
from beffroi.territory.informal_plan import Plan, PlannedVariant, Run

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]
ANYWHERE, NOWHERE, ASK = 0, 1, 3
"""Continuous pick-up and drop-off: everywhere; not at all; by arrangement with the driver."""
NOT_A_POINT = 0
"""`timepoint` of times that are about right."""
ABOUT = 0
"""`exact_times` of departures that keep no timetable."""


def trip_tables(plan: Plan, *, expanded: bool, hailed: bool) -> dict[str, pd.DataFrame]:
    """Write the trips of a plan.

    Parameters
    ----------
    plan
        What is published.
    expanded
        Whether each departure is a trip, rather than each run with its frequencies.
    hailed
        Whether stops say where vehicles are hailed between them and the next.

    Returns
    -------
    `trips`, `stop_times`, and `frequencies` unless expanded.
    """
    names = dict(zip(plan.stops["stop_id"], plan.stops["name"], strict=True))
    numbers = dict(zip(plan.routes["route_id"], plan.routes["number"], strict=True))
    rows = [
        _rows(variant, run, expanded=expanded) for variant in plan.variants for run in variant.runs
    ]
    counts = [len(r.names) for r in rows]
    trips = {
        column: np.repeat(np.array(held, dtype=object), counts)
        for column, held in {
            "route_id": [r.variant.route_id for r in rows],
            "service_id": [r.run.days for r in rows],
            "trip_id": [""] * len(rows),
            "trip_headsign": [
                r.variant.destination or names[r.variant.stop_ids[-1]] for r in rows
            ],
            "trip_short_name": [r.variant.number or numbers[r.variant.route_id] for r in rows],
            "direction_id": [r.variant.direction for r in rows],
            "shape_id": [r.variant.variant_id for r in rows],
        }.items()
    }  # fmt: skip
    trips["trip_id"] = np.concatenate([r.names for r in rows])
    table = framed(trips)
    if plan.bikes is not None:
        table = framed({**table, "bikes_allowed": np.full(len(table), 2 - int(plan.bikes))})
    tables = {"trips": table, "stop_times": _times(plan, rows, hailed=hailed)}
    return tables if expanded else tables | {"frequencies": _bands(rows)}


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The trips that are written for a run: their names, and when each starts."""

    variant: PlannedVariant
    run: Run
    names: Names
    starts: Whole


def _rows(variant: PlannedVariant, run: Run, *, expanded: bool) -> _Rows:
    name = f"{variant.variant_id}-{run.days}-{_clock(int(run.bands[0, 0]))}"
    starts = departures(run) if expanded else np.zeros(1, np.int64)
    names = [f"{name}-{_clock(int(start))}" for start in starts] if expanded else [name]
    return _Rows(variant, run, np.array(names, dtype=object), starts)


def departures(run: Run) -> Whole:
    """List the departures of a run: one at the begin of each band, then one a headway.

    They number the length of each band over its headway, rounded up.

    Examples
    --------
    >>> run = Run("weekday", np.array([0, 60]), np.array([0, 60]), np.array([[0, 1000, 600]]))
    >>> departures(run).tolist()
    [0, 600]
    """
    return np.unique(np.concatenate([np.arange(*band) for band in run.bands]))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}{seconds // 60 % 60:02d}{seconds % 60:02d}"


def _times(plan: Plan, rows: list[_Rows], *, hailed: bool) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {name: [] for name in (
        "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence",
        "continuous_pickup", "shape_dist_traveled",
    )}  # fmt: skip
    for r in rows:
        n, n_trips = len(r.variant.stop_ids), len(r.names)
        says = _continuous(plan, r.variant) if hailed else np.full(n, np.nan)
        columns["trip_id"].append(np.repeat(r.names, n))
        columns["arrival_time"].append((r.starts[:, np.newaxis] + r.run.arrivals).ravel())
        columns["departure_time"].append((r.starts[:, np.newaxis] + r.run.departures).ravel())
        columns["stop_id"].append(np.tile(np.array(r.variant.stop_ids, dtype=object), n_trips))
        columns["stop_sequence"].append(np.tile(np.arange(n), n_trips))
        columns["continuous_pickup"].append(np.tile(says, n_trips))
        columns["shape_dist_traveled"].append(np.tile(r.variant.along, n_trips))
    whole = {name: np.concatenate(parts) for name, parts in columns.items()}
    ordered = [*list(whole)[:6], "continuous_drop_off", "shape_dist_traveled", "timepoint"]
    whole["continuous_drop_off"] = whole["continuous_pickup"]
    whole["timepoint"] = np.full(len(whole["trip_id"]), NOT_A_POINT)
    return framed({name: whole[name] for name in ordered})


def _continuous(plan: Plan, variant: PlannedVariant) -> Floats:
    """Say from each stop to the next whether vehicles are hailed; nothing where nobody knows."""
    says = np.full(len(variant.stop_ids), np.nan)
    says[:-1][variant.hailed >= plan.hail_some] = ASK
    says[:-1][variant.hailed >= plan.hail_free] = ANYWHERE
    return says


def _bands(rows: list[_Rows]) -> pd.DataFrame:
    bands = np.concatenate([r.run.bands for r in rows])
    names = np.concatenate([np.repeat(r.names, len(r.run.bands)) for r in rows])
    return framed({
        "trip_id": names, "start_time": bands[:, 0], "end_time": bands[:, 1],
        "headway_secs": bands[:, 2], "exact_times": np.full(len(bands), ABOUT),
    })  # fmt: skip
