"""The model: a halt of a ride is for a stop, for the road (a red light, a queue), or by chance."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.traces import Floats

MOST = 0.98
LEAST_RATE = 1e-9
SPREADS = (0.25, 1.5)
"""Bounds of a spread that is learnt. [1]"""
SHARES = (0.1, 0.95)
"""Bounds of a share of passages that is learnt. [1]"""


@dataclass(frozen=True, slots=True)
class Kind:
    """How vehicles halt at one kind of place.

    Attributes
    ----------
    halting
        Share of passages that halt. [1]
    stay, spread
        Median of how long they halt [s], and standard deviation of its logarithm [1].
    place
        Standard deviation of where they halt. [m]
    """

    halting: float
    stay: float
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
    stops_more
        Natural logarithm of how many more stops there are among places where vehicles halt, beside
        those of the road, than was supposed.
    """

    stop: Kind
    road: Kind
    other_rate: float
    other_stay: float
    stops_more: float = 0.0


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
        Kind(parameter("halting"), parameter("dwell"), parameter("dwell_spread"),
             parameter("place")),
        Kind(parameter("road_halting"), parameter("road_stay"), parameter("road_spread"),
             parameter("road_place")),
        max(rate, LEAST_RATE), parameter("other_stay"),
    )  # fmt: skip


def learnt(first: Kind, *, stays: Floats, weights: Floats, n_passes: float, n_halts: float) -> Kind:
    """Learn how vehicles halt at a kind of place, what was supposed counting as some halts.

    Parameters
    ----------
    first
        What was supposed before any ride was seen.
    stays, weights : (n,)
        Halts at such places: how long [s], and how surely the place is of this kind [0-1].
    n_passes, n_halts
        Passages of such places and those that halted, weighted alike.
    """
    passages, halts = parameter("halting_weight"), parameter("dwell_weight")
    share = (first.halting * passages + n_halts) / (passages + n_passes)
    known = stays > 0
    logs, own = np.log(stays[known]), weights[known]
    middle = (np.log(first.stay) * halts + own @ logs) / (halts + own.sum())
    squares = first.spread**2 * halts + own @ (logs - middle) ** 2
    squares += halts * (np.log(first.stay) - middle) ** 2
    spread = np.sqrt(squares / (halts + own.sum()))
    return Kind(
        float(np.clip(share, *SHARES)), float(np.exp(middle)), float(np.clip(spread, *SPREADS)),
        first.place,
    )  # fmt: skip


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
    (n,)
        Natural logarithms.
    """
    window = 2 * parameter("window")
    chance = min(habits.other_rate * window, 0.5)
    other = np.where(is_marked, parameter("marked_other"), max(chance, 1e-4))
    halted = np.isfinite(offset)
    where = np.where(halted, offset, 0.0)
    near = np.exp(-(where**2) / (2 * kind.place**2)) / (kind.place * np.sqrt(2 * np.pi))
    timed = halted & (seconds > 0) & ~is_marked
    long = np.where(timed, seconds, 1.0)
    log = np.log(long / kind.stay) / kind.spread
    law = np.exp(-(log**2) / 2) / (long * kind.spread * np.sqrt(2 * np.pi))
    by_chance = np.exp(-long / habits.other_stay) / habits.other_stay
    ratio = np.where(timed, np.clip(law / np.maximum(by_chance, 1e-12), 1e-3, 1e3), 1.0)
    share = kind.halting
    stop = np.log(share * ratio * near * window / other + (1 - share))
    made: Floats = np.where(halted, stop, np.log(1 - share))
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
