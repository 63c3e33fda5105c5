"""Converse's breaking point: where, between two towns, customers go to either as often."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Floats


def breaking_point(
    distance: npt.ArrayLike, people: npt.ArrayLike, rival: npt.ArrayLike, *, decay: float = 2.0
) -> Floats:
    r"""Measure how far from a town its customers turn to a rival.

    .. math:: b = \frac{d}{1 + (P_{rival} / P)^{1/\lambda}}

    Parameters
    ----------
    distance : any shape
        Between the two towns, >= 0. [any]
    people, rival : any shape
        Size of the town and of its rival, > 0. [any]
    decay
        :math:`\lambda`, > 0: 2 for Reilly and Converse. [1]

    Returns
    -------
    As the arrays together
        Distance from the town. [as `distance`]

    Raises
    ------
    ShapeError
        If a size or the decay is not above zero.

    References
    ----------
    P. D. Converse, "New Laws of Retail Gravitation", Journal of Marketing 14 (3), 1949,
    pp. 379-384, doi:10.1177/002224295001400303.

    Examples
    --------
    >>> breaking_point(100.0, 50_000, 200_000).round(3).item()
    33.333
    """
    d, own, other = (np.asarray(one, np.float64) for one in (distance, people, rival))
    if not ((own > 0).all() and (other > 0).all() and decay > 0 and (d >= 0).all()):
        raise ShapeError("Sizes and the decay must be above zero, distances not negative.")
    return np.asarray(d / (1 + (other / own) ** (1 / decay)))
