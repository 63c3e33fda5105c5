"""Drivers followed one by one through the streets: what the walk of means cannot tell when full."""

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.queueing.search import Circuit, turns

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
HOUR = 3_600.0


@dataclass(frozen=True, slots=True)
class Kerb:
    """What each section holds at the start.

    Attributes
    ----------
    spaces, parked : (n,)
        Spaces, and vehicles parked on them at the start.
    accepted : (n,)
        Chance that a driver takes a free one, in [0, 1]: 0 too far from where one goes. [1]
    """

    spaces: Ints
    parked: Ints
    accepted: Floats


@dataclass(frozen=True, slots=True)
class Cruise:
    """What the drivers of one simulation met, its beginning left out.

    Attributes
    ----------
    drivers, parked : (n,)
        Drivers who began to search on each section, and those of them who found a space.
    time, distance : (n,)
        Mean search of the drivers who began on each section, those who gave up included; NaN
        where nobody began. [s], [m]
    occupancy : (n,)
        Mean share of the spaces of each section taken; NaN without a space. [1]
    """

    drivers: Ints
    parked: Ints
    time: Floats
    distance: Floats
    occupancy: Floats


def cruised(
    circuit: Circuit, kerb: Kerb, starts: Floats, *, stay: float, lasts: tuple[float, float],
    seed: int, patience: float = np.inf, shape: float = 1.0,
) -> Cruise:  # fmt: skip
    """Let drivers come, search, park, stay and leave: `cruises` whose days are but one."""
    return cruises(circuit, kerb, starts, stay=stay, lasts=lasts, seed=seed, days=1,
                   patience=patience, shape=shape)[0]  # fmt: skip


def cruises(  # noqa: PLR0913 - what a simulation is made of
    circuit: Circuit, kerb: Kerb, starts: Floats, *, stay: float, lasts: tuple[float, float],
    seed: int, days: int, patience: float = np.inf, shape: float = 1.0,
) -> tuple[Cruise, ...]:  # fmt: skip
    """Let drivers come, search section after section, park where they accept, stay and leave.

    Unlike in the walk of means (`search.searched`), who takes a space leaves one less to the next,
    and the number of vehicles has its ups and downs: above some 92 % of occupancy the search is
    several times longer than what chances independent of each other say.

    Parameters
    ----------
    circuit
        Sections.
    kerb
        Their spaces.
    starts : (n,)
        Drivers who begin on each section, Poisson, >= 0, somebody in all. [vehicle per hour]
    stay, shape
        Mean of the gamma law of stays, > 0, and its shape, > 0: 1 is exponential. [s], [1]
    lasts
        How much of the beginning to leave out, and when to stop. [s]
    seed
        Seed.
    days
        Parts, as long as each other, into which the time told is cut, >= 1: how much one differs
        from another is the error of one alone.
    patience
        Mean time that a driver is ready to search, > 0. [s]

    Returns
    -------
    Means by section, day after day; a driver counts on the day of the beginning of the search.
    Who still searches at the end counts with the time spent until then.

    Raises
    ------
    ShapeError
        If the arrays do not fit together or a number is out of its range.

    References
    ----------
    N. Levy, K. Martens, I. Benenson, "Exploring Cruising Using Agent-Based and Analytical Models of
    Parking", Transportmetrica A 9 (9), 2013, pp. 773-797, doi:10.1080/18128602.2012.664575.
    R. Arnott, P. Williams, "Cruising for Parking Around a Circle", Transportation Research Part B
    104, 2017, pp. 357-375, doi:10.1016/j.trb.2017.07.009.
    """
    chances = turns(circuit)
    spaces, parked = kerb.spaces, kerb.parked
    if starts.shape != spaces.shape or parked.shape != spaces.shape or not starts.sum() > 0:
        raise ShapeError("Give drivers and parked vehicles for each section, and somebody in all.")
    if (parked < 0).any() or (parked > spaces).any():
        raise ShapeError("Vehicles parked are between none and the spaces.")
    warm, until = lasts
    if not (0 <= warm < until and days >= 1 and stay > 0 and patience > 0 and shape > 0):
        raise ShapeError("Times, patience and shape are above 0, and the beginning before the end.")
    first = chances.indptr.astype(np.int64)
    running = np.concatenate([[0.0], np.cumsum(chances.data)])
    cumulated = running[1:] - np.repeat(running[first[:-1]], np.diff(first))
    draw = np.random.default_rng(seed)
    n = int(draw.poisson(starts.sum() * until / HOUR))
    born = np.sort(draw.uniform(0.0, until, n))
    begins = draw.choice(len(starts), n, p=starts / starts.sum())
    ends = born + patience * draw.exponential(size=n)
    stays = draw.gamma(shape, stay / shape, n + int(parked.sum()))
    takes, when, driven, taken = _run(
        circuit.duration, circuit.length, kerb.accepted, spaces,
        np.repeat(np.arange(len(spaces)), parked), born, begins, ends, stays,
        first, chances.indices.astype(np.int64), cumulated, (float(warm), float(until), days), draw,
    )  # fmt: skip
    found = takes, np.minimum(when, ends) - born, driven
    day = np.floor((born - warm) / (until - warm) * days).astype(np.int64)
    held = taken * days / (until - warm) / np.where(spaces > 0, spaces, np.nan)
    return tuple(_of(day == rank, begins, found, held[rank]) for rank in range(days))


