"""TOPSIS: how near each alternative is to an ideal made of the best of all, for comparison."""

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice.shapes import Floats, table, weightings


def closeness(performances: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    r"""Say how near each alternative is to the ideal, and far from its opposite.

    .. math:: y_{ij} = w_j \frac{x_{ij}}{\sqrt{\sum_k x_{kj}^2}}, \qquad
              c_i = \frac{d_i^-}{d_i^+ + d_i^-}, \qquad d_i^\pm = \lVert y_i - y^\pm \rVert

    where :math:`y^+` and :math:`y^-` hold the best and the worst of each criterion. Both depend on
    the alternatives at hand: one more or one less can reverse the order of the others.

    Parameters
    ----------
    performances : (n_alternatives, n_criteria)
        Performances, the greatest best (give the opposite of what should be small); NaN where
        unknown. [any]
    weights : (n_criteria,)
        Weights that sum to 1. [1]

    Returns
    -------
    (n_alternatives,)
        Closeness in [0, 1], the greatest best; NaN for all if a performance is unknown or all
        alternatives are alike. [1]

    Raises
    ------
    ShapeError
        If there are not as many weights as criteria.

    References
    ----------
    C.-L. Hwang and K. Yoon, *Multiple Attribute Decision Making*, Springer, 1981, pp. 128-140,
    doi:10.1007/978-3-642-48318-9. On reversals: M. S. García-Cascales and M. T. Lamata, "On rank
    reversal and TOPSIS method", Mathematical and Computer Modelling 56, 2012, pp. 123-132,
    doi:10.1016/j.mcm.2011.12.022.

    Examples
    --------
    >>> closeness([[3.0, 0.0], [0.0, 4.0]], [0.75, 0.25])
    array([0.75, 0.25])
    """
    given = table(performances)
    vector = weightings(weights, given.shape[1])[0]
    length = np.sqrt((given**2).sum(axis=0))
    scaled = vector * np.divide(given, length, out=np.zeros_like(given), where=length != 0)
    to_best = np.sqrt(((scaled - scaled.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((scaled - scaled.min(axis=0)) ** 2).sum(axis=1))
    total = to_best + to_worst
    near = np.full(len(given), np.nan)
    np.divide(to_worst, total, out=near, where=total > 0)
    return near
