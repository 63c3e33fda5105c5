"""What a calibrated market says: shares, totals with bands, what leaves, what a new shop takes."""

from dataclasses import dataclass

import numpy as np

from beffroi.engines.commerce.catchment.calibration import Calibration
from beffroi.engines.commerce.catchment.market import Floats, Market
from beffroi.engines.commerce.catchment.parameters import parameter
from beffroi.kernels.gravity.bands import Powers, drawn, middle, totals_drawn
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.outside import outside_pull
from beffroi.kernels.gravity.shares import huff_shares, huff_totals, pull

WIDE = 1.96
"""Standard errors on each side of a 95 % interval."""
LEAST_STRENGTH = 0.01
"""Decay below which distance would no longer put off."""


@dataclass(frozen=True, slots=True)
class Band:
    """A value and the middle 95 % of the draws of the powers."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """How a market is shared.

    Attributes
    ----------
    shares : (n_origins, n_shops)
        At the powers found. [1]
    totals, low, high : (n_shops,)
        What each shop gets, and the middle 95 % of the draws. [unit of the market]
    drawn : (n_draws, n_shops)
        What each shop gets under each draw.
    away
        What goes outside; None where nothing tells it. [unit of the market]
    evasion
        Share of what is spent that goes outside; None where nothing tells it. [1]
    centre
        What the shops of the centre get. [unit of the market]
    centre_share
        Its share of what is spent by places that reach a shop. [1]
    unserved
        What is spent where no shop is in reach: nothing is known of it. [unit of the market]
    powers, outside, usual
        Draws of the powers, pull of the outside under each (None for none), and at the powers
        found (0 for none): what is compared is compared draw by draw.
    """

    shares: Floats
    totals: Floats
    low: Floats
    high: Floats
    drawn: Floats
    away: Band | None
    evasion: Band | None
    centre: Band
    centre_share: Band
    unserved: float
    powers: Powers
    outside: Floats | None
    usual: float


def shared(
    market: Market, found: Calibration, *, evasion: float | None = None, seed: int = 0
) -> Shared:
    """Share a market among its shops, under the powers found and under draws of them.

    Parameters
    ----------
    market
        Market.
    found
        Its calibration.
    evasion
        Share of what is spent that goes outside, as the town knows it, in [0, 1); None if it does
        not. It is not used where flows told it. [1]
    seed
        Of the draws.
    """
    mean, powers, logs = _drawn(found, seed)
    spread = [_outside(market, found.curve, evasion, one) for one in _rows(powers, logs)]
    usual = _outside(market, found.curve, evasion, _rows(mean, _constant(found))[0])
    outside = None if usual is None else np.array(spread, dtype=np.float64)
    exponents, decay = mean.attributes[0], Decay(float(mean.strengths[0]), found.curve)
    shares = huff_shares(pull(market.table, exponents), market.minutes, decay, outside=usual or 0.0)
    weights = _served(market)
    sums, gone = totals_drawn(powers, market.table, market.minutes, weights, curve=found.curve,
                              outside=outside)  # fmt: skip
    low, high = middle(sums)
    spent, totals = float(weights.sum()), weights @ shares
    centre = _band(float(totals[market.centre].sum()), sums[:, market.centre].sum(axis=1))
    return Shared(
        shares, totals, low, high, sums,
        None if outside is None else _band(spent - float(totals.sum()), gone),
        None if outside is None else _band(1 - float(totals.sum()) / spent, gone / spent),
        centre, Band(*(getattr(centre, name) / spent for name in ("value", "low", "high"))),
        float(market.weights[~market.served].sum()), powers, outside, usual or 0.0,
    )  # fmt: skip


def _served(market: Market) -> Floats:
    """Keep what is spent where a shop is in reach: of the other places nothing is known."""
    return np.asarray(np.where(market.served, market.weights, 0.0))


Row = tuple[Floats, float, float | None]


def _drawn(found: Calibration, seed: int) -> tuple[Powers, Powers, Floats | None]:
    """Return the powers found and draws of them, the logarithm of the outside put apart."""
    n_draws = int(parameter("draws"))
    made = drawn(found.powers, found.covariance, draws=n_draws, seed=seed)
    mean = Powers(found.exponents[np.newaxis], np.array([found.strength]))
    if not found.has_outside:
        return mean, made, None
    return mean, Powers(made.attributes[:, :-1], made.strengths), made.attributes[:, -1]


def _constant(found: Calibration) -> Floats | None:
    return found.powers[-2:-1] if found.has_outside else None


def _rows(powers: Powers, logs: Floats | None) -> list[Row]:
    return [
        (powers.attributes[k], float(powers.strengths[k]), None if logs is None else float(logs[k]))
        for k in range(len(powers.strengths))
    ]


def _outside(market: Market, curve: float, evasion: float | None, row: Row) -> float | None:
    exponents, strength, log = row
    if log is not None:
        return float(np.exp(log))
    if evasion is None:
        return None
    own = market.served
    return outside_pull(pull(market.table, exponents), market.minutes[own], Decay(strength, curve),
                        market.weights[own], evasion)  # fmt: skip


def _band(value: float, draws: Floats) -> Band:
    low, high = middle(draws[:, np.newaxis])
    return Band(value, float(low[0]), float(high[0]))


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What new shops take, and from whom.

    Attributes
    ----------
    new : (n_new,)
        What each new shop gets: value and bounds. [unit of the market]
    lost : (n_shops,)
        What each shop loses: value and bounds, >= 0. [unit of the market]
    lost_share : (n_shops,)
        The same, as a share of what it had. [1]
    centre
        What the centre loses. [unit of the market]
    outside
        What comes back from outside; None where nothing tells it. [unit of the market]
    shares : (n_origins, n_shops + n_new)
        At the powers found. [1]
    """

    new: tuple[Band, ...]
    lost: tuple[Band, ...]
    lost_share: tuple[Band, ...]
    centre: Band
    outside: Band | None
    shares: Floats


