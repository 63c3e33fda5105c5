"""Who stands where: the shares of the draws in which each alternative takes each rank."""

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice.shapes import Floats, Integers, tables, turned, weightings
from beffroi.kernels.compiling import kernel, part

TIE = 1e-12
"""Values nearer than this are tied: sums of the same numbers in another order differ by less."""


def rank_acceptability(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Share out the ranks: how often each alternative takes each of them.

    Parameters
    ----------
    values : (n_alternatives, n_criteria) or (n_draws, n_alternatives, n_criteria)
        What is weighed and summed, or draws of it; the greatest sum is the best. [any]
    weights : (n_draws, n_criteria)
        Draws of the weights. [1]

    Returns
    -------
    (n_alternatives, n_alternatives)
        Share of the draws in which the alternative of the row takes the rank of the column, the
        best first. Tied alternatives share their ranks. Rows and columns sum to 1. [1]

    Raises
    ------
    ShapeError
        If there are not as many weights as criteria, or as many tables as draws.

    References
    ----------
    R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group
    Decision Making", Operations Research 49 (3), 2001, pp. 444-454,
    doi:10.1287/opre.49.3.444.11220.

    Examples
    --------
    >>> rank_acceptability([[1, 0], [0, 1]], [[0.8, 0.2], [0.5, 0.5]])
    array([[0.75, 0.25],
           [0.25, 0.75]])
    """
    draws = weightings(weights, np.shape(values)[-1] if np.ndim(values) else 0)
    drawn = tables(values, len(draws))
    ranks = np.zeros((drawn.shape[1], drawn.shape[1]))
    for some, rows in turned(drawn, len(draws)):
        _count_ranks(rows, draws[some], ranks)
    return ranks / len(draws)


@kernel
def _count_ranks(rows: Floats, weights: Floats, ranks: Floats) -> None:
    """Add to the counts of the ranks what each draw says."""
    overall, order = np.empty(rows.shape[2]), np.arange(rows.shape[2])
    for draw in range(weights.shape[0]):
        weigh(rows[draw if rows.shape[0] > 1 else 0], weights[draw], overall)
        sort(overall, order)
        share_ranks(overall, order, ranks)


@part
def weigh(rows: Floats, weights: Floats, overall: Floats) -> None:
    """Add up what each alternative gets from each criterion, a row of all alternatives each."""
    overall[:] = 0.0
    for j in range(weights.size):
        weight, row = weights[j], rows[j]
        for one in range(overall.size):
            overall[one] += weight * row[one]


@kernel
def sort(overall: Floats, order: Integers) -> None:
    """Order the alternatives from the best, starting from an order that is often nearly right."""
    for place in range(1, order.size):
        moved = order[place]
        value, hole = overall[moved], place
        while hole > 0 and overall[order[hole - 1]] < value:
            order[hole] = order[hole - 1]
            hole -= 1
        order[hole] = moved


@part
def share_ranks(overall: Floats, order: Integers, ranks: Floats) -> int:
    """Give each alternative its rank, or its share of those it ties for; count the first ones."""
    start, n_first = 0, 0
    while start < order.size:
        end = start + 1
        while end < order.size and overall[order[end - 1]] - overall[order[end]] <= TIE:
            end += 1
        share = 1.0 / (end - start)
        for one in range(start, end):
            for rank in range(start, end):
                ranks[order[one], rank] += share
        if start == 0:
            n_first = end
        start = end
    return n_first
