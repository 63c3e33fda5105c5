"""Multiplicity: what a probability is worth when many were asked for at once."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]


def false_discoveries(probabilities: npt.ArrayLike) -> Floats:
    r"""Give the share of false finds among those at least as striking (Benjamini, Hochberg).

    .. math:: q_{(i)} = \min_{j \ge i} \frac{m\, p_{(j)}}{j}

    Parameters
    ----------
    probabilities : (n_tests,)
        Probabilities, in [0, 1]; NaN for a test that could not be made. [1]

    Returns
    -------
    (n_tests,)
        In [0, 1]; NaN where the probability is. [1]

    Raises
    ------
    ShapeError
        If a probability is out of range.

    References
    ----------
    Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal
    Statistical Society B 57, 1995, pp. 289-300, doi:10.1111/j.2517-6161.1995.tb02031.x.

    Examples
    --------
    >>> false_discoveries([0.01, 0.04, 0.03, np.nan])
    array([0.03, 0.04, 0.04,  nan])
    """
    given = np.asarray(probabilities, dtype=np.float64)
    is_made = ~np.isnan(given)
    if given.ndim != 1 or not ((given >= 0) & (given <= 1))[is_made].all():
        raise ShapeError("Give one probability, in [0, 1], for each test.")
    made = given[is_made]
    order = np.argsort(-made, kind="stable")
    rank = np.arange(len(made), 0, -1)
    least = np.minimum.accumulate(made[order] * len(made) / rank) if len(made) else made
    found = np.full(given.shape, np.nan)
    kept = np.empty(len(made))
    kept[order] = np.minimum(least, 1.0)
    found[is_made] = kept
    return found
