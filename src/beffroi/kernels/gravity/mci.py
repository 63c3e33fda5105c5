"""MCI: powers of a market by least squares on the logarithms of shares, centred by origin."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Floats, impedance
from beffroi.kernels.gravity.shares import log_attributes

FLAT = 1e-10
"""Least curvature, once scaled, that tells two powers apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Regressed:
    """What a regression on log-centred shares says of the powers.

    Attributes
    ----------
    coefficients, errors : (n_powers,)
        Powers of the attributes, then strength of the decay (positive where distance puts off),
        and their standard errors; NaN where the powers cannot be told apart. [1]
    r2
        Share of the variance of the log-centred shares that is explained. [1]
    n
        Shares used.
    """

    coefficients: Floats
    errors: Floats
    r2: float
    n: int


def regressed(
    attributes: npt.ArrayLike, times: npt.ArrayLike, shares: npt.ArrayLike, *, curve: float = 0.0
) -> Regressed:
    r"""Fit the powers of a market to shares, by ordinary least squares.

    .. math:: \log\frac{p_{ij}}{\tilde p_i} = \sum_h \gamma_h \log\frac{X_{jh}}{\tilde X_h}
              - \lambda (z_{ij} - \bar z_i)

    with the geometric means :math:`\tilde p_i` over the shops known from each origin.

    Parameters
    ----------
    attributes : (n_shops, n_attributes)
        > 0. [any]
    times : (n_origins, n_shops)
        > 0, infinite out of reach. [any]
    shares : (n_origins, n_shops)
        Shares or customers, > 0; NaN where unknown. The method cannot take a zero: a customer is
        usually added everywhere, which pulls shares together. [any]
    curve
        Of the decay.

    Raises
    ------
    ShapeError
        If arrays do not fit together, or a share is zero or negative.

    References
    ----------
    M. Nakanishi, L. G. Cooper, "Simplified Estimation Procedures for MCI Models", Marketing
    Science 1 (3), 1982, pp. 314-322, doi:10.1287/mksc.1.3.314. T. Wieland, "Market Area Analysis
    for Retail and Service Locations with MCI", The R Journal 9 (1), 2017, pp. 298-323,
    doi:10.32614/RJ-2017-020.

    Examples
    --------
    >>> found = regressed([[1.0], [2.0]], [[1.0, 2.0], [2.0, 1.0]], [[0.8, 0.2], [0.2, 0.8]])
    >>> found.coefficients.round(6) + 0.0
    array([0., 2.])
    """
    x, z = log_attributes(attributes), impedance(times, curve)
    p = np.array(shares, dtype=np.float64)
    if z.ndim != 2 or z.shape != p.shape or z.shape[1] != len(x):
        raise ShapeError("Give one share for each origin (row) and each shop (column), and times.")
    if (p <= 0).any():
        raise ShapeError(
            "{n} shares are zero or negative, and have no logarithm: fit flows by the conditional "
            "logit, or add a customer everywhere.",
            n=int((p <= 0).sum()),
        )
    known = np.isfinite(p) & np.isfinite(z)
    columns = [np.broadcast_to(column, z.shape) for column in x.T]
    design = np.column_stack([_centred(one, known) for one in (*columns, -z)])
    return _least_squares(design, _centred(np.log(p), known), int((known.sum(axis=1) > 0).sum()))


def _centred(values: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    """Take off the mean of each row over what is known, and put the known in one column."""
    kept = np.where(known, values, 0.0)
    n = np.maximum(known.sum(axis=1, keepdims=True), 1)
    return np.asarray((values - kept.sum(axis=1, keepdims=True) / n)[known])


def _least_squares(design: Floats, aim: Floats, n_origins: int) -> Regressed:
    square = design.T @ design
    spread = np.sqrt(np.diag(square))
    unknown = np.full(len(square), np.nan)
    if not (spread > 0).all():
        return Regressed(unknown, unknown, np.nan, len(aim))
    if np.linalg.eigvalsh(square / np.outer(spread, spread))[0] < FLAT:
        return Regressed(unknown, unknown, np.nan, len(aim))
    inverse = np.linalg.inv(square)
    found = inverse @ (design.T @ aim)
    left = float(((aim - design @ found) ** 2).sum())
    freedom = len(aim) - n_origins - len(found)
    errors = np.sqrt(np.diag(inverse) * left / freedom) if freedom > 0 else unknown
    total = float((aim**2).sum())
    return Regressed(found, errors, 1 - left / total if total > 0 else np.nan, len(aim))
