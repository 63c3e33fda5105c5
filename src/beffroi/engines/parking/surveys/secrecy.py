"""Secrecy: lengths of stays are told of ten vehicles at least, and no count gives a few away."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.surveys.norms import norm
from beffroi.engines.parking.surveys.plates import midpoint
from beffroi.kernels.suppression import hidden_cells, with_totals

HOUR = 3_600.0
EDGES = np.array([0.5, 1.0, 2.0, 4.0, 5.5]) * HOUR
"""Ends of the classes of stays. [s]"""
CLASSES = ("-0.5h", "0.5-1h", "1-2h", "2-4h", "4-5.5h", "5.5h-")
HIDDEN = -1
Ints = npt.NDArray[np.int64]


def counted(table: pd.DataFrame) -> pd.DataFrame:
    """Count the stays of each section by class of length, hiding what would tell of a few.

    Lengths are those seen, by the mid-point rule: the counts say what passes saw, not what law
    they follow.

    Parameters
    ----------
    table
        Stays.

    Returns
    -------
    `section`, a column for each of `CLASSES`, and `all`; -1 where hidden. A last row, whose section
    is missing, holds the whole survey. Sections of fewer than ten vehicles are hidden whole (and
    another, if there is only one of them), counts of 1 to 4 too, and with them others that would
    let them be worked out.
    """
    classes = np.searchsorted(EDGES, midpoint(table), side="right")
    section, names = pd.factorize(table["section"], sort=True)
    counts = np.zeros((len(names), len(CLASSES)), dtype=np.int64)
    np.add.at(counts, (section, classes), 1)
    cells = _hidden(counts) if len(names) else np.zeros((1, len(CLASSES) + 1), dtype=np.int64)
    told = pd.DataFrame(cells, columns=[*CLASSES, "all"])
    told.insert(0, "section", pd.Series([*names, None], dtype="string"))
    return told


def overstays(table: pd.DataFrame, limits: pd.Series) -> pd.DataFrame:
    """Count the vehicles that surely stayed long, and beyond the limit, section by section.

    A stay lasted at least from the pass that first saw its vehicle to the one that last did: what
    is counted is a minimum.

    Parameters
    ----------
    table
        Stays.
    limits
        Limit of each section; missing where there is none or it is unknown. [min]

    Returns
    -------
    `section`, `seen`, `over` (beyond the limit; missing where there is none) and `long` (the norm
    `long_stay` or more), vehicles; -1 where hidden, after the rule of `counted`.
    """
    span = (table["last"] - table["first"]).to_numpy(dtype=np.float64)
    section, names = pd.factorize(table["section"], sort=True)
    limit = pd.Series(names).map(limits).to_numpy(dtype=np.float64, na_value=np.nan)
    is_long = span >= norm("long_stay") * HOUR
    is_over = span > 60.0 * limit[section]
    counts = np.zeros((len(names), 3), dtype=np.int64)
    np.add.at(counts, (section, np.where(is_long, 2, is_over.astype(np.int64))), 1)
    cells = _hidden(counts, is_total_told=True)[:-1] if len(names) else np.zeros((0, 4), int)
    short, long = cells[:, 1], cells[:, 2]
    over = np.where((short == HIDDEN) | (long == HIDDEN), HIDDEN, short + long)
    beyond = np.zeros(len(names), dtype=np.int64)
    np.add.at(beyond, section[is_over], 1)
    is_late = 60.0 * limit >= norm("long_stay") * HOUR
    over = np.where(is_late, _part(beyond, long), over)
    return pd.DataFrame({
        "section": names, "seen": cells[:, 3], "over": np.where(np.isnan(limit), np.nan, over),
        "long": long,
    })  # fmt: skip


def _part(part: Ints, whole: Ints) -> Ints:
    """Hide the parts of counts that would tell of a few, or leave a few."""
    rest = whole - part
    few = ((part > 0) & (part < norm("least_shown"))) | ((rest > 0) & (rest < norm("least_shown")))
    return np.where(few | (whole == HIDDEN), HIDDEN, part)


def _hidden(counts: Ints, *, is_total_told: bool = False) -> Ints:
    sums = counts.sum(axis=1)
    few = sums < norm("least_told")
    if few.sum() == 1 and len(few) > 1:
        few[np.argmin(np.where(few, sums.max() + 1, sums))] = True
    table = with_totals(counts)
    hidden = np.zeros(table.shape, dtype=bool)
    hidden[:-1][few] = True
    rest = np.append(~few, True)
    if (~few).any():
        hidden[rest] = hidden_cells(
            counts[~few], threshold=int(norm("least_shown")), totals_shown=is_total_told
        )
    elif sums.sum() < norm("least_told"):
        hidden[-1] = True
    else:
        hidden[-1] = (table[-1] > 0) & (table[-1] < norm("least_shown"))
    return np.where(hidden, HIDDEN, table)
