"""Robustness: how far a ranking holds when weights and cells are not sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from beffroi.foundation.language import Words
from beffroi.kernels.choice.information import information
from beffroi.kernels.choice.smaa import Smaa, smaa_uncertain
from beffroi.kernels.choice.stability import stability
from beffroi.method.arbitration.table import Table, curves, expected, seed_of

Floats = npt.NDArray[np.float64]
Row = tuple[float, ...]
Matrix = tuple[Row, ...]
Gaps = tuple[float | None, ...]
Kind = Literal["group", "together", "any"]
DIGITS = 9
"""Decimals kept, so that machines that round otherwise agree."""
DRAWS_FOR_INFORMATION = 2_000
"""Weightings over which the value of information is averaged."""


@dataclass(frozen=True, slots=True)
class Range:
    """How far a weight may move before another option comes first.

    Attributes
    ----------
    criterion
        Id of the criterion; the other weights keep their proportions.
    weight
        Its mean weight. [1]
    low, high
        Bounds within which the first option stays first; None where the criterion has all the
        weight. [1]
    rival_low, rival_high
        Options that come first beyond; empty where none does.
    """

    criterion: str
    weight: float
    low: float | None
    high: float | None
    rival_low: str
    rival_high: str


@dataclass(frozen=True, slots=True)
class View:
    """How the options stand in the eyes of a group, of all together, or under any weights.

    Attributes
    ----------
    id, name, kind
        Id of the group, ``together`` or ``any``; its name; which of the three it is.
    weights, weights_low, weights_high
        Mean weight of each criterion, and bounds of 95 % of the weightings drawn. [1]
    values
        Overall value of each option under the mean weights and cells, in [0, 1]. [1]
    values_low, values_high
        Least and greatest that it may be, under any weighting drawn and any table within the bounds
        of its cells: an unknown cell widens them, and never narrows. [1]
    likely_low, likely_high
        Bounds of 95 % of the draws. [1]
    acceptability
        A row an option, a column a rank: share of the draws. [1]
    pairwise
        Share of the draws in which the option of the row is better than that of the column. [1]
    central_weights
        Mean of the weightings that put the option first; None where none does. [1]
    confidence
        Share of the draws of the cells in which it is first under them; None as above. [1]
    order
        Ids of the options, the greatest overall value first.
    ranges
        How far each weight may move.
    """

    id: str
    name: Words
    kind: Kind
    weights: Row
    weights_low: Row
    weights_high: Row
    values: Row
    values_low: Row
    values_high: Row
    likely_low: Row
    likely_high: Row
    acceptability: Matrix
    pairwise: Matrix
    central_weights: tuple[Gaps, ...]
    confidence: Gaps
    order: tuple[str, ...]
    ranges: tuple[Range, ...]

    @property
    def best(self) -> str:
        """Return the option with the greatest overall value."""
        return self.order[0]


@dataclass(frozen=True, slots=True)
class Worth:
    """What it would bring to know one cell.

    Attributes
    ----------
    option, criterion
        Ids of the cell.
    change
        Probability that the choice is then another, averaged over the weightings. [1]
    gain
        Expected rise of the overall value of what is chosen. [1]
    """

    option: str
    criterion: str
    change: float
    gain: float


def view(known: Table, weights: Floats, *, id_: str, name: Words, kind: Kind, seed: int) -> View:
    """Say how the options stand under draws of the weights and of the uncertain cells.

    Parameters
    ----------
    known
        The performance table of the options that remain.
    weights : (n_draws, n_criteria)
        Weightings drawn. [1]
    id_, name, kind
        Whose view it is.
    seed
        Seed of the decision.

    References
    ----------
    R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group
    Decision Making", Operations Research 49 (3), 2001, pp. 444-454,
    doi:10.1287/opre.49.3.444.11220.
    """
    found = in_order(known, weights, seed=seed)
    means = weights.mean(axis=0)
    values = expected(known) @ means
    ids = [option.id for option in known.options]
    low, high = np.quantile(weights, (0.025, 0.975), axis=0)
    return View(
        id=id_,
        name=name,
        kind=kind,
        weights=row(means),
        weights_low=row(low),
        weights_high=row(high),
        values=row(values),
        values_low=row(found.low),
        values_high=row(found.high),
        likely_low=row(found.likely_low),
        likely_high=row(found.likely_high),
        acceptability=matrix(found.acceptability),
        pairwise=matrix(found.pairwise),
        central_weights=tuple(gaps(line) for line in found.central_weights),
        confidence=gaps(found.confidence),
        order=tuple(ids[k] for k in ordered(values, ids)),
        ranges=_ranges(known, means),
    )


def in_order(known: Table, weights: Floats, *, seed: int) -> Smaa:
    """Analyse the options and criteria in the order of their ids, and give them back in their own.

    The same options and criteria in another order thus meet the same draws.
    """
    rows = np.argsort([option.id for option in known.options])
    columns = np.argsort([criterion.id for criterion in known.criteria])
    low, high = (bound[np.ix_(rows, columns)] for bound in known.spans)
    found = smaa_uncertain(
        low,
        high,
        weights[:, columns],
        seed=seed_of(seed, "cells"),
        curves=curves([known.criteria[k] for k in columns]),
    )
    back, across = np.argsort(rows), np.argsort(columns)
    return Smaa(
        acceptability=found.acceptability[back],
        central_weights=found.central_weights[np.ix_(back, across)],
        confidence=found.confidence[back],
        pairwise=found.pairwise[np.ix_(back, back)],
        mean=found.mean[back],
        low=found.low[back],
        high=found.high[back],
        likely_low=found.likely_low[back],
        likely_high=found.likely_high[back],
    )


def ordered(values: Floats, ids: Sequence[str]) -> list[int]:
    """Order options from the greatest value, ties by id.

    Examples
    --------
    >>> ordered(np.array([0.2, 0.9, 0.9]), ["a", "c", "b"])
    [2, 1, 0]
    """
    return sorted(range(len(ids)), key=lambda k: (-round(float(values[k]), DIGITS), ids[k]))


def _ranges(known: Table, means: Floats) -> tuple[Range, ...]:
    found = stability(expected(known), means)
    low, high = gaps(found.low), gaps(found.high)
    return tuple(
        Range(
            criterion=criterion.id,
            weight=round(float(means[k]), DIGITS),
            low=low[k],
            high=high[k],
            rival_low=_named(known, int(found.rival_low[k])),
            rival_high=_named(known, int(found.rival_high[k])),
        )
        for k, criterion in enumerate(known.criteria)
    )


def _named(known: Table, rival: int) -> str:
    return known.options[rival].id if rival >= 0 else ""


def worths(known: Table, weights: Floats) -> tuple[Worth, ...]:
    """Say which uncertain cell, once known, would most change the choice, that one first.

    Cells that could change nothing are left out.

    References
    ----------
    R. A. Howard, "Information Value Theory", IEEE Transactions on Systems Science and Cybernetics
    2 (1), 1966, pp. 22-26, doi:10.1109/TSSC.1966.300074.
    """
    found = information(
        *known.spans, weights[:DRAWS_FOR_INFORMATION], curves=curves(known.criteria)
    )
    cells = [
        Worth(
            known.options[line].id,
            known.criteria[k].id,
            round(float(found.change[line, k]), DIGITS),
            round(float(found.gain[line, k]), DIGITS),
        )
        for line, k in np.argwhere(found.change > 0)
    ]
    return tuple(sorted(cells, key=lambda c: (-c.change, -c.gain, c.option, c.criterion)))


def row(values: Floats) -> Row:
    """Return numbers as a tuple, rounded so that machines agree."""
    return tuple(round(float(value), DIGITS) + 0.0 for value in values)


def matrix(values: Floats) -> Matrix:
    """Return a table of numbers as tuples."""
    return tuple(row(line) for line in values)


def gaps(values: Floats) -> Gaps:
    """Return numbers as a tuple, None where they are missing."""
    return tuple(None if np.isnan(value) else round(float(value), DIGITS) for value in values)
