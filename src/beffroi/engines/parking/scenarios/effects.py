"""Effects: what drivers who have settled meet, pay and lose, all in numbers of a day."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.choice import share
from beffroi.engines.parking.scenarios.equilibrium import Equilibrium
from beffroi.engines.parking.scenarios.market import Side, coming, gives_up, parked, search
from beffroi.engines.parking.scenarios.supply import PROFILES

Floats = npt.NDArray[np.float64]
QUANTITIES: tuple[str, ...] = (
    "drivers", "parked", "gave_up", "stayed_away", "occupancy_mean", "occupancy_peak",
    "spaces_full", "search_minutes", "search_total", "kilometres", "carbon", "walk_minutes",
    "meters", "fines", "revenue", "respect",
)  # fmt: skip
"""What is told before and after; see `Effects.values`."""
FULL = 0.9
"""Occupancy from which a place counts as saturated. [1]"""


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What a day is like.

    Attributes
    ----------
    values
        By name of `QUANTITIES`: drivers of all kinds, those who parked, gave up, or did not come
        [vehicle/day]; occupancy of all spaces over the day and in its fullest period, and the share
        of spaces that are in saturated places in that period [1]; search by driver who came [min],
        in all [h/day], its kilometres [km/day] and carbon [kg/day]; minutes on foot, one way, of
        who parked [min]; meters and permits, fines, both [€/day]; share of the paid hours paid [1].
    occupancy : (n_groups, n_periods)
        Share of spaces taken; NaN without a space. [1]
    search : (n_groups, n_periods)
        Minutes that those who come search. [min]
    """

    values: Mapping[str, float]
    occupancy: Floats
    search: Floats


def effects(settled: Equilibrium, lengths: Floats, *, speed: float, carbon: float) -> Effects:
    """Measure a day.

    Parameters
    ----------
    settled
        Drivers.
    lengths : (n_periods,)
        Length of each period. [h]
    speed, carbon
        Of a driver who searches. [km/h], [kg/km]
    """
    market, full = settled.market, settled.full
    came = coming(market, settled.made)
    spaces = market.table.spaces[:, np.newaxis]
    held = np.minimum(np.sum(parked(market, came, full), axis=0), spaces)
    occupancy = np.divide(held, spaces, out=np.full_like(held, np.nan), where=spaces > 0)
    drivers = sum(float(side.drivers.sum()) for side in market.sides)
    tried = [drivers_.sum(axis=2) for drivers_ in came]
    lost = sum(float((n * gives_up(s, full)).sum())
               for s, n in zip(market.sides, tried, strict=True))  # fmt: skip
    minutes = [search(side, full, market.attempt) for side in market.sides]
    sought = np.sum([m * n for m, n in zip(minutes, tried, strict=True)], axis=0)
    all_ = np.sum(tried, axis=0)
    total, n_came = float(sought.sum()), float(all_.sum())
    money = _money(settled)
    stayed = n_came - lost
    kilometres = total / 60.0 * speed
    values = {
        "drivers": drivers, "parked": stayed, "gave_up": lost, "stayed_away": drivers - n_came,
        **_occupancies(held, market.table.spaces, lengths),
        "search_minutes": _ratio(total, n_came), "search_total": total / 60.0,
        "kilometres": kilometres, "carbon": kilometres * carbon,
        "walk_minutes": _ratio(_walked(settled), stayed), **money,
    }  # fmt: skip
    by_group = np.divide(sought, all_, out=np.zeros_like(sought), where=all_ > 0)
    return Effects(values, occupancy, by_group)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")


def _occupancies(held: Floats, spaces: Floats, lengths: Floats) -> dict[str, float]:
    whole = float(spaces.sum())
    if not whole > 0:
        return dict.fromkeys(("occupancy_mean", "occupancy_peak", "spaces_full"), float("nan"))
    by_period = held.sum(axis=0) / whole
    peak = int(by_period.argmax())
    saturated = held[:, peak] >= FULL * spaces
    return {
        "occupancy_mean": float((by_period * lengths).sum() / lengths.sum()),
        "occupancy_peak": float(by_period[peak]),
        "spaces_full": float(spaces[saturated].sum() / whole),
    }


