"""A track judged: unusable positions counted, order of time restored, what limits the ride told."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.formats.rides.positions import distances, on_globe
from beffroi.formats.rides.track import COUNTS, Track

Floats = npt.NDArray[np.float64]
FEWEST = 2
"""Positions without which there is no line. [fix]"""
FEW = 20
"""Positions below which a ride tells little: twenty seconds at one a second. [fix]"""
GAP = 300.0
"""Silence after which a recording has a hole (`informal` parameters: a new ride may begin). [s]"""
SPARSE = 30.0
"""Usual time between fixes above which a vehicle's turns are lost: 300 m at 10 m/s. [s]"""
JUMP = 86_400.0
"""Silence that no ride has: the clock was set, or two days are in one file. [s]"""
FASTEST = 60.0
"""Speed that no vehicle of these networks reaches, in town or on water. [m/s]"""
ALTERNATING = 0.3
"""Share of steps faster than `FASTEST` from which two devices must be mixed. [1]"""
SHORTER = 0.8
"""Share of a line's length in the order of the file that is left once put in order of time, from
which the rows were out of order and the clock was not. [1]"""
HALF = 0.5
MOST_COUNTED = 10_000.0
"""More passengers than any vehicle takes in a day: not a count. [person]"""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A track that was judged.

    Attributes
    ----------
    fixes, marks
        What is kept of it.
    n_read
        Positions that the file holds of it. [fix]
    reasons
        Codes of `territory.rides.REASONS`.
    """

    fixes: pd.DataFrame
    marks: pd.DataFrame
    n_read: int
    reasons: list[str]


def judged(track: Track, notes: Counter[str]) -> Judged:
    """Judge a track.

    Positions off the globe or at (0, 0), and repeats of the row before, are left out and counted.
    Rows are put in order of time where that makes a clearly shorter line; else a clock that goes
    back is told and the order of the file kept.
    """
    n_read = len(track.fixes)
    fixes = _on_globe(track.fixes, notes, "lost")
    marks = _on_globe(track.marks, notes, "lost_marks")
    fixes = _without_repeats(fixes, notes)
    fixes = _in_order(fixes, notes)
    for frame in (fixes, marks):
        _without_negatives(frame)
    reasons = _reasons(fixes, marks)
    notes.update(reasons)
    return Judged(fixes, marks, n_read, reasons)


def _on_globe(frame: pd.DataFrame, notes: Counter[str], code: str) -> pd.DataFrame:
    good = on_globe(frame["lon"].to_numpy(), frame["lat"].to_numpy())
    if good.all():
        return frame
    notes[code] += int((~good).sum())
    return frame[good].reset_index(drop=True)


def _without_repeats(fixes: pd.DataFrame, notes: Counter[str]) -> pd.DataFrame:
    """Leave out rows that say again what the row before said, time included."""
    time, lon, lat = (fixes[name].to_numpy() for name in ("time", "lon", "lat"))
    same = (np.diff(lon) == 0) & (np.diff(lat) == 0) & (np.diff(time) == 0)
    if not same.any():
        return fixes
    notes["repeats"] += int(same.sum())
    return fixes[np.concatenate([[True], ~same])].reset_index(drop=True)


def _in_order(fixes: pd.DataFrame, notes: Counter[str]) -> pd.DataFrame:
    time = fixes["time"].to_numpy()
    if np.isnan(time).any() or not (np.diff(time) < 0).any():
        return fixes
    order = np.argsort(time, kind="stable")
    steps = distances(fixes["lon"].to_numpy(), fixes["lat"].to_numpy())
    ordered = fixes.iloc[order].reset_index(drop=True)
    after = distances(ordered["lon"].to_numpy(), ordered["lat"].to_numpy())
    if after.sum() < SHORTER * steps.sum():
        notes["ordered"] += 1
        return ordered
    return fixes


def _without_negatives(frame: pd.DataFrame) -> None:
    """Hold as unknown what devices write below zero where they do not know, and absurd counts."""
    if frame.empty:
        return
    for name in ("accuracy_m", "speed_ms", "elapsed", "dwell", "fare", "boardings", "alightings"):
        column = frame[name].to_numpy(dtype=float)
        if (column < 0).any():
            frame[name] = np.where(column < 0, np.nan, column)
    for name in COUNTS:
        column = frame[name].to_numpy(dtype=float)
        if (column > MOST_COUNTED).any():
            frame[name] = np.where(column > MOST_COUNTED, np.nan, column)


def _reasons(fixes: pd.DataFrame, marks: pd.DataFrame) -> list[str]:
    if len(fixes) < FEWEST:
        return ["marks_only"] if len(marks) >= FEWEST else ["too_few"]
    reasons = ["few"] if len(fixes) < FEW else []
    time = fixes["time"].to_numpy()
    if np.isfinite(time).mean() < HALF:
        return [*reasons, "no_time"]
    return [*reasons, *_of_time(fixes[np.isfinite(time)])]


def _of_time(fixes: pd.DataFrame) -> list[str]:
    steps = np.diff(fixes["time"].to_numpy())
    if not len(steps):
        return []
    metres = distances(fixes["lon"].to_numpy(), fixes["lat"].to_numpy())
    speed = metres / np.maximum(np.abs(steps), 1.0)
    reasons = []
    if len(steps) >= FEW and (speed > FASTEST).mean() > ALTERNATING:
        reasons.append("interleaved")
    if (steps < 0).any() or (steps > JUMP).any():
        reasons.append("clock")
    if np.median(steps) > SPARSE:
        reasons.append("sparse")
    if ((steps > GAP) & (steps <= JUMP)).any():
        reasons.append("gaps")
    return reasons
