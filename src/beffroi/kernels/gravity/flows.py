"""Calibration on flows: powers that explain best where the customers of each place were seen."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.gravity.decay import Floats, impedance
from beffroi.kernels.gravity.shares import log_attributes

Verdict = Literal["converged", "not_identified", "separated", "not_converged"]
MOST_STEPS = 60
SMALL_STEP = 1e-8
"""Newton's last step, in standard deviations of what it multiplies: below it the top is reached."""
FLAT = 1e-10
"""Least curvature, beside that of a market without preference, that tells two powers apart."""
HALVINGS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Customers seen, from each place in each shop, made by `flows`.

    Attributes
    ----------
    attributes : (n_choices, n_attributes)
        Logarithms of the attributes of the shops; where the outside was counted it is one choice
        more, with an attribute of its own. [1]
    impedance : (n_origins, n_choices)
        As `decay.impedance` gives it, infinite where nobody could choose, or was counted: the
        others are then compared among themselves; 0 for the outside. [1]
    customers : (n_origins, n_choices)
        Customers seen, >= 0; 0 where the impedance is infinite. [customer]
    has_outside
        Whether the last choice is the outside.
    """

    attributes: Floats
    impedance: Floats
    customers: Floats
    has_outside: bool = False

    @property
    def n_powers(self) -> int:
        """Number of coefficients: attributes, the outside if it was counted, decay."""
        return int(self.attributes.shape[1]) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    r"""What flows say of the powers.

    Attributes
    ----------
    verdict
        ``converged``; ``not_identified``: shops or places are too alike to tell the powers apart;
        ``separated``: the likelihood rises for ever, as if some shop never lost a customer that it
        could have; ``not_converged``: the search did not end. All but the first leave the
        coefficients unknown.
    coefficients : (n_powers,)
        Powers of the attributes, the logarithm of the pull of the outside if it was counted, and
        the strength of the decay (positive where distance puts off); NaN unless converged. [1]
    covariance : (n_powers, n_powers)
        Inverse of the curvature of the likelihood at its top; NaN unless converged.
    log_likelihood
        At the top, without the constant of the counts; NaN unless converged.
    gradient
        Greatest slope left, for one customer and one standard deviation of what it multiplies. [1]
    condition
        Greatest over least curvature, both beside those of a market without preference. [1]
    dispersion
        Pearson's statistic over its degrees of freedom: above 1, customers go in groups, and the
        errors of the curvature are too small. [1]
    n_steps
        Steps of Newton.
    """

    verdict: Verdict
    coefficients: Floats
    covariance: Floats
    log_likelihood: float
    gradient: float
    condition: float
    dispersion: float
    n_steps: int

    @property
    def errors(self) -> Floats:
        """Standard errors of the coefficients, customers taken as independent."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))


def flows(
    attributes: npt.ArrayLike,
    times: npt.ArrayLike,
    customers: npt.ArrayLike,
    *,
    away: npt.ArrayLike | None = None,
    curve: float = 0.0,
) -> Flows:
    """Put flows in the form that `fitted` takes.

    Parameters
    ----------
    attributes : (n_shops, n_attributes)
        > 0. [any]
    times : (n_origins, n_shops)
        > 0, infinite out of reach. [any]
    customers : (n_origins, n_shops)
        >= 0, NaN where nobody counted. [customer]
    away : (n_origins,)
        Customers that went outside; None if nobody asked. [customer]
    curve
        Of the decay.

    Raises
    ------
    ShapeError
        If arrays do not fit together, a count is negative, or a shop out of reach has customers.
    """
    x, z = log_attributes(attributes), impedance(times, curve)
    seen = np.array(customers, dtype=np.float64)
    if z.ndim != 2 or z.shape != seen.shape or z.shape[1] != len(x):
        raise ShapeError(
            "Customers are of shape {seen}, times {times}, for {n} shops: give one row for each "
            "origin and one column for each shop.",
            seen=seen.shape,
            times=z.shape,
            n=len(x),
        )
    if (seen < 0).any() or np.isinf(seen).any() or (seen[np.isinf(z)] > 0).any():
        raise ShapeError("Customers must not be negative, nor come to a shop that is out of reach.")
    z, seen = np.where(np.isnan(seen), np.inf, z), np.nan_to_num(seen)
    if away is None:
        return Flows(x, z, seen)
    gone = np.asarray(away, dtype=np.float64)
    if gone.shape != seen.shape[:1] or not (gone >= 0).all() or np.isinf(gone).any():
        raise ShapeError("Give the customers gone outside, one number >= 0 for each origin.")
    wider = np.zeros((len(x) + 1, x.shape[1] + 1))
    wider[:-1, :-1], wider[-1, -1] = x, 1.0
    return Flows(
        wider,
        np.column_stack([z, np.zeros(len(z))]),
        np.column_stack([seen, gone]),
        has_outside=True,
    )


