"""Drivers followed one by one where streets are nearly full, and how far means are then off."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from beffroi.engines.parking.explanation.filling import full_shares
from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.engines.parking.explanation.searching import Ground
from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.cruising import Kerb, cruises
from beffroi.kernels.queueing.search import Circuit, searched

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Point = tuple[float, float]
Flags = npt.NDArray[np.bool_]
HOUR = 3_600.0
DAY, DAYS = 8.0 * HOUR, 8
"""What a survey sees of a day, and how many such days drivers are followed."""
WARM = 5.0
"""Left out at the beginning, in mean stays: full sections then lie as they will."""
AROUND = 1_000.0
"""Drivers are followed so far from the destination, as the crow flies. [m]"""
ROUNDS, MOST_AT_ONCE = 8, 2.0
"""Rounds that look for where drivers begin, and by how much one may change it, up or down."""
LEVEL = 0.95
"""Share of the days that the interval of one day holds. [1]"""


@dataclass(frozen=True, slots=True)
class Followed:
    """What drivers followed one by one met, beside what the walk of means says of them.

    Attributes
    ----------
    time, mean
        Mean search of those followed, and by the walk of means. [s]
    occupancy
        Mean share of the spaces taken meanwhile. [1]
    times, low, high
        How many times as long as means say they search, and the interval at 95 % of a day alone,
        what eight days leave unknown of their mean included. [1]
    """

    time: float
    mean: float
    occupancy: float
    times: float
    low: float
    high: float


def is_filling(held: Ground, occupancy: Floats, destination: Point | None = None) -> bool:
    """Say whether drivers must be followed one by one around a destination.

    Parameters
    ----------
    held, occupancy
        As for `searching.search`.
    destination
        Where drivers want to go; anywhere on the ground if None. [m]

    Returns
    -------
    Whether a section with spaces, within the `long_walk` of `parameters.toml`, is taken up to its
    `begins` or more.
    """
    full = (held.spaces > 0) & (np.nan_to_num(occupancy) >= parameter("begins"))
    return bool((full & (_away(held, destination) <= parameter("long_walk"))).any())


def mean_search(held: Ground, occupancy: Floats, *, patience: float | None = None) -> float:
    """Mean search of drivers who begin where vehicles are parked, all over the ground. [s].

    Parameters
    ----------
    held, occupancy, patience
        As for `searching.search`.
    """
    parked = held.spaces * np.nan_to_num(np.minimum(occupancy, 1.0))
    return _means(held.circuit, held.spaces, occupancy, parked, patience)


def followed(
    held: Ground, occupancy: Floats, *, stay: float, destination: Point | None = None,
    surveyed: bool = True, seed: int = 1, patience: float | None = None,
) -> Followed:  # fmt: skip
    """Follow drivers one by one, day after day, and compare with what means say.

    Drivers begin where vehicles are parked, as many as it takes for the occupancy near the
    destination and away from it to hold; each takes the first free space. The walk of means is
    given the same drivers, at the occupancies that a survey of each day would give or at those
    given here: the ratio of both may be applied to the search around a destination, and differs
    from day to day.

    Parameters
    ----------
    held, occupancy
        As for `searching.search`.
    stay
        Mean stay, > 0. [s]
    destination
        Where drivers want to go: streets up to a kilometre around it are looked at, and those
        drivers are counted who begin within the `short_walk` of `parameters.toml`, all of them if
        nobody does. All of the ground if None. [m]
    surveyed
        Whether the occupancies are those of a day, seen street by street; else they are an
        assumption, and do not tell which streets are full on a day.
    seed
        Seed.
    patience
        As for `searching.search`. [s]

    Raises
    ------
    ShapeError
        If nobody is parked, or the arrays do not fit together.
    """
    if occupancy.shape != held.spaces.shape:
        raise ShapeError("Give an occupancy for each section.")
    away = _away(held, destination)
    kept = away <= AROUND
    circuit, near = _cut(held.circuit, kept), (away <= parameter("short_walk"))[kept]
    taken = np.minimum(occupancy[kept], 1.0)
    spaces = np.where(np.isnan(taken), 0, held.spaces[kept])
    stood = spaces * np.nan_to_num(taken)
    if not stood.any():
        raise ShapeError("Give a vehicle parked, or more.")
    parked = np.round(stood).astype(np.int64)
    counts = near if stood[near].any() else np.ones(len(near), dtype=bool)
    starts = _starts(circuit, _passed(spaces, taken), stood * HOUR / stay, counts, patience)
    days = cruises(
        circuit, Kerb(spaces, parked, np.ones(len(spaces))), starts, stay=stay, seed=seed,
        patience=patience or parameter("patience"), days=DAYS,
        lasts=(WARM * stay, WARM * stay + DAYS * DAY),
    )  # fmt: skip
    times, means, filled = np.array([
        (np.nansum((one.time * one.drivers)[counts]) / max(one.drivers[counts].sum(), 1),
         _means(circuit, spaces, one.occupancy if surveyed else taken, starts * counts, patience),
         spaces @ np.nan_to_num(one.occupancy) / spaces.sum())
        for one in days
    ]).T  # fmt: skip
    return Followed(float(times.mean()), float(means.mean()), float(filled.mean()),
                    *_interval(times / means))  # fmt: skip


def _starts(
    circuit: Circuit, pass_on: Floats, leave: Floats, near: Flags, patience: float | None
) -> Floats:  # fmt: skip
    """Drivers who begin on each section: near or not, as many park as leave, by the means."""
    ready, groups, starts = patience or parameter("patience"), near.astype(np.int64), leave
    for _ in range(ROUNDS):
        _, ends = searched(circuit, pass_on, starts, patience=ready)
        park, left = (np.bincount(groups, v, minlength=2) for v in (ends.parked, leave))
        missed = np.divide(left, park, out=np.ones(2), where=park > 0)
        starts = starts * np.clip(missed, 1.0 / MOST_AT_ONCE, MOST_AT_ONCE)[groups]
    return starts


def _passed(spaces: Ints, occupancy: Floats) -> Floats:
    full = full_shares(spaces.astype(float), np.where(spaces > 0, occupancy, np.nan))
    return np.where(np.isnan(full), 1.0, full)


def _interval(ratios: Floats) -> tuple[float, float, float]:
    n, mean = len(ratios), float(ratios.mean())
    wide = float(stdtrit(n - 1, 0.5 + LEVEL / 2) * ratios.std(ddof=1) * np.sqrt(1 + 1 / n))
    return mean, mean - wide, mean + wide


def _means(
    circuit: Circuit, spaces: Ints, occupancy: Floats, starts: Floats, patience: float | None
) -> float:
    """Mean search by the walk of means, of drivers begun here and there. [s]."""
    pass_on, ready = _passed(spaces, occupancy), patience or parameter("patience")
    found, _ = searched(circuit, pass_on, starts, patience=ready)
    return float(starts @ found.time / starts.sum())


def _away(held: Ground, destination: Point | None) -> Floats:
    if destination is None:
        return np.zeros(len(held.spaces))
    return np.asarray(np.hypot(*(held.middle - np.asarray(destination)).T))


def _cut(circuit: Circuit, kept: Flags) -> Circuit:
    """Keep some sections: whoever comes to their edge turns back."""
    return Circuit(circuit.tail[kept], circuit.head[kept], circuit.duration[kept],
                   circuit.length[kept], circuit.pull[kept])  # fmt: skip
