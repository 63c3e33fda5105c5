"""One-to-one matching: as many pairs as can be and, among these, the nearest."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def paired(lefts: Ints, rights: Ints, costs: Floats, shape: tuple[int, int]) -> tuple[Ints, Ints]:
    """Match two lists one to one, by the Hungarian method.

    Taking the nearest pair first (greedy) is quicker but can leave two things alone that were
    near each other's partners; the score would then depend on chance. The Hungarian method finds
    the most pairs and, among the ways to have them, the least sum of costs. It works on each group
    of things that may be paired with one another, so that its time stays small.

    Parameters
    ----------
    lefts, rights : (n_allowed,)
        Ranks of the pairs that are allowed, each pair once.
    costs : (n_allowed,)
        Cost of each, >= 0, finite.
    shape
        Length of both lists.

    Returns
    -------
    Ranks of the pairs kept, by rank on the left.

    References
    ----------
    H. W. Kuhn, "The Hungarian Method for the Assignment Problem", Naval Research Logistics
    Quarterly 2 (1-2), 1955, pp. 83-97, doi:10.1002/nav.3800020109.

    Examples
    --------
    Greedily, 1 takes 0 and nothing is left for the other two:

    >>> allowed = np.array([0, 1, 1]), np.array([0, 0, 1])
    >>> left, right = paired(*allowed, np.array([9.0, 1.0, 9.0]), (2, 2))
    >>> left.tolist(), right.tolist()
    ([0, 1], [0, 1])
    """
    if not len(lefts):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    n = sum(shape)
    links = coo_array((np.ones(len(lefts)), (lefts, rights + shape[0])), shape=(n, n))
    groups = connected_components(links, directed=False)[1][lefts]
    order = np.argsort(groups, kind="stable")
    kept = [
        rows[_group(lefts[rows], rights[rows], costs[rows])]
        for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
    ]
    chosen = np.concatenate(kept)
    chosen = chosen[np.argsort(lefts[chosen], kind="stable")]
    return lefts[chosen], rights[chosen]


def _group(lefts: Ints, rights: Ints, costs: Floats) -> Ints:
    """Match within a group; return the ranks of the pairs kept among those allowed."""
    left, row = np.unique(lefts, return_inverse=True)
    right, column = np.unique(rights, return_inverse=True)
    prize = costs.sum() + 1.0
    table = np.zeros((len(left), len(right)))
    table[row, column] = costs - prize
    rank = np.full(table.shape, -1)
    rank[row, column] = np.arange(len(lefts))
    chosen: Ints = rank[linear_sum_assignment(table)]
    return chosen[chosen >= 0]
