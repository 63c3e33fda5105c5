"""Calibration on totals: powers that explain what each shop sells, with what is known before."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel
from beffroi.kernels.gravity.decay import Floats, impedance
from beffroi.kernels.gravity.rows import shared
from beffroi.kernels.gravity.shares import log_attributes

Law = Literal["log", "poisson"]
Verdict = Literal["converged", "not_converged"]
MOST_STEPS = 200
SMALL = 1e-6
"""Slope of the posterior, for one prior standard deviation, below which its top is reached."""
SAME = 1e-3
"""Two tops farther apart than this share of a prior standard deviation are two."""
STARTS = 12
MILD, STIFF = 1e-3, 1e12


@dataclass(frozen=True, slots=True, eq=False)
class Sales:
    """What each shop sells, what is spent around it, and what may explain it.

    Attributes
    ----------
    attributes : (n_shops, n_attributes)
        Logarithms. [1]
    impedance : (n_origins, n_shops)
        As `decay.impedance` gives it, infinite out of reach. [1]
    spending : (n_origins,)
        What is spent at each place, or who lives there, > 0. [any]
    outside : (n_origins,)
        Logarithm of the pull of the outside, minus infinity for none. [1]
    sold : (n_shops,)
        What each sells, > 0; NaN where unknown. [any]
    """

    attributes: Floats
    impedance: Floats
    spending: Floats
    outside: Floats
    sold: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """What is known of the powers before: normal laws.

    Attributes
    ----------
    mean, deviation : (n_powers,)
        Powers of the attributes, then strength of the decay. [1]
    """

    mean: Floats
    deviation: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What totals say of the powers, with what was known before.

    Attributes
    ----------
    verdict
        Whether the slope at the top is nought; if not, coefficients are unknown.
    coefficients : (n_powers,)
        Powers of the attributes, then strength of the decay; NaN unless converged. [1]
    covariance : (n_powers, n_powers)
        Of the posterior, by its curvature at the top.
    narrowing : (n_powers,)
        Posterior over prior standard deviation: near 1, the totals taught nothing. [1]
    condition
        Greatest over least curvature of the posterior, in prior standard deviations. [1]
    gradient
        Greatest slope left, for one prior standard deviation. [1]
    n_tops
        Tops that the starts led to: above 1, the totals allow several answers, of which the
        highest is given.
    error
        Typical error of a total, root mean square of its logarithm. [1]
    """

    verdict: Verdict
    coefficients: Floats
    covariance: Floats
    narrowing: Floats
    condition: float
    gradient: float
    n_tops: int
    error: float


def sales(
    attributes: npt.ArrayLike,
    times: npt.ArrayLike,
    spending: npt.ArrayLike,
    sold: npt.ArrayLike,
    *,
    outside: npt.ArrayLike = 0.0,
    curve: float = 0.0,
) -> Sales:
    """Put a market in the form that `judged` takes.

    Parameters
    ----------
    attributes : (n_shops, n_attributes)
        > 0. [any]
    times : (n_origins, n_shops)
        > 0, infinite out of reach. [any]
    spending : (n_origins,)
        >= 0. [any]
    sold : (n_shops,)
        > 0, NaN where unknown. [any; as spending for `poisson`]
    outside : () or (n_origins,)
        Pull of the outside, >= 0. [any]
    curve
        Of the decay.

    Raises
    ------
    ShapeError
        If arrays do not fit together, nothing is spent, or fewer than two totals are known.
    """
    x, z = log_attributes(attributes), impedance(times, curve)
    c, t = np.asarray(spending, np.float64), np.asarray(sold, np.float64)
    if z.ndim != 2 or z.shape != (*c.shape, *t.shape) or len(x) != len(t):
        raise ShapeError(
            "Times are of shape {times}, spending {spending}, totals {sold}: give one row for each "
            "origin and one column for each shop.",
            times=z.shape,
            spending=c.shape,
            sold=t.shape,
        )
    known = np.atleast_1d(np.isfinite(t) | np.isinf(t))
    if not (c >= 0).all() or not (t[known] > 0).all() or np.isinf(t).any():
        raise ShapeError("Spending must be known, and totals above zero where they are known.")
    in_reach = np.asarray((np.isfinite(z) & (c > 0)[:, np.newaxis]).any(axis=0))
    if known.sum() < 2 or not in_reach[known].all():
        raise ShapeError("Give two totals at least, of shops in reach of somebody who spends.")
    with np.errstate(divide="ignore"):
        away = np.log(np.broadcast_to(np.asarray(outside, np.float64), len(c)).copy())
    return Sales(x, z, c, away, t)


