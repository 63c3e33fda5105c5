"""Market: all that is fixed while drivers settle, as arrays ready for many rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.bills import Bills, Enforcement, bills
from beffroi.engines.parking.scenarios.choice import Chosen, chosen, flows
from beffroi.engines.parking.scenarios.day import EDGES, Memory, memory, stays
from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.parameters import Behaviour, parameter
from beffroi.engines.parking.scenarios.supply import Place, Supply
from beffroi.kernels.queueing.insistence import Fullness, fullness, refused

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What one profile meets.

    Attributes
    ----------
    near : (n_cells, n_places)
        Pull of the walk. [1]
    pull : (n_places, n_periods, n_classes, 2)
        Pull of the price, search left out; 0 where the profile may not park. [1]
    drivers : (n_cells, n_periods * n_classes * 2)
        Drivers who may come, those who today do not included from `opened` on. [vehicle]
    outside : (n_cells, n_periods * n_classes * 2)
        Pull of not coming. [1]
    memory
        Vehicles parked later in the day, for one that comes.
    bills
        Money.
    attempts
        Attempts before giving up, >= 1. [1]
    minute, loss
        Disutility of a minute of search, and of giving up. [1]
    """

    near: Floats
    pull: Floats
    drivers: Floats
    outside: Floats | float
    memory: Memory
    bills: Bills
    attempts: float
    minute: float
    loss: float

    @property
    def kinds(self) -> tuple[int, ...]:
        """Places, periods, classes and habits."""
        return self.pull.shape


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """What is fixed while drivers settle.

    Attributes
    ----------
    sides
        What each profile meets, in the order of `supply.PROFILES`.
    group : (n_places,)
        Group of spaces of each place.
    table
        How often each group is full.
    attempt
        Time of an attempt. [min]
    walk : (n_cells, n_places)
        Minutes on foot. [min]
    places
        Places.
    """

    sides: tuple[Side, ...]
    group: Ints
    table: Fullness
    attempt: float
    walk: Floats
    places: tuple[Place, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Groups and periods."""
        return len(self.table.spaces), self.sides[0].kinds[1]


def market(
    supply: Supply, demand: Demand, behaviour: Behaviour, enforcement: Enforcement, *,
    surcharge: Floats | None = None, edges: tuple[float, ...] = EDGES,
    table: Fullness | None = None,
) -> Market:  # fmt: skip
    """Lay out what drivers meet.

    Parameters
    ----------
    supply, demand, behaviour, enforcement
        Places, drivers, what these are like, and how the rules are kept.
    surcharge : (n_places, n_periods)
        What is added to hourly prices; nothing if None. [€/h]
    edges
        Begin and end of the periods. [h]
    table
        Fullness of the groups where it was tabulated before.
    """
    _, group, spaces = supply.groups
    walk = supply.minutes()
    n_classes = int(parameter("classes"))
    habits = np.array([behaviour.honesty, 1.0 - behaviour.honesty])
    weights = np.outer(np.full(n_classes, 1.0 / n_classes), habits).ravel()
    rides = np.array([place.ride + parameter("wait_weight") * place.wait
                      for place in supply.places])  # fmt: skip
    sides = []
    for n, profile in enumerate(behaviour.profiles):
        hours, _ = stays(profile.stay, profile.shape, n_classes)
        own = bills(supply.places, profile.name, hours, enforcement, surcharge=surcharge,
                    instants=int(parameter("instants")), edges=edges)  # fmt: skip
        minute = behaviour.scale * profile.time / 60.0
        far = np.where(walk <= parameter("reach"), walk, np.inf)
        cost = behaviour.scale * own.felt + (minute * rides)[:, np.newaxis, np.newaxis, np.newaxis]
        coming = behaviour.demand * demand.arrivals[:, :, n]
        sides.append(Side(
            near=np.exp(-minute * profile.walking * far), pull=np.exp(-cost),
            drivers=(coming[:, :, np.newaxis] * weights).reshape(len(coming), -1), outside=0.0,
            memory=memory(profile.stay, profile.shape, n_classes, edges), bills=own,
            attempts=max(profile.patience / behaviour.attempt, 1.0),
            minute=minute * behaviour.searching, loss=behaviour.scale * behaviour.giving_up,
        ))  # fmt: skip
    return Market(tuple(sides), group, fullness(spaces) if table is None else table,
                  behaviour.attempt, walk, supply.places)  # fmt: skip


def gives_up(side: Side, full: Floats) -> Floats:
    """Share of the drivers who give up, by what an attempt meets: :math:`B^m`. [1]."""
    return np.asarray(full**side.attempts)


def search(side: Side, full: Floats, attempt: float) -> Floats:
    r"""Minutes that a driver searches, who gives up included: :math:`\tau \sum_{i=1}^{m} B^i`.

    Parameters
    ----------
    side
        The profile.
    full
        Share of attempts that fail, any shape, in [0, 1]. [1]
    attempt
        Time of an attempt. [min]
    """
    free = 1.0 - full
    failures = np.divide(full * (1.0 - full**side.attempts), free,
                         out=np.full_like(full, side.attempts), where=free > 1e-9)  # fmt: skip
    return attempt * failures


def penalty(market_: Market, side: Side, full: Floats) -> Floats:
    """Disutility of searching and of giving up, (n_places, n_periods). [1]."""
    met = side.minute * search(side, full, market_.attempt) + side.loss * gives_up(side, full)
    return np.asarray(met[market_.group])


def choices(market_: Market, full: Floats) -> tuple[Chosen, ...]:
    """Let each profile choose, knowing how often each group is full, (n_groups, n_periods)."""
    return tuple(
        chosen(side.near, _pull(market_, side, full), side.drivers, side.outside)
        for side in market_.sides
    )


def attracted(market_: Market, full: Floats) -> tuple[Floats, ...]:
    """Return what `coming` does of `choices`, and nothing else, sooner."""
    return tuple(
        _came(market_, side, flows(side.near, _pull(market_, side, full), side.drivers,
                                   side.outside))
        for side in market_.sides
    )  # fmt: skip


def _pull(market_: Market, side: Side, full: Floats) -> Floats:
    pull = side.pull * np.exp(-penalty(market_, side, full))[:, :, np.newaxis, np.newaxis]
    return np.asarray(pull.reshape(len(pull), -1))


def by_group(market_: Market, values: Floats) -> Floats:
    """Sum values of places over the groups that share their spaces."""
    found = np.zeros((market_.shape[0], *values.shape[1:]))
    np.add.at(found, market_.group, values)
    return found


def coming(market_: Market, made: Sequence[Chosen]) -> tuple[Floats, ...]:
    """Drivers who come to each group, (n_groups, n_periods, n_classes), by profile. [vehicle]."""
    return tuple(
        _came(market_, side, one.flows) for side, one in zip(market_.sides, made, strict=True)
    )


def _came(market_: Market, side: Side, tried: Floats) -> Floats:
    return by_group(market_, tried.reshape(side.kinds).sum(axis=3))


def parked(market_: Market, came: Sequence[Floats], full: Floats) -> tuple[Floats, ...]:
    """Mean vehicles parked in each group, (n_groups, n_periods), by profile. [vehicle]."""
    found = []
    for side, drivers in zip(market_.sides, came, strict=True):
        kept = drivers * (1.0 - gives_up(side, full))[:, :, np.newaxis]
        found.append(np.einsum("gus,sut->gt", kept, side.memory.mean, optimize=True))
    return tuple(found)


def filled(
    market_: Market, came: Sequence[Floats], full: Floats, load: Floats
) -> tuple[Floats, Floats]:
    """Run through the day: how often each group is full, of those who come and came before.

    Parameters
    ----------
    market_
        What is fixed.
    came
        From `coming`.
    full, load : (n_groups, n_periods)
        How often each group was full so far, which tells who stayed from the evening before, and
        the load of attempts to begin from.

    Returns
    -------
    New shares and loads, (n_groups, n_periods).
    """
    n_groups, n_periods = full.shape
    attempts = np.array([side.attempts for side in market_.sides])
    memory_ = np.stack([side.memory.end for side in market_.sides])
    drivers = np.stack(came, axis=2)
    kept = drivers * (1.0 - full[:, :, np.newaxis] ** attempts)[:, :, :, np.newaxis]
    later = memory_.transpose(2, 0, 1, 3).reshape(-1, n_periods)
    new, loads = np.empty_like(full), np.empty_like(load)
    for t in range(n_periods):
        kept[:, t] = 0.0
        standing = kept.reshape(n_groups, -1) @ later[:, t]
        now = np.einsum("gps,ps->pg", drivers[:, t], memory_[:, :, t, t])
        found, loads[:, t : t + 1] = refused(
            market_.table, standing[:, np.newaxis], now[:, :, np.newaxis], attempts,
            start=load[:, t : t + 1],
        )  # fmt: skip
        new[:, t] = found[:, 0]
        kept[:, t] = drivers[:, t] * (1.0 - found**attempts)[:, :, np.newaxis]
    return new, loads