def fitted(seen: Flows, *, weights: npt.ArrayLike | None = None) -> Fitted:
    r"""Fit the powers of a market to flows: conditional logit, by Newton.

    .. math:: \max_\theta \sum_{ij} n_{ij} \log p_{ij}(\theta), \qquad
              \log U_{ij} = \sum_h \gamma_h \log X_{jh} - \lambda z_{ij}

    The likelihood is concave: its top, where there is one, is the only one, whatever the start.

    Parameters
    ----------
    seen
        Flows.
    weights : (n_origins,)
        How often each origin counts; None for once.

    References
    ----------
    D. McFadden, "Conditional Logit Analysis of Qualitative Choice Behavior", in P. Zarembka (ed.),
    Frontiers in Econometrics, Academic Press, 1974, pp. 105-142.

    Examples
    --------
    Of two equal shops, the one twice as far gets a fifth: its pull fades with the square of time.

    >>> seen = flows([[1.0], [1.0]], [[1.0, 2.0], [2.0, 1.0]], [[80, 20], [20, 80]])
    >>> fitted(seen).verdict
    'not_identified'
    >>> seen = flows([[1.0], [2.0]], [[1.0, 2.0], [2.0, 1.0]], [[80, 20], [20, 80]])
    >>> fitted(seen).coefficients.round(6) + 0.0
    array([0., 2.])
    """
    counted = np.ones(len(seen.customers)) if weights is None else np.asarray(weights, float)
    scene = (seen.attributes, seen.impedance, seen.customers, np.ascontiguousarray(counted))
    at = np.zeros(seen.n_powers)
    value, slope, bend = _likelihood(*scene, at)
    spread = np.sqrt(np.diag(bend))
    n = float(counted @ seen.customers.sum(axis=1))
    if not (spread > FLAT * max(n, 1.0)).all() or _least(bend, spread) < FLAT:
        return _unknown("not_identified", seen.n_powers, 0)
    for step in range(1, MOST_STEPS + 1):
        scaled = bend / np.outer(spread, spread)
        if np.linalg.eigvalsh(scaled)[0] < FLAT:
            return _unknown("separated", seen.n_powers, step)
        move = np.linalg.solve(scaled, slope / spread) / spread
        at, (value, slope, bend) = _risen(scene, at, move, value)
        if np.abs(move * spread).max() < SMALL_STEP * np.sqrt(n):
            return _topped(scene, at, (value, slope, bend), spread, n, step)
    return _unknown("not_converged", seen.n_powers, MOST_STEPS)


Scene = tuple[Floats, Floats, Floats, Floats]
Terms = tuple[float, Floats, Floats]


def _least(bend: Floats, spread: Floats) -> float:
    return float(np.linalg.eigvalsh(bend / np.outer(spread, spread))[0])


