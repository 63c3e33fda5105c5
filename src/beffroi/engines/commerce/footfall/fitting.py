"""Fitting: passers of a week along each street, from a few counts, and how sure that is."""

import warnings
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import t

from beffroi.engines.commerce.footfall.parameters import parameter
from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Verdict = Literal["fitted", "too_few", "not_converged", "no_link"]
LEAST_DISPERSION = 1e-6
STEEP = 1e-3
"""Slope for each count above which a likelihood is not at its top."""


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    r"""Passers as a power of demand: :math:`\log\mu_i = a + b\log B_i + \log s_i`.

    Attributes
    ----------
    verdict
        ``fitted``; ``too_few`` counts; ``not_converged``; ``no_link``: the interval of the slope
        holds 0, so that counts do not follow the demand. Only the first gives passers.
    level, slope
        :math:`a` and :math:`b`; NaN unless something converged.
    covariance : (2, 2)
        Of both.
    dispersion
        :math:`\alpha` of the negative binomial, variance :math:`\mu + \alpha\mu^2`. [1]
    left_out_variance
        Mean square of the logarithm of what the others tell over what was counted: with few points
        it says more of how streets differ than the dispersion. [1]
    log_likelihood
        At the top.
    left_out : (n_points,)
        Passers of a week told at each point by the others; NaN where they could not. [person/week]
    error, usual_error
        Median absolute error of these, as a share of what was counted, and the same if each point
        were told the mean of the others. [1]
    """

    verdict: Verdict
    level: float
    slope: float
    covariance: Floats
    dispersion: float
    left_out_variance: float
    log_likelihood: float
    left_out: Floats
    error: float
    usual_error: float

    @property
    def wide(self) -> float:
        """Standard errors on each side of a 95 % interval, by Student's law for so few counts."""
        return float(t.ppf(0.975, len(self.left_out) - 2))

    @property
    def slope_error(self) -> float:
        """Standard error of the slope."""
        return float(np.sqrt(self.covariance[1, 1]))


def fitted(demand: npt.ArrayLike, passers: npt.ArrayLike, shares: npt.ArrayLike) -> Fitted:
    """Fit counts to the demand of their streets by a negative binomial law.

    Parameters
    ----------
    demand : (n_points,)
        Passers by the betweenness, > 0. [any]
    passers : (n_points,)
        Counted, >= 0. [person]
    shares : (n_points,)
        Share of a week that each count watched, > 0. [1]

    Raises
    ------
    ShapeError
        If arrays do not fit together, or something is unknown or out of its range.

    References
    ----------
    A. C. Cameron, P. K. Trivedi, Regression Analysis of Count Data, 2nd ed., Cambridge University
    Press, 2013, ch. 3 (NB2).
    """
    b, y, s = (np.asarray(one, np.float64) for one in (demand, passers, shares))
    if not b.shape == y.shape == s.shape or b.ndim != 1:
        raise ShapeError("Give a demand and a share of the week for each count.")
    if not ((b > 0).all() and (y >= 0).all() and (s > 0).all() and np.isfinite(y).all()):
        raise ShapeError("Demands and shares must be above zero, counts not negative.")
    unknown = np.full(len(y), np.nan)
    if len(y) < parameter("least_counts"):
        return _refused("too_few", unknown)
    whole = _estimated(b, y, s)
    if whole is None:
        return _refused("not_converged", unknown)
    told, usual, weekly = unknown.copy(), unknown.copy(), y / s
    for k in range(len(y)):
        kept = np.arange(len(y)) != k
        found = _estimated(b[kept], y[kept], s[kept])
        if found is not None:
            told[k] = np.exp(found[0] + found[1] * np.log(b[k]))
        usual[k] = weekly[kept].mean()
    level, slope, covariance, dispersion, top = whole
    wide = float(t.ppf(0.975, len(y) - 2))
    is_linked = slope - wide * np.sqrt(covariance[1, 1]) > 0
    verdict: Verdict = "fitted" if is_linked else "no_link"
    return Fitted(verdict, level, slope, covariance, dispersion, _variance(told, weekly), top, told,
                  _median_error(told, weekly), _median_error(usual, weekly))  # fmt: skip


def _variance(told: Floats, weekly: Floats) -> float:
    """Mean square of the logarithm of what is told over what was counted."""
    known = np.isfinite(told) & (weekly > 0)
    return float((np.log(told[known] / weekly[known]) ** 2).mean()) if known.any() else 0.0


def _refused(verdict: Verdict, unknown: Floats) -> Fitted:
    nan = float("nan")
    return Fitted(verdict, nan, nan, np.full((2, 2), nan), nan, nan, nan, unknown, nan, nan)


def _median_error(told: Floats, weekly: Floats) -> float:
    known = np.isfinite(told) & (weekly > 0)
    if not known.any():
        return float("nan")
    return float(np.median(np.abs(told[known] / weekly[known] - 1)))


Estimate = tuple[float, float, Floats, float, float]


def _estimated(demand: Floats, passers: Floats, shares: Floats) -> Estimate | None:
    """Climb the likelihood; None where its top is not reached."""
    from statsmodels.discrete.discrete_model import (  # noqa: PLC0415 - slow to import
        NegativeBinomial,
    )

    logs = np.log(demand)
    if np.ptp(logs) == 0:
        return None
    design = np.column_stack([np.ones(len(logs)), logs])
    weekly = np.log(np.maximum(passers, 0.5) / shares)
    start = np.append(np.linalg.lstsq(design, weekly, rcond=None)[0], 0.2)
    model = NegativeBinomial(passers, design, offset=np.log(shares))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        done = model.fit(start_params=start, disp=0, maxiter=500, method="bfgs")
        slope = np.abs(model.score(done.params)[:2]).max() / max(passers.sum(), 1.0)
        bend = -np.asarray(model.hessian(done.params))[:2, :2]
    if not (slope < STEEP and np.isfinite(bend).all() and np.linalg.eigvalsh(bend)[0] > 0):
        return None
    # Level and slope are orthogonal to the dispersion: their own block is enough.
    covariance = np.asarray(np.linalg.inv(bend))
    level, power, dispersion = (float(one) for one in done.params)
    return level, power, covariance, max(dispersion, LEAST_DISPERSION), float(done.llf)


def told(found: Fitted, demand: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Tell the passers of a week on streets of some demand, with 95 % bounds.

    Parameters
    ----------
    found
        Fitted.
    demand : (n_streets,)
        >= 0. [any]

    Returns
    -------
    (n_streets,) three times
        Passers and bounds of a mean week there, the dispersion of streets included;
        NaN where nothing was fitted or no demand passes. [person/week]
    """
    b = np.asarray(demand, np.float64)
    unknown = np.full(len(b), np.nan)
    if found.verdict != "fitted":
        return unknown, unknown.copy(), unknown.copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(b > 0, np.log(b), np.nan)
    mean = found.level + found.slope * logs
    rows = np.column_stack([np.ones(len(b)), logs])
    spread = np.einsum("ij,jk,ik->i", rows, found.covariance, rows)
    n = len(found.left_out)
    streets = max(np.log1p(found.dispersion * n / (n - 2)), found.left_out_variance)
    wide = found.wide * np.sqrt(spread + streets)
    return np.exp(mean), np.exp(mean - wide), np.exp(mean + wide)