def taken(market: Market, wider: Market, found: Calibration, before: Shared) -> Taken:
    """Say what new shops take, draw by draw: powers and outside stay, shares change.

    Parameters
    ----------
    market
        As it is.
    wider
        The same with its new shops, which come last.
    found
        The calibration of the market as it is.
    before
        How it is shared as it is.
    """
    n, weights = len(market.shops), _served(market)
    sums, gone = totals_drawn(
        before.powers,
        wider.table,
        wider.minutes,
        weights,
        curve=found.curve,
        outside=before.outside,
    )
    shares = huff_shares(
        pull(wider.table, found.exponents), wider.minutes, Decay(found.strength, found.curve),
        outside=before.usual,
    )  # fmt: skip
    totals = weights @ shares
    losses, draws = before.totals - totals[:n], before.drawn - sums[:, :n]
    with np.errstate(divide="ignore", invalid="ignore"):
        share, share_draws = losses / before.totals, draws / before.drawn
    back = None
    if before.away is not None:
        gain = before.away.value - float(weights.sum() - totals.sum())
        back = _band(gain, float(weights.sum()) - before.drawn.sum(axis=1) - gone)
    return Taken(
        tuple(_band(float(totals[n + k]), sums[:, n + k]) for k in range(len(totals) - n)),
        tuple(_band(float(losses[k]), draws[:, k]) for k in range(n)),
        tuple(_band(float(share[k]), share_draws[:, k]) for k in range(n)),
        _band(float(losses[market.centre].sum()), draws[:, market.centre].sum(axis=1)),
        back, shares,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Swing:
    """What the centre gets when one power alone is lower or higher.

    Attributes
    ----------
    name
        The power.
    low, high
        It, at the ends of its 95 % interval. [1]
    share_low, share_high
        What the centre then gets, of what is spent by places that reach a shop. [1]
    """

    name: str
    low: float
    high: float
    share_low: float
    share_high: float


def swings(
    market: Market, found: Calibration, *, evasion: float | None = None
) -> tuple[Swing, ...]:
    """Move each power alone to the ends of its interval.

    Parameters
    ----------
    market, found, evasion
        As `shared` takes them.
    """
    rows = []
    for k, (name, error) in enumerate(zip(found.names, found.errors, strict=True)):
        ends = [found.powers[k] - WIDE * error, found.powers[k] + WIDE * error]
        if k == len(found.names) - 1:
            ends[0] = max(ends[0], LEAST_STRENGTH)
        shares = [_centre_share(market, found, evasion, k, end) for end in ends]
        rows.append(Swing(name, float(ends[0]), float(ends[1]), *shares))
    return tuple(rows)


def _centre_share(
    market: Market, found: Calibration, evasion: float | None, k: int, value: float
) -> float:
    powers = found.powers.copy()
    powers[k] = value
    exponents = powers[: len(found.exponents)]
    log = float(powers[-2]) if found.has_outside else None
    outside = _outside(market, found.curve, evasion, (exponents, float(powers[-1]), log))
    weights = _served(market)
    decay = Decay(float(powers[-1]), found.curve)
    totals, _ = huff_totals(
        pull(market.table, exponents), market.minutes, decay, weights,
        outside=outside or 0.0,
    )  # fmt: skip
    return float(totals[market.centre].sum() / weights.sum())
