"""Equilibrium: drivers choose by what they expect to search, and find what they expected."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from beffroi.engines.parking.scenarios.choice import Chosen, regret
from beffroi.engines.parking.scenarios.market import (
    Market,
    attracted,
    choices,
    coming,
    filled,
    penalty,
)
from beffroi.engines.parking.scenarios.parameters import Behaviour
from beffroi.kernels.queueing.erlang import full_share

Floats = npt.NDArray[np.float64]
TOLERANCE, ROUGH, COARSE = 1e-7, 1e-4, 2e-3
"""Largest change of a share of the time that a round may still make: at the middle, in draws, and
while the respect is calibrated."""
MOST_ROUNDS = 400
POWERS, NUDGE, SMALL_STEP = 12, 1e-4, 0.05
FIRST_STEP, LEAST_STEP = 0.5, 0.02


@dataclass(frozen=True, slots=True)
class Certificate:
    """How it is known that drivers have settled.

    Attributes
    ----------
    residuals
        Largest difference, round after round, between how often a place is full and how often
        drivers thought so. [1]
    rate
        By how much the residual shrank a round over the last ones: under 1, the rounds come
        together. [1]
    contraction
        By how much a round, of steps a twentieth of the way, brings together states around the
        fixed point (its spectral radius, by powers): under 1, the fixed point is the only one
        around, and rounds lead to it; NaN where it was not asked for. [1]
    distance
        Largest distance from the fixed point, by that (Banach), or by the rate. [1]
    exact
        Residual at the end by Erlang's formula itself, not by its table. [1]
    gap
        Mean gain of a driver who would choose again (Fenchel and Young), 0 at the equilibrium
        alone. [€]
    """

    residuals: tuple[float, ...]
    rate: float
    contraction: float
    distance: float
    exact: float
    gap: float

    @property
    def has_settled(self) -> bool:
        """Whether the last round changed next to nothing."""
        return self.residuals[-1] <= TOLERANCE


@dataclass(frozen=True, slots=True, eq=False)
class Equilibrium:
    """Where drivers have settled.

    Attributes
    ----------
    market
        What they met.
    full, load : (n_groups, n_periods)
        How often each group is full, and its load of attempts. [1], [erlang]
    made
        Choices by profile.
    certificate
        How it is known.
    """

    market: Market
    full: Floats
    load: Floats
    made: tuple[Chosen, ...]
    certificate: Certificate


def equilibrium(
    market: Market,
    behaviour: Behaviour,
    *,
    start: "Equilibrium | Floats | None" = None,
    tolerance: float = TOLERANCE,
    proven: bool = True,
) -> Equilibrium:
    """Let drivers settle by rounds, each going part of the way to what the last one showed.

    The step is halved when a round undoes the one before it, and grows again slowly when all goes
    well (self-regulated averaging).

    Parameters
    ----------
    market
        What they meet.
    behaviour
        What they are like.
    start
        Where others have settled with as many groups, or how often each is full, (n_groups,
        n_periods), to begin from; empty places if None.
    tolerance
        Largest change of a share of the time that a round may still make. [1]
    proven
        Whether the rest of the certificate is asked for, the contraction where the tolerance is the
        finest; else it holds the residuals alone.

    References
    ----------
    F. Leurent, H. Boujnah, "A User Equilibrium, Traffic Assignment Model of Network Route and
    Parking Lot Choice, with Search Circuits and Cruising Flows", Transportation Research Part C 47,
    2014, pp. 28-46, doi:10.1016/j.trc.2014.07.014.
    H. X. Liu, X. He, B. He, "Method of Successive Weighted Averages (MSWA) and Self-Regulated
    Averaging Schemes for Solving Stochastic User Equilibrium Problem", Networks and Spatial
    Economics 9, 2009, pp. 485-503, doi:10.1007/s11067-007-9023-x.
    """
    with one_thread():
        return _settled(market, behaviour, start, tolerance, proven=proven)


def one_thread() -> AbstractContextManager[object]:
    """Keep products of matrices to one thread: several lose time by waiting for each other."""
    return _controller().limit(limits=1, user_api="blas")  # type: ignore[no-any-return]


@cache
def _controller() -> ThreadpoolController:
    """Hold what limits the threads of products of matrices."""
    return ThreadpoolController()


def _settled(
    market: Market, behaviour: Behaviour, start: "Equilibrium | Floats | None", tolerance: float, *,
    proven: bool,
) -> Equilibrium:  # fmt: skip
    full, load = _beginning(market, start)
    residuals: list[float] = []
    step, last = np.full(market.shape, FIRST_STEP), None
    for _ in range(MOST_ROUNDS):
        found, load = filled(market, attracted(market, full), full, load)
        change = found - full
        residuals.append(float(np.abs(change).max(initial=0.0)))
        if residuals[-1] <= tolerance:
            break
        if last is not None:
            step = _steps(step, change, last)
        full, last = full + step * change, change
    blank = Certificate(tuple(residuals), *[np.nan] * 5)
    settled = Equilibrium(market, full, load, choices(market, full), blank)
    if not proven:
        return settled
    radius = _contraction(settled) if tolerance <= TOLERANCE else float("nan")
    return replace(settled, certificate=_certificate(settled, behaviour, radius))


def _beginning(market: Market, start: "Equilibrium | Floats | None") -> tuple[Floats, Floats]:
    """Return the shares and the loads from which drivers begin."""
    if isinstance(start, Equilibrium) and start.full.shape == market.shape:
        return start.full, start.load
    if isinstance(start, np.ndarray) and start.shape == market.shape:
        return start, np.zeros(market.shape)
    return np.zeros(market.shape), np.zeros(market.shape)


def _steps(step: Floats, change: Floats, last: Floats) -> Floats:
    """Aim, place by place, where the change vanishes by the last two rounds (Aitken)."""
    bend = last - change
    aim = np.divide(step * last, bend, out=1.5 * step, where=np.abs(bend) > 1e-14)
    aim = np.where(aim > 0, aim, 1.5 * step)
    return np.asarray(np.clip(aim, np.maximum(0.3 * step, LEAST_STEP), np.minimum(1.5 * step, 1.0)))


def _certificate(settled: Equilibrium, behaviour: Behaviour, radius: float) -> Certificate:
    market, full, residuals = settled.market, settled.full, settled.certificate.residuals
    tail = residuals[-8:]
    rate = (tail[-1] / tail[0]) ** (1 / (len(tail) - 1)) if len(tail) > 1 and tail[0] > 0 else 0.0
    step, bound = (1.0, rate) if np.isnan(radius) else (SMALL_STEP, radius)
    distance = step * residuals[-1] / (1 - bound) if bound < 1 else np.inf
    spaces = np.broadcast_to(market.table.spaces[:, np.newaxis], full.shape)
    found, load = filled(market, coming(market, settled.made), full, settled.load)
    true = full_share(load.ravel(), spaces.ravel().astype(np.int64)).reshape(full.shape)
    exact = float(np.abs(true - full).max(initial=0.0))
    gap = _gap(market, full, found, settled.made) / behaviour.scale
    return Certificate(residuals, float(rate), radius, float(distance), exact, gap)


def _contraction(settled: Equilibrium) -> float:
    """Spectral radius, around the fixed point, of a round of small steps."""
    market = settled.market
    away = np.random.default_rng(0).uniform(-1.0, 1.0, market.shape)
    lengths = []
    for _ in range(POWERS):
        away *= NUDGE / max(float(np.linalg.norm(away)), 1e-300)
        moved = np.clip(settled.full + away, 0.0, 1.0) - settled.full
        met = settled.full + moved
        found, _ = filled(market, attracted(market, met), met, settled.load)
        new = moved + SMALL_STEP * (found - settled.full - moved)
        length = float(np.linalg.norm(moved))
        lengths.append(float(np.linalg.norm(new)) / length if length > 0 else 0.0)
        away = new
    last = lengths[-POWERS // 2 :]
    return float(np.exp(np.mean(np.log(np.maximum(last, 1e-300)))))


def _gap(market: Market, full: Floats, found: Floats, made: tuple[Chosen, ...]) -> float:
    anew = choices(market, found)
    total, drivers = 0.0, 0.0
    for side, old, new in zip(market.sides, made, anew, strict=True):
        change = penalty(market, side, full) - penalty(market, side, found)
        wide = np.broadcast_to(change[:, :, np.newaxis, np.newaxis], side.kinds)
        n = float(side.drivers.sum())
        total += n * regret(
            old.inclusive,
            new.inclusive,
            side.drivers,
            flows=old.flows,
            change=wide.reshape(len(wide), -1),
            outside=side.outside,
        )
        drivers += n
    return total / drivers if drivers else 0.0


def opened(settled: Equilibrium, behaviour: Behaviour, market: Market) -> Market:
    """Let those who today do not come choose too: the present gives back its own drivers exactly.

    Parameters
    ----------
    settled
        The present, where all drivers come.
    behaviour
        With the share of trips that today go elsewhere, by profile.
    market
        What drivers meet in the present or after a change: it is given the same drivers.

    Returns
    -------
    `market`, with more drivers, and a pull of not coming such that in the present the share of
    those who do not is the one given, in every cell and period.
    """
    sides = []
    for side, made, profile in zip(market.sides, settled.made, behaviour.profiles, strict=True):
        elsewhere = profile.elsewhere
        sides.append(replace(side, drivers=side.drivers / (1.0 - elsewhere),
                             outside=made.inclusive * elsewhere / (1.0 - elsewhere)))  # fmt: skip
    return replace(market, sides=tuple(sides))
