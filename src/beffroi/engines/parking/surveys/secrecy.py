"""Secrecy: lengths of stays are told of ten vehicles at least, and no count gives a few away."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.surveys.norms import norm
from beffroi.engines.parking.surveys.plates import midpoint
from beffroi.kernels.suppression import hidden_cells, with_totals

HOUR = 3_600.0
EDGES = np.array([0.5, 1.0, 2.0, 4.0, 7.0]) * HOUR
"""Ends of the classes of stays. [s]"""
CLASSES = ("-0.5h", "0.5-1h", "1-2h", "2-4h", "4-7h", "7h-")
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


def _hidden(counts: Ints) -> Ints:
    sums = counts.sum(axis=1)
    few = sums < norm("least_told")
    if few.sum() == 1 and len(few) > 1:
        few[np.argmin(np.where(few, sums.max() + 1, sums))] = True
    table = with_totals(counts)
    hidden = np.zeros(table.shape, dtype=bool)
    hidden[:-1][few] = True
    rest = np.append(~few, True)
    if (~few).any():
        hidden[rest] = hidden_cells(counts[~few], threshold=int(norm("least_shown")))
    elif sums.sum() < norm("least_told"):
        hidden[-1] = True
    else:
        hidden[-1] = (table[-1] > 0) & (table[-1] < norm("least_shown"))
    return np.where(hidden, HIDDEN, table)
