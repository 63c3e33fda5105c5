"""Pairs of two lists: which of one goes with which of the other, each used once."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.foundation.errors import ShapeError

Indices = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def best_pairs(left: Indices, right: Indices, score: Floats) -> Indices:
    r"""Choose among candidate pairs those that make the largest sum of scores, each item once.

    .. math:: \max \sum_k s_k x_k, \quad \sum_{k : l_k = i} x_k \le 1, \quad
              \sum_{k : r_k = j} x_k \le 1, \quad x_k \in \{0, 1\}

    Items that no chain of candidates joins are solved apart.

    Parameters
    ----------
    left, right : (n_pairs,)
        Number of the item of each list, >= 0; a pair comes once.
    score : (n_pairs,)
        Worth of the pair, > 0. [1]

    Returns
    -------
    (n_chosen,)
        Positions of the chosen pairs, increasing.

    Raises
    ------
    ShapeError
        If the three differ in length, or a score is not above 0.

    References
    ----------
    D. F. Crouse, On implementing 2D rectangular assignment algorithms, IEEE Transactions on
    Aerospace and Electronic Systems 52, 2016, doi:10.1109/TAES.2016.140952.

    Examples
    --------
    >>> pairs = np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([0.9, 0.8, 0.8])
    >>> best_pairs(*pairs).tolist()
    [1, 2]
    """
    if not left.shape == right.shape == score.shape:
        raise ShapeError(
            "{n} left, {m} right and {k} scores: give as many of each.",
            n=len(left), m=len(right), k=len(score),
        )  # fmt: skip
    if not (score > 0).all():
        raise ShapeError("A pair is worth nothing: give scores above 0.")
    if not len(left):
        return np.empty(0, dtype=np.int64)
    group = _groups(left, right)
    order = np.argsort(group, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
    chosen = [part[_solved(left[part], right[part], score[part])] for part in parts]
    return np.sort(np.concatenate(chosen))


def _groups(left: Indices, right: Indices) -> Indices:
    """Give each pair the number of the group of items that candidates join."""
    n_left, n_right = int(left.max()) + 1, int(right.max()) + 1
    size = n_left + n_right
    edges = coo_array((np.ones(len(left)), (left, right + n_left)), shape=(size, size))
    _, label = connected_components(edges, directed=False)
    found: Indices = label[left].astype(np.int64)
    return found


def _solved(left: Indices, right: Indices, score: Floats) -> Indices:
    if len(left) == 1:
        return np.zeros(1, dtype=np.int64)
    _, row = np.unique(left, return_inverse=True)
    _, column = np.unique(right, return_inverse=True)
    worth = np.zeros((row.max() + 1, column.max() + 1))
    position = np.full(worth.shape, -1, dtype=np.int64)
    worth[row, column], position[row, column] = score, np.arange(len(score))
    rows, columns = linear_sum_assignment(worth, maximize=True)
    found: Indices = position[rows, columns]
    return np.asarray(found[found >= 0], dtype=np.int64)