def _risen(scene: Scene, at: Floats, move: Floats, value: float) -> tuple[Floats, Terms]:
    """Go as far along a move as the likelihood does not fall."""
    share = 1.0
    for _ in range(HALVINGS):
        terms = _likelihood(*scene, at + share * move)
        if terms[0] >= value - 1e-12 * abs(value):
            break
        share /= 2
    return at + share * move, terms


def _topped(  # noqa: PLR0917 - what was found at the top
    scene: Scene, at: Floats, terms: Terms, spread: Floats, n: float, step: int
) -> Fitted:
    value, slope, bend = terms
    curvature = np.linalg.eigvalsh(bend / np.outer(spread, spread))
    if curvature[0] < FLAT:
        return _unknown("separated", len(at), step)
    pearson, n_cells = _pearson(*scene, at)
    freedom = n_cells - len(at)
    return Fitted(
        "converged",
        at,
        np.asarray(np.linalg.inv(bend)),
        float(value),
        float(np.abs(slope / spread).max() / np.sqrt(max(n, 1.0))),
        float(curvature[-1] / curvature[0]),
        float(pearson / freedom) if freedom > 0 else np.nan,
        step,
    )


def _unknown(verdict: Verdict, n: int, step: int) -> Fitted:
    unknown = np.full(n, np.nan)
    return Fitted(verdict, unknown, np.full((n, n), np.nan), np.nan, np.nan, np.inf, np.nan, step)


@part
def _log_shares(pulls: Floats, z: Floats, strength: float, row: Floats) -> None:
    """Write the logarithms of the shares of one origin, minus infinity out of reach."""
    top, total = -np.inf, 0.0
    for j in range(row.size):
        row[j] = pulls[j] - strength * z[j] if z[j] < np.inf else -np.inf
        top = max(top, row[j])
    for j in range(row.size):
        total += np.exp(row[j] - top)
    for j in range(row.size):
        row[j] -= top + np.log(total)


@kernel
def _likelihood(
    x: Floats, z: Floats, seen: Floats, weights: Floats, at: Floats
) -> tuple[float, Floats, Floats]:
    """Sum the likelihood, its slope and its (negative) curvature, origin by origin."""
    n_powers = at.size
    value, slope, bend = 0.0, np.zeros(n_powers), np.zeros((n_powers, n_powers))
    pulls, row = x @ at[:-1], np.empty(x.shape[0])
    one, mean, square = np.empty(n_powers), np.empty(n_powers), np.empty((n_powers, n_powers))
    for i in range(z.shape[0]):
        n = seen[i].sum()
        if n * weights[i] == 0.0:
            continue
        _log_shares(pulls, z[i], at[-1], row)
        mean[:], square[:] = 0.0, 0.0
        for j in range(row.size):
            if row[j] == -np.inf:
                continue
            share, count = np.exp(row[j]), weights[i] * seen[i, j]
            value += count * row[j]
            one[:-1], one[-1] = x[j], -z[i, j]
            for k in range(n_powers):
                slope[k] += (count - weights[i] * n * share) * one[k]
                mean[k] += share * one[k]
                for m in range(n_powers):
                    square[k, m] += share * one[k] * one[m]
        for k in range(n_powers):
            for m in range(n_powers):
                bend[k, m] += weights[i] * n * (square[k, m] - mean[k] * mean[m])
    return value, slope, bend


@kernel
def _pearson(x: Floats, z: Floats, seen: Floats, weights: Floats, at: Floats) -> tuple[float, int]:
    """Sum Pearson's statistic over the shops of each origin; count what is free in it."""
    pulls, row = x @ at[:-1], np.empty(x.shape[0])
    statistic, n_free = 0.0, 0
    for i in range(z.shape[0]):
        n = seen[i].sum()
        if n * weights[i] == 0.0:
            continue
        _log_shares(pulls, z[i], at[-1], row)
        for j in range(row.size):
            expected = n * np.exp(row[j])
            if expected > 0:
                statistic += weights[i] * (seen[i, j] - expected) ** 2 / expected
                n_free += 1
        n_free -= 1
    return statistic, n_free
