"""Who stands where: the shares of the draws in which each alternative takes each rank."""

import numba
import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import Floats, Integers

TIE = 1e-12
"""Values nearer than this are tied: sums of the same numbers in another order differ by less."""


def rank_acceptability(overall: npt.ArrayLike) -> Floats:
    """Share out the ranks: how often each alternative takes each of them.

    Parameters
    ----------
    overall : (n_draws, n_alternatives)
        Overall value of each alternative in each draw, the greatest best. [any]

    Returns
    -------
    (n_alternatives, n_alternatives)
        Share of the draws in which the alternative of the row takes the rank of the column, the
        best first. Tied alternatives share their ranks. Rows and columns sum to 1. [1]

    Raises
    ------
    ShapeError
        If there is no draw or no alternative.

    References
    ----------
    R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group
    Decision Making", Operations Research 49 (3), 2001, pp. 444-454,
    doi:10.1287/opre.49.3.444.11220.

    Examples
    --------
    >>> rank_acceptability([[0.2, 0.9], [0.4, 0.4]])
    array([[0.25, 0.75],
           [0.75, 0.25]])
    """
    draws = np.ascontiguousarray(overall, dtype=np.float64)
    if draws.ndim != 2 or draws.size == 0:
        raise ShapeError(
            "Overall values are of shape {shape}: give one row a draw, one column an alternative.",
            shape=draws.shape,
        )
    shares = np.zeros((draws.shape[1], draws.shape[1]))
    count_ranks(draws, shares)
    return shares / len(draws)


@numba.njit(cache=True, nogil=True)
def count_ranks(overall: Floats, ranks: Floats) -> None:
    """Add to the counts of the ranks what each draw says."""
    order = np.arange(overall.shape[1])
    for draw in range(overall.shape[0]):
        sort(overall[draw], order)
        share_ranks(overall[draw], order, ranks)


@numba.njit(cache=True, nogil=True)
def sort(overall: Floats, order: Integers) -> None:
    """Order the alternatives from the best, starting from an order that is often nearly right."""
    for place in range(1, order.size):
        moved = order[place]
        value, hole = overall[moved], place
        while hole > 0 and overall[order[hole - 1]] < value:
            order[hole] = order[hole - 1]
            hole -= 1
        order[hole] = moved


@numba.njit(cache=True, nogil=True)
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