def kept(settled: Equilibrium, rank: int) -> Floats:
    """Drivers who park, by place and kind, (n_places, n_periods, n_classes, 2). [vehicle]."""
    market, side = settled.market, settled.market.sides[rank]
    share = 1.0 - gives_up(side, settled.full)[market.group]
    flows = settled.made[rank].flows.reshape(side.kinds)
    return flows * share[:, :, np.newaxis, np.newaxis]


def _money(settled: Equilibrium) -> dict[str, float]:
    meters = fines = owed = paid = 0.0
    for rank, side in enumerate(settled.market.sides):
        stays = kept(settled, rank)
        meters += float((stays * side.bills.paid).sum())
        fines += float((stays * side.bills.fined).sum())
        owed += float((stays * side.bills.owed).sum())
        paid += float((stays * side.bills.settled).sum())
    return {"meters": meters, "fines": fines, "revenue": meters + fines,
            "respect": _ratio(paid, owed)}  # fmt: skip


def respected(settled: Equilibrium) -> float:
    """Share of the hours due that are paid; NaN where nothing is due. [1]."""
    return _money(settled)["respect"]


def _walked(settled: Equilibrium) -> float:
    """Minutes on foot of all who park, one way. [min]."""
    market, total = settled.market, 0.0
    for rank, (side, made) in enumerate(zip(market.sides, settled.made, strict=True)):
        near = side.near * np.where(side.near > 0, market.walk, 0.0)
        each = share(side.drivers, made.whole)
        there, walked = side.near.T @ each, near.T @ each
        mean = np.divide(walked, there, out=np.zeros_like(there), where=there > 0)
        total += float((kept(settled, rank).reshape(mean.shape) * mean).sum())
    return total


def gains(before: Equilibrium, after: Equilibrium, scale: float) -> tuple[Floats, ...]:
    r"""Gain of each kind of driver, in euros: the change of :math:`\ln(\sum e^v) / \theta`.

    Parameters
    ----------
    before, after
        Drivers of the present and after, both free not to come.
    scale
        Sharpness of the choice, > 0. [1/€]

    Returns
    -------
    By profile, (n_cells, n_kinds): negative for who loses. [€]

    References
    ----------
    K. A. Small, H. S. Rosen, "Applied Welfare Economics with Discrete Choice Models", Econometrica
    49 (1), 1981, pp. 105-130, doi:10.2307/1911129.
    """
    found = []
    for old, new in zip(before.made, after.made, strict=True):
        first, then = old.whole, new.whole
        both = (first > 0) & (then > 0)
        found.append(np.log(np.where(both, then, 1.0) / np.where(both, first, 1.0)) / scale)
    return tuple(found)


def losers(
    sides: tuple[Side, ...], won: tuple[Floats, ...], quarters: tuple[str, ...], least: float
) -> dict[tuple[str, str], tuple[float, float, float, float]]:
    """Count who loses, by profile and quarter.

    Parameters
    ----------
    sides, won
        Drivers by profile, and what each kind wins. [€]
    quarters : (n_cells,)
        Quarter of each cell.
    least
        What a driver does not notice. [€]

    Returns
    -------
    By profile and quarter: drivers, those who lose and those who win more than `least`
    [vehicle/day], and the mean gain [€].
    """
    found = {}
    names = np.array(quarters)
    for profile, side, gain in zip(PROFILES, sides, won, strict=True):
        for quarter in dict.fromkeys(quarters):
            here = names == quarter
            drivers, change = side.drivers[here], gain[here]
            n = float(drivers.sum())
            found[profile, quarter] = (
                n, float(drivers[change < -least].sum()), float(drivers[change > least].sum()),
                _ratio(float((drivers * change).sum()), n),
            )  # fmt: skip
    return found
