"""Calibration of a market: on flows, on totals, or on nothing but what is known before."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from beffroi.engines.commerce.catchment.market import Floats, Market
from beffroi.engines.commerce.catchment.parameters import Goods, parameter
from beffroi.kernels.gravity.curves import likeliest_curve
from beffroi.kernels.gravity.decay import POWER
from beffroi.kernels.gravity.flows import Fitted, Flows, Verdict, fitted, flows
from beffroi.kernels.gravity.regrouped import LEAST_ORIGINS, Redrawn, redrawn
from beffroi.kernels.gravity.totals import Judged, Prior, judged, sales

Way = Literal["flows", "totals", "priors"]
AREA, DECAY, OUTSIDE = "area", "decay", "outside"


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Powers of a market, how they were found, and how sure they are.

    Attributes
    ----------
    way
        On what they rest.
    verdict
        ``converged``, or why flows or totals gave nothing: powers are then those known before, and
        `way` says so.
    names : (n_powers,)
        Attributes, then ``outside`` (logarithm of its pull) if flows counted it, then ``decay``.
    powers, errors : (n_powers,)
        And their standard errors. [1]
    covariance : (n_powers, n_powers)
        From which draws are taken.
    asked
        On what they were asked to rest.
    fit, redrawn
        What flows gave, and origins drawn again; None without flows.
    judged
        What totals gave; None without totals.
    curve
        Of the decay, after Box and Cox: 0 a power of time, 1 an exponential.
    """

    way: Way
    verdict: Verdict
    names: tuple[str, ...]
    powers: Floats
    covariance: Floats
    asked: Way
    fit: Fitted | None = None
    redrawn: Redrawn | None = None
    judged: Judged | None = None
    curve: float = POWER

    @property
    def errors(self) -> Floats:
        """Standard errors behind the bands."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @property
    def strength(self) -> float:
        """Strength of the decay."""
        return float(self.powers[-1])

    @property
    def exponents(self) -> Floats:
        """Powers of the attributes."""
        return self.powers[: len(self.names) - 1 - self.has_outside]

    @property
    def has_outside(self) -> bool:
        """Whether flows told the pull of the outside."""
        return OUTSIDE in self.names


def on_priors(market: Market, kind: Goods) -> Calibration:
    """Take the powers known before."""
    prior = prior_of(market, kind)
    return Calibration("priors", "converged", (*market.attributes, DECAY), prior.mean,
                       np.diag(prior.deviation**2), "priors")  # fmt: skip


def prior_of(market: Market, kind: Goods) -> Prior:
    """Say what is known before of each power: floor, other attributes, decay."""
    is_area = np.array([name == AREA for name in market.attributes], dtype=bool)
    mean = np.where(is_area, parameter("area_power"), 0.0)
    deviation = np.where(
        is_area, parameter("area_power_deviation"), parameter("other_power_deviation")
    )
    return Prior(np.append(mean, kind.strength), np.append(deviation, kind.deviation))


def on_flows(
    market: Market,
    kind: Goods,
    customers: npt.ArrayLike,
    away: npt.ArrayLike | None = None,
    *,
    curve: float | None = POWER,
    seed: int = 0,
) -> Calibration:
    """Fit the powers to where customers were seen.

    Standard errors are those of origins drawn again where there are enough, which hold when
    customers of one place choose alike; else those of the curvature, widened by the dispersion.

    Parameters
    ----------
    market
        Market.
    kind
        What is known before, taken where the flows tell nothing.
    customers : (n_origins, n_shops)
        Seen, NaN where nobody counted. [customer]
    away : (n_origins,)
        Gone outside; None if nobody asked. [customer]
    curve
        Of the decay; None for the likeliest one, then taken as sure.
    seed
        Of the draws.
    """
    if curve is None:
        curve = likeliest_curve(market.table, market.minutes, customers, away=away)
    seen = flows(market.table, market.minutes, customers, away=away, curve=curve)
    found = fitted(seen)
    outside = (OUTSIDE,) if seen.has_outside else ()
    names = (*market.attributes, *outside, DECAY)
    if found.verdict != "converged":
        before = on_priors(market, kind)
        return Calibration("priors", found.verdict, before.names, before.powers,
                           before.covariance, "flows", found)  # fmt: skip
    again = _again(seen, seed)
    wide = found.covariance * max(1.0, np.nan_to_num(found.dispersion, nan=1.0))
    covariance = again.covariance if again is not None and again.is_enough else wide
    return Calibration("flows", "converged", names, found.coefficients, covariance, "flows",
                       found, again, curve=curve)  # fmt: skip


def _again(seen: Flows, seed: int) -> Redrawn | None:
    counted = seen.customers.sum(axis=1) > 0
    return redrawn(seen, seed=seed) if counted.sum() >= LEAST_ORIGINS else None


def on_totals(market: Market, kind: Goods, sold: npt.ArrayLike, *, seed: int = 0) -> Calibration:
    """Judge the powers from what shops sell and what is known before.

    Parameters
    ----------
    market
        Market.
    kind
        What is known before.
    sold : (n_shops,)
        > 0, NaN where unknown, in any one unit: levels are left free. [any]
    seed
        Of the starts.
    """
    prior = prior_of(market, kind)
    made = sales(market.table, market.minutes, market.weights, sold)
    found = judged(made, prior, noise=parameter("noise"), seed=seed)
    if found.verdict != "converged":
        before = on_priors(market, kind)
        return Calibration("priors", "not_converged", before.names, before.powers,
                           before.covariance, "totals", judged=found)  # fmt: skip
    return Calibration("totals", "converged", (*market.attributes, DECAY), found.coefficients,
                       found.covariance, "totals", judged=found)  # fmt: skip
