"""Drawn lines that go back on their steps and then on again."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.validity.network import Tables, columns, floats
from beffroi.engines.mobility.validity.remark import Remark, remarked
from beffroi.engines.mobility.validity.rules import limit
from beffroi.kernels.sphere import bearing, great_circle

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def shape_remarks(tables: Tables) -> Iterator[Remark]:
    """Remark the lines that turn back, turn again, and go over the same ground a third time.

    A dead end, where a line goes in and out once, is left in peace.
    """
    yield from remarked("shape_turns_back", "shapes", _zigzags(_points(tables)))


def _points(tables: Tables) -> pd.DataFrame:
    """Set the points of the lines out in order, those that repeat the one before left out."""
    shapes = columns(
        tables, "shapes", "shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"
    )
    points = pd.DataFrame(
        {
            "row": shapes.index.to_numpy(),
            "shape_id": shapes["shape_id"].to_numpy(),
            "shape": pd.factorize(shapes["shape_id"])[0],
            "lat": floats(shapes["shape_pt_lat"]),
            "lon": floats(shapes["shape_pt_lon"]),
            "rank": floats(shapes["shape_pt_sequence"]),
        }
    )
    known = points[(points["shape"] >= 0) & points[["lat", "lon", "rank"]].notna().all(axis=1)]
    ordered = known.sort_values(["shape", "rank"], kind="stable", ignore_index=True)
    place = ordered[["shape", "lat", "lon"]]
    return ordered[(place != place.shift()).any(axis=1).to_numpy()].reset_index(drop=True)


def _zigzags(points: pd.DataFrame) -> pd.DataFrame:
    shape = points["shape"].to_numpy()
    lat, lon = points["lat"].to_numpy(dtype=float), points["lon"].to_numpy(dtype=float)
    turns = _about_turns(shape, lat, lon)
    if len(turns) < 2:
        return pd.DataFrame()
    along = _along(shape, lat, lon)
    first, second = turns[:-1], turns[1:]
    back = along[second] - along[first]
    target = along[second] + back
    end = np.searchsorted(shape, shape[second], side="right") - 1
    found = (shape[first] == shape[second]) & (back >= limit("turn_back"))
    found &= target <= along[end]
    first, second, back, target = (part[found] for part in (first, second, back, target))
    again = [np.interp(target, along, values) for values in (lat, lon)]
    same = great_circle(lat[first], lon[first], *again) < limit("turn_back")
    told = pd.DataFrame(
        {
            "shape_id": points["shape_id"].take(first).to_numpy(),
            "shape_pt_sequence": points["rank"].take(first).astype(int).to_numpy(),
            "distance_m": back.round(1),
        },
        index=points["row"].take(first).to_numpy(),
    )[same]
    counts = told.groupby("shape_id")["shape_id"].transform("size")
    return told.assign(n_times=counts).drop_duplicates("shape_id")


def _along(shape: Integers, lat: Floats, lon: Floats) -> Floats:
    """Measure how far each point is along the lines laid end to end. [m]."""
    steps = great_circle(lat[:-1], lon[:-1], lat[1:], lon[1:])
    steps[shape[1:] != shape[:-1]] = 1.0
    along: Floats = np.concatenate([[0.0], np.cumsum(steps)])[: len(shape)]
    return along


def _about_turns(shape: Integers, lat: Floats, lon: Floats) -> Integers:
    """Find the points where a line goes back the way it came."""
    if len(shape) < 3:
        return np.zeros(0, dtype=np.int64)
    heading = bearing(lat[:-1], lon[:-1], lat[1:], lon[1:])
    turn = np.abs((np.diff(heading) + 180) % 360 - 180)
    inside = (shape[2:] == shape[1:-1]) & (shape[1:-1] == shape[:-2])
    return 1 + np.flatnonzero(inside & (turn >= limit("turn_back_angle")))
