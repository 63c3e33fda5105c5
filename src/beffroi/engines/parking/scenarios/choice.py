"""Choice: where drivers park, or whether they come at all, by what each place costs them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
BLOCK = 64
"""Cells whose choices are reckoned at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What drivers of one profile chose.

    Attributes
    ----------
    flows : (n_places, n_kinds)
        Drivers who try each place, by kind (period, class of stay and habit). [vehicle]
    inclusive : (n_cells, n_kinds)
        Sum of the pulls of all places, of which the logarithm is what having them is worth; 0
        where none is in reach. [1]
    whole : (n_cells, n_kinds)
        The same, and the pull of not coming. [1]
    """

    flows: Floats
    inclusive: Floats
    whole: Floats

    @property
    def coming(self) -> Floats:
        """Share of the drivers who come, (n_cells, n_kinds), in [0, 1]. [1]."""
        return share(self.inclusive, self.whole)


def share(part: Floats, whole: Floats) -> Floats:
    """Divide, 0 where there is nothing to divide by: at once where all is above 0."""
    if whole.min(initial=1.0) > 0:
        return np.asarray(part / whole)
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def chosen(near: Floats, pull: Floats, drivers: Floats, outside: Floats | float = 0.0) -> Chosen:
    r"""Share drivers out among places and the other means, by a logit.

    .. math:: P_{jk} = \frac{w_{jk} e_k}{o_j + \sum_l w_{jl} e_l}, \quad w = e^{-\theta c^{walk}},
              \; e = e^{-\theta c^{place}}

    The walk depends on the cell and the place, all else on the place alone: two products of
    matrices do for all periods and kinds at once.

    Parameters
    ----------
    near : (n_cells, n_places)
        Pull of each place by its walk, in [0, 1]; 0 out of reach. [1]
    pull : (n_places, n_kinds)
        Pull of each place by its price and its search, >= 0; 0 where it is not open. [1]
    drivers : (n_cells, n_kinds)
        Drivers who may come, >= 0. [vehicle]
    outside : (n_cells, n_kinds) or 0
        Pull of not coming, >= 0. [1]

    Raises
    ------
    ShapeError
        If the arrays do not fit together.

    References
    ----------
    D. McFadden, "Conditional Logit Analysis of Qualitative Choice Behavior", in P. Zarembka (ed.),
    Frontiers in Econometrics, Academic Press, 1974, pp. 105-142.

    Examples
    --------
    Two places alike, and another means as good as one of them:

    >>> one = np.ones((1, 1))
    >>> found = chosen(np.ones((1, 2)), np.ones((2, 1)), 30 * one, one)
    >>> found.flows[:, 0], float(found.coming[0, 0].round(4))
    (array([10., 10.]), 0.6667)
    """
    if near.shape[1] != len(pull) or drivers.shape != (len(near), pull.shape[1]):
        raise ShapeError("Give the pull of each place, and the drivers of each cell and kind.")
    inclusive = near @ pull
    whole = inclusive + outside
    return Chosen(pull * (near.T @ share(drivers, whole)), inclusive, whole)


def flows(near: Floats, pull: Floats, drivers: Floats, outside: Floats | float = 0.0) -> Floats:
    """Return the flows of `chosen` alone, (n_places, n_kinds), a few cells at a time.

    What stands between is small enough to stay in the fast memory of the processor: three to four
    times sooner than all cells at once. [vehicle]

    Parameters
    ----------
    near, pull, drivers, outside
        As in `chosen`.

    Examples
    --------
    >>> one = np.ones((1, 1))
    >>> flows(np.ones((1, 2)), np.ones((2, 1)), 30 * one, one)[:, 0]
    array([10., 10.])
    """
    beside = np.broadcast_to(outside, drivers.shape)
    total = np.zeros_like(pull)
    for n in range(0, len(near), BLOCK):
        here = slice(n, n + BLOCK)
        whole = near[here] @ pull
        whole += beside[here]
        total += near[here].T @ share(drivers[here], whole)
    return pull * total


def regret(
    before: Floats, after: Floats, drivers: Floats, *, flows: Floats, change: Floats,
    outside: Floats | float = 0.0,
) -> float:  # fmt: skip
    r"""How much drivers would gain by choosing again, at the costs that their choice makes.

    With shares :math:`x` that are the logit of utilities :math:`v`, and true utilities :math:`v'`,

    .. math:: \ln\sum e^{v'} - \ln\sum e^{v} - \sum_k x_k (v'_k - v_k) \ge 0

    is the gap of Fenchel and Young, the divergence of :math:`x` from the logit of :math:`v'`: it is
    0 at the equilibrium and nowhere else.

    Parameters
    ----------
    before, after : (n_cells, n_kinds)
        Sums of the pulls at the costs assumed, and at the true ones. [1]
    drivers : (n_cells, n_kinds)
        Drivers. [vehicle]
    flows, change : (n_places, n_kinds)
        Drivers of each place, and change of its utility; 0 where nobody may go. [vehicle], [1]
    outside : (n_cells, n_kinds) or 0
        Pull of not coming. [1]

    Returns
    -------
    Mean gap by driver, in utility. [1]
    """
    whole, anew = before + outside, after + outside
    counted = (whole > 0) & (drivers > 0)
    gain = np.log(np.where(counted, anew, 1.0) / np.where(counted, whole, 1.0))
    total = float(drivers[counted].sum())
    gap = float((drivers * gain).sum() - (flows * change).sum())
    return max(gap / total, 0.0) if total > 0 else 0.0
