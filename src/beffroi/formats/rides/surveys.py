"""Surveys of stops: seconds since the start where they can be had, columns that changed places."""

from collections import Counter

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
MOST_PASSENGERS = 400
"""Passengers who get on or off at one stop: more than any vehicle holds. [person]"""
SURE = 0.9
"""Share of steps that must be forward in time for a column to be one of times."""


def straightened(table: pd.DataFrame, given: pd.DataFrame, notes: Counter[str]) -> pd.DataFrame:
    """Give the marks of a survey their counts and their seconds since the start.

    An export may shift columns so that passengers stand under the times and times under the
    passengers. It is mended where it can be nothing else: what is called passengers passes any
    vehicle's capacity and grows along the ride, what is called times stays below it.

    Parameters
    ----------
    table
        Marks in the order of the file, with `boardings`, `alightings` and `dwell`.
    given
        `arrival`, `departure`, `travel` and `sequence` where the file has them.

    Returns
    -------
    The marks in the order of the survey; `elapsed` is the sum of the driving times and the stays
    before, where both are known.
    """
    made = table.copy()
    if {"arrival", "departure"} <= set(given) and _are_exchanged(made, given):
        notes["exchanged"] += 1
        made["alightings"] = given["arrival"].where(given["arrival"] <= MOST_PASSENGERS)
        made["boardings"] = given["departure"].where(given["departure"] <= MOST_PASSENGERS)
    if "travel" in given and made["elapsed"].isna().all():
        made["elapsed"] = _elapsed(made, given)
    if "sequence" in given:
        made = made.iloc[np.argsort(given["sequence"].to_numpy(), kind="stable")]
    return made.set_axis(table.index)


def _are_exchanged(table: pd.DataFrame, given: pd.DataFrame) -> bool:
    counts = [table[name].to_numpy(dtype=float) for name in ("alightings", "boardings")]
    times = [given[name].to_numpy(dtype=float) for name in ("arrival", "departure")]
    order = _order(given)
    grow = all(_grows(column[order]) for column in counts)
    large = any(np.nanmax(column, initial=0) > MOST_PASSENGERS for column in counts)
    small = all(np.nanmax(column, initial=0) <= MOST_PASSENGERS for column in times)
    return bool(grow and large and small)


def _order(given: pd.DataFrame) -> npt.NDArray[np.intp]:
    if "sequence" not in given:
        return np.arange(len(given))
    return np.argsort(given["sequence"].to_numpy(), kind="stable")


def _grows(column: Floats) -> bool:
    steps = np.diff(column[np.isfinite(column)])
    return bool(len(steps) > 0 and (steps >= 0).mean() >= SURE and column[-1] > column[0])


def _elapsed(table: pd.DataFrame, given: pd.DataFrame) -> Floats:
    order = _order(given)
    travel = given["travel"].to_numpy(dtype=float)[order].copy()
    dwell = table["dwell"].to_numpy(dtype=float)[order]
    travel[:1] = 0.0
    before = np.concatenate([[0.0], dwell[:-1]])
    seconds = np.full(len(order), np.nan)
    seconds[order] = np.cumsum(travel + before)
    return np.where(seconds >= 0, seconds, np.nan)
