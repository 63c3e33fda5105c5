"""The model: a halt of a ride is for a stop, for the road (a red light, a queue), or by chance."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import stats

from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.traces import Floats

LEAST_RATE = 1e-9
SHARES = (0.05, 0.97)
"""Bounds of a share of passages. [1]"""
RATIOS = (1e-3, 1e3)
"""Bounds of what the length of one halt may say."""
N_LEVELS = 5
"""Levels of the share that halts, and of the typical stay, among places of a kind."""
FIRMNESSES = (2.0, 60.0)
BETWEENS = (0.1, 1.0)
"""Bounds of what is learnt of how places of a kind differ."""
HALTS_A_PLACE = 4.0
"""Halts that a place supposed is worth. [1]"""
START = 5.0
"""Mean time to set off once a light is green. [s]"""


@dataclass(frozen=True, slots=True)
class Kind:
    """How vehicles halt at one kind of place; each place has a share and a stay of its own.

    Attributes
    ----------
    halting, firmness
        Mean share of passages that halt [1], and how many passages it would take to vary among
        places as it does: both of a Beta law.
    stay, between
        Median over places of the typical stay at one [s], and standard deviation of its logarithm
        [1]: the median stay at a stop, the longest wait at a red light.
    spread
        Standard deviation of the logarithm of stays at one place [1]; 0 where vehicles come at
        random during a red light, so that each wait up to the longest is as likely.
    place
        Standard deviation of where they halt. [m]
    """

    halting: float
    firmness: float
    stay: float
    between: float
    spread: float
    place: float


@dataclass(frozen=True, slots=True)
class Habits:
    """How vehicles halt in this network, as far as is known.

    Attributes
    ----------
    stop
        At stops.
    road
        Where the road makes them wait.
    other_rate
        Halts by chance in a metre ridden. [1/m]
    other_stay
        Their mean length. [s]
    """

    stop: Kind
    road: Kind
    other_rate: float
    other_stay: float


def supposed(n_halts: int, ridden: float) -> Habits:
    """Suppose habits before any stop is known: a share of all halts seen is by chance.

    Parameters
    ----------
    n_halts
        Halts seen.
    ridden
        Length ridden by all rides. [m]
    """
    rate = parameter("other_share") * n_halts / max(ridden, 1.0)
    return Habits(
        Kind(parameter("halting"), parameter("firmness"), parameter("dwell"),
             parameter("dwell_between"), parameter("dwell_spread"), parameter("place")),
        Kind(parameter("road_halting"), parameter("road_firmness"), parameter("road_stay"),
             parameter("road_between"), 0.0, parameter("road_place")),
        max(rate, LEAST_RATE), parameter("other_stay"),
    )  # fmt: skip


def learnt(first: Kind, now: Kind, *, weights: Floats, stays: Floats, sure: Floats) -> Kind:
    """Learn how vehicles halt at a kind of place: what was supposed counts as some places.

    Parameters
    ----------
    first
        What was supposed before any ride was seen.
    now
        The kind whose nodes the weights are of.
    weights : (n_places, n_nodes)
        How likely each place is of this kind, with the share and stay of each node. [0-1]
    stays, sure : (n_halts, 2), (n_halts,)
        Logarithms of the length of each halt and of the typical stay at its place; and how surely
        the halt is for a place of this kind. [0-1]

    References
    ----------
    A. Dempster, N. Laird, D. Rubin, "Maximum likelihood from incomplete data via the EM algorithm",
    Journal of the Royal Statistical Society B 39, 1977: one step of it, with a prior.
    """
    shares, typical = nodes(now)
    own, n = weights.sum(axis=0), parameter("places_weight")
    spread = first.halting * (1 - first.halting) / (first.firmness + 1)
    share, variance = _moments(shares, own, first.halting, spread)
    middle, between = _moments(np.log(typical), own, np.log(first.stay), first.between**2)
    within = first.spread
    if within > 0:
        halts = n * HALTS_A_PLACE
        apart = sure @ (stays[:, 0] - stays[:, 1]) ** 2
        within = float(np.sqrt((within**2 * halts + apart) / (halts + sure.sum())))
    firmness = share * (1 - share) / max(variance, 1e-4) - 1
    return Kind(
        float(np.clip(share, *SHARES)), float(np.clip(firmness, *FIRMNESSES)),
        float(np.exp(middle)), float(np.clip(np.sqrt(between), *BETWEENS)), within, first.place,
    )  # fmt: skip


def _moments(values: Floats, own: Floats, mean: float, variance: float) -> tuple[float, float]:
    """Return mean and variance of values, those supposed weighing as `places_weight` places."""
    n = parameter("places_weight")
    middle = (mean * n + own @ values) / (n + own.sum())
    squares = n * (variance + (mean - middle) ** 2) + own @ (values - middle) ** 2
    return float(middle), float(squares / (n + own.sum()))


@cache
def nodes(kind: Kind) -> tuple[Floats, Floats]:
    """Spread places of a kind over a few equally likely shares and stays, all pairs of them.

    Returns
    -------
    shares, stays : (n_nodes,)
        Share of passages that halt [1], and typical stay [s].
    """
    ranks = (np.arange(N_LEVELS) + 0.5) / N_LEVELS
    alpha, beta = kind.halting * kind.firmness, (1 - kind.halting) * kind.firmness
    shares = np.asarray(stats.beta.ppf(ranks, alpha, beta)).clip(*SHARES)
    stays = kind.stay * np.exp(kind.between * np.asarray(stats.norm.ppf(ranks)))
    return np.repeat(shares, N_LEVELS), np.tile(stays, N_LEVELS)


def law(seconds: Floats, kind: Kind) -> Floats:
    """Return the density of stays at a place of a kind: `(n, n_nodes)`. [1/s]."""
    typical = nodes(kind)[1][np.newaxis]
    long = seconds[:, np.newaxis]
    if kind.spread > 0:
        log = np.log(long / typical) / kind.spread
        made: Floats = np.exp(-(log**2) / 2) / (long * kind.spread * np.sqrt(2 * np.pi))
        return made
    late = np.maximum(long - typical, 0.0)
    red: Floats = np.exp(-late / START) / (typical + START)
    return red


def evidence(
    offset: Floats, seconds: Floats, is_marked: npt.NDArray[np.bool_], kind: Kind, habits: Habits
) -> Floats:
    r"""Weigh passages of a place: logarithms of how much likelier they are if it is of a kind.

    With the share :math:`h` of passages that halt at such a place, the rate :math:`b` of those
    that halt within the window by chance, and the laws :math:`f` of stays and :math:`g` of places,

    .. math:: \log\left(h \frac{f_h(t)\, g_h(x)}{b\, f_b(t)\, g_b} + 1 - h\right)
              \quad\text{and}\quad \log(1 - h)

    for a passage that halted for :math:`t` at :math:`x`, and for one that did not.

    Parameters
    ----------
    offset : (n,)
        From the place to the halt along the line, NaN for a passage that did not halt. [m]
    seconds : (n,)
        How long it lasted, NaN where unknown. [s]
    is_marked : (n,)
        Whether a person on board marked the stops of the ride: its halts are marks, and how long
        they last says nothing.
    kind
        The kind of place.
    habits
        What chance does.

    Returns
    -------
    (n, n_nodes)
        Natural logarithms, for each of the `nodes` of the kind.
    """
    window = 2 * parameter("window")
    chance = min(habits.other_rate * window, 0.5)
    other = np.where(is_marked, parameter("marked_other"), max(chance, 1e-4))
    halted = np.isfinite(offset)
    where = np.where(halted, offset, 0.0)
    near = np.exp(-(where**2) / (2 * kind.place**2)) / (kind.place * np.sqrt(2 * np.pi))
    timed = halted & (seconds > 0) & ~is_marked
    long = np.where(timed, seconds, 1.0)
    by_chance = np.exp(-long / habits.other_stay) / habits.other_stay
    ratio = np.clip(law(long, kind) / np.maximum(by_chance, 1e-12)[:, np.newaxis], *RATIOS)
    ratio = np.where(timed[:, np.newaxis], ratio, 1.0)
    shares = nodes(kind)[0][np.newaxis]
    halt = shares * ratio * (near * window / other)[:, np.newaxis]
    made: Floats = np.log(np.where(halted[:, np.newaxis], halt, 0.0) + 1 - shares)
    return made


def before_seeing(spacing: float) -> float:
    """Return how likely a window of a line holds a place of a kind, before any ride is seen.

    Examples
    --------
    >>> before_seeing(400.0)
    0.125
    """
    return 2 * parameter("window") / spacing


def probability(odds: Floats) -> Floats:
    """Turn logarithms of odds into probabilities."""
    made: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -60, 60)))
    return made
