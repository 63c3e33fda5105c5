"""Bands: what the totals of shops may be, given what is not known of the powers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Decay, Floats
from beffroi.kernels.gravity.shares import huff_totals, log_attributes

DRAWS = 400
MIDDLE_95 = (0.025, 0.975)


@dataclass(frozen=True, slots=True, eq=False)
class Powers:
    """Powers of a market, drawn from what is known of them.

    Attributes
    ----------
    attributes : (n_draws, n_attributes)
        Powers of the attributes. [1]
    strengths : (n_draws,)
        Strengths of the decay, > 0. [1]
    """

    attributes: Floats
    strengths: Floats


def drawn(mean: npt.ArrayLike, covariance: npt.ArrayLike, *, draws: int = DRAWS,
          seed: int = 0) -> Powers:  # fmt: skip
    """Draw powers from a normal law, those of a decay that distance would attract left out.

    Parameters
    ----------
    mean : (n_powers,)
        Powers of the attributes, then strength of the decay. [1]
    covariance : (n_powers, n_powers)
        How far they may be off; zeros for what is given.
    draws
        How many.
    seed
        Of the draws: the same seed gives the same powers, so that two markets can be compared
        draw by draw.

    Raises
    ------
    ShapeError
        If something is unknown, or hardly any draw has a decay above zero.

    Examples
    --------
    >>> drawn([1.0, 2.0], np.zeros((2, 2)), draws=2).strengths
    array([2., 2.])
    """
    centre, spread = np.asarray(mean, np.float64), np.asarray(covariance, np.float64)
    if spread.shape != (len(centre), len(centre)) or not np.isfinite(spread).all():
        raise ShapeError("Give the mean and the covariance of each power, all known.")
    generator = np.random.default_rng(seed)
    rows = generator.multivariate_normal(centre, spread, size=4 * draws, method="eigh")
    kept = rows[rows[:, -1] > 0][:draws]
    if len(kept) < draws:
        raise ShapeError("The decay is as likely below zero as above: nothing can be drawn.")
    return Powers(kept[:, :-1], kept[:, -1])


def totals_drawn(
    powers: Powers,
    attributes: npt.ArrayLike,
    times: npt.ArrayLike,
    spending: npt.ArrayLike,
    *,
    curve: float = 0.0,
    outside: npt.ArrayLike | None = None,
) -> tuple[Floats, Floats]:
    """Sum what each shop gets under each draw of the powers.

    Parameters
    ----------
    powers
        Draws.
    attributes : (n_shops, n_attributes)
        > 0. [any]
    times : (n_origins, n_shops)
        > 0, infinite out of reach. [any]
    spending : (n_origins,)
        >= 0. [any]
    curve
        Of the decay.
    outside : (n_draws, n_origins)
        Pull of the outside under each draw; None for none. [any]

    Returns
    -------
    (n_draws, n_shops) and (n_draws,)
        What each shop gets, and what goes outside. [as spending]
    """
    logs, t = log_attributes(attributes), np.asarray(times, np.float64)
    sums, away = np.empty((len(powers.strengths), len(logs))), np.zeros(len(powers.strengths))
    for k, (exponents, strength) in enumerate(
        zip(powers.attributes, powers.strengths, strict=True)
    ):
        pull = np.exp(logs @ exponents)
        u = 0.0 if outside is None else np.asarray(outside, np.float64)[k]
        sums[k], away[k] = huff_totals(pull, t, Decay(strength, curve), spending, outside=u)
    return sums, away


def middle(values: Floats) -> tuple[Floats, Floats]:
    """Return the bounds of the middle 95 % of the draws (rows)."""
    low, high = np.quantile(values, MIDDLE_95, axis=0)
    return np.asarray(low), np.asarray(high)