def _of(
    counted: npt.NDArray[np.bool_], begins: Ints, found: tuple[Floats, Floats, Floats], held: Floats
) -> Cruise:  # fmt: skip
    where = begins[counted]
    drivers = np.bincount(where, minlength=len(held))
    parked, time, distance = (np.bincount(where, v[counted], minlength=len(held)) for v in found)
    some = np.where(drivers > 0, drivers, np.nan)
    return Cruise(drivers, parked.astype(np.int64), time / some, distance / some, held)


@kernel
def _run(  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917 - the state of a simulation
    duration, length, accepted, spaces, parked, born, begins, ends, stays, first, after, chance,
    lasts, draw,
):  # fmt: skip
    warm, until, days = lasts
    long = (until - warm) / days
    n, n_drivers = len(duration), len(born)
    free, since, taken = spaces.copy(), np.full(n, warm), np.zeros((days, n))
    takes, driven, when = np.zeros(n_drivers), np.zeros(n_drivers), np.full(n_drivers, until)
    # An event: when, where, and which driver; drivers from n_drivers on are parked vehicles.
    events = [(until, 0, 0)]
    for i in range(len(parked)):
        events.append((stays[n_drivers + i], parked[i], n_drivers))
        free[parked[i]] -= 1
    heapq.heapify(events)
    coming = 0
    while coming < n_drivers or events[0][0] < until:
        if coming < n_drivers and born[coming] <= events[0][0]:
            now, e, driver = born[coming], begins[coming], coming
            coming += 1
        else:
            now, e, driver = heapq.heappop(events)
        if driver == n_drivers:
            _count(taken, since, warm, spaces[e] - free[e], e, now, long)
            free[e] += 1
            continue
        takes[driver] = free[e] > 0 and draw.random() >= (1.0 - accepted[e]) ** free[e]
        share = draw.random() if takes[driver] else 1.0
        when[driver] = min(now + share * duration[e], until)
        driven[driver] += share * length[e]
        if takes[driver]:
            _count(taken, since, warm, spaces[e] - free[e], e, now, long)
            free[e] -= 1
            heapq.heappush(events, (when[driver] + stays[driver], e, n_drivers))
        elif when[driver] < min(ends[driver], until) and first[e] < first[e + 1]:
            at = np.searchsorted(chance[first[e] : first[e + 1]], draw.random(), side="right")
            onto = after[min(first[e] + at, first[e + 1] - 1)]
            heapq.heappush(events, (when[driver], onto, driver))
    for e in range(n):
        _count(taken, since, warm, spaces[e] - free[e], e, until, long)
    return takes, when, driven, taken


@part
def _count(taken, since, warm, parked, e, now, long):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    begin, end = since[e] - warm, now - warm
    if end > begin:
        since[e] = now
        last = min(int(end / long), len(taken) - 1)
        for day in range(int(begin / long), last + 1):
            taken[day, e] += parked * (min(end, (day + 1) * long) - max(begin, day * long))