def judged(
    market: Sales, prior: Prior, *, law: Law = "log", noise: float = 0.15, seed: int = 0
) -> Judged:
    r"""Find the powers that totals and what is known before make likeliest together.

    .. math:: \max_\theta\; \ell(T \mid M(\theta))
              - \sum_k \frac{(\theta_k - \mu_k)^2}{2 s_k^2}, \qquad
              M_j = \sum_i C_i p_{ij}(\theta)

    with :math:`\log T_j \sim N(a + \log M_j, \sigma^2)` for ``log``, the level :math:`a` free
    (sales in euros, spending in people), and :math:`T_j \sim P(M_j)` of Poisson for ``poisson``.
    The top is climbed from several starts by damped Gauss-Newton steps along an analytic slope.

    Parameters
    ----------
    market
        As `sales` makes it.
    prior
        What is known before of each power.
    law
        Of the totals.
    noise
        :math:`\sigma` of ``log``: how wrong a total may be. [1]
    seed
        Of the starts.

    Raises
    ------
    ShapeError
        If the prior does not fit the market, or the noise is not above zero.

    References
    ----------
    M. Batty, S. Mackie, "The Calibration of Gravity, Entropy, and Related Models of Spatial
    Interaction", Environment and Planning 4 (2), 1972, pp. 205-233, doi:10.1068/a040205, on what
    totals leave unsaid; G. A. F. Seber, C. J. Wild, Nonlinear Regression, Wiley, 1989, ch. 14.
    """
    n_powers = market.attributes.shape[1] + 1
    if prior.mean.shape != (n_powers,) or prior.deviation.shape != (n_powers,) or noise <= 0:
        raise ShapeError("Give a prior for each of the {n} powers, and a noise.", n=n_powers)
    if not (prior.deviation > 0).all():
        raise ShapeError("The deviations of a prior must be above zero.")
    generator = np.random.default_rng(seed)
    drawn = generator.standard_normal((STARTS - 1, n_powers)) * 1.5
    starts = np.vstack([np.zeros(n_powers), drawn])
    climbs = [_climbed(market, prior, law, noise, start) for start in starts]
    tops = sorted((c for c in climbs if c[3] < SMALL), key=lambda c: c[0])
    if not tops:
        unknown = np.full(n_powers, np.nan)
        return Judged("not_converged", unknown, np.full((n_powers, n_powers), np.nan), unknown,
                      np.inf, min(c[3] for c in climbs), 0, np.nan)  # fmt: skip
    _, at, bend, slope = tops[0]
    inverse = np.linalg.inv(bend)
    scale = np.outer(prior.deviation, prior.deviation)
    curvature = np.linalg.eigvalsh(bend)
    return Judged(
        "converged", prior.mean + at * prior.deviation, inverse * scale,
        np.sqrt(np.diag(inverse)), float(curvature[-1] / curvature[0]), slope,
        _distinct([one[1] for one in tops]), _error(market, prior, law, at),
    )  # fmt: skip


Climb = tuple[float, Floats, Floats, float]


def _climbed(market: Sales, prior: Prior, law: Law, noise: float, start: Floats) -> Climb:
    """Climb from a start; give loss, place, curvature and slope, in prior deviations."""
    at, damp = start.copy(), MILD
    loss, slope, bend = _posterior(market, prior, law, noise, at)
    for _ in range(MOST_STEPS):
        if np.abs(slope).max() < SMALL / 10 or damp > STIFF:
            break
        move = np.linalg.solve(bend + damp * np.diag(np.diag(bend)), -slope)
        trial = _posterior(market, prior, law, noise, at + move)
        if trial[0] <= loss:
            at, (loss, slope, bend), damp = at + move, trial, damp / 10
        else:
            damp *= 10
    return loss, at, bend, float(np.abs(slope).max())


def _posterior(
    market: Sales, prior: Prior, law: Law, noise: float, at: Floats
) -> tuple[float, Floats, Floats]:
    """Sum minus the log posterior, its slope and Gauss-Newton curvature, in prior deviations."""
    modelled, slopes = _expected(market, prior, at)
    known = ~np.isnan(market.sold)
    sold, m, rows = market.sold[known], modelled[known], slopes[known] * prior.deviation
    if not (np.isfinite(m).all() and (m > 0).all()):
        return np.inf, np.full(len(at), np.inf), np.eye(len(at))
    if law == "log":
        left = np.log(sold) - np.log(m)
        left, rows = left - left.mean(), rows - rows.mean(axis=0)
        loss, pull, weight = float((left**2).sum()) / 2 / noise**2, left / noise**2, noise**-2
        bend = weight * rows.T @ rows
    else:
        loss, pull = float((m - sold * np.log(m)).sum()), sold - m
        bend = (rows * m[:, np.newaxis]).T @ rows
    own = np.asarray(at, np.float64)
    return loss + float(own @ own) / 2, own - rows.T @ pull, bend + np.eye(len(own))


def _expected(market: Sales, prior: Prior, at: Floats) -> tuple[Floats, Floats]:
    powers = prior.mean + at * prior.deviation
    found = _modelled(market.attributes, market.impedance, market.spending, market.outside, powers)
    return np.asarray(found[0]), np.asarray(found[1])


def _error(market: Sales, prior: Prior, law: Law, at: Floats) -> float:
    modelled, _ = _expected(market, prior, at)
    left = np.log(market.sold / modelled)
    left = left[~np.isnan(left)]
    centred = left - left.mean() if law == "log" else left
    return float(np.sqrt((centred**2).mean()))


def _distinct(places: list[Floats]) -> int:
    kept: list[Floats] = []
    for place in places:
        if all(np.abs(place - other).max() > SAME for other in kept):
            kept.append(place)
    return len(kept)


@kernel
def _modelled(
    x: Floats, z: Floats, spending: Floats, outside: Floats, powers: Floats
) -> tuple[Floats, Floats]:
    """Sum what each shop gets, and the slope of its logarithm along each power."""
    n_shops, n_powers = x.shape[0], powers.size
    totals, slopes = np.zeros(n_shops), np.zeros((n_shops, n_powers))
    pulls, row, mean = x @ powers[:-1], np.empty(n_shops), np.empty(n_powers)
    for i in range(z.shape[0]):
        shared(pulls, z[i], powers[-1], outside[i], row)
        mean[:] = 0.0
        for j in range(n_shops):
            if row[j] > 0:
                mean[:-1] += row[j] * x[j]
                mean[-1] -= row[j] * z[i, j]
        for j in range(n_shops):
            if row[j] > 0:
                got = spending[i] * row[j]
                totals[j] += got
                slopes[j, :-1] += got * (x[j] - mean[:-1])
                slopes[j, -1] += got * (-z[i, j] - mean[-1])
    for j in range(n_shops):
        if totals[j] > 0:
            slopes[j] /= totals[j]
    return totals, slopes
