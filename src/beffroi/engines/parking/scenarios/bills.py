"""Bills: what each driver would pay or risk in each place, and what the town would take."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.compliance import Compliance, checked, felt, pays
from beffroi.engines.parking.scenarios.day import EDGES, lengths
from beffroi.engines.parking.scenarios.supply import PROFILES, Place
from beffroi.engines.parking.scenarios.tariffs import hours_within

Floats = npt.NDArray[np.float64]
HABITS = ("honest", "counting")
"""Drivers who pay whatever the risk, then those who compare the price with the risk."""


@dataclass(frozen=True, slots=True)
class Enforcement:
    """How the rules are kept.

    Attributes
    ----------
    compliance
        What makes drivers pay in the town.
    fine
        Post-payment fine of who has not paid, >= 0. [€]
    recovered
        Share of the fines that the town takes in the end, in [0, 1]. [1]
    blue_fine
        Fine for too long a stay, which goes to the State. [€]
    """

    compliance: Compliance
    fine: float
    recovered: float
    blue_fine: float


@dataclass(frozen=True, slots=True, eq=False)
class Bills:
    """Money by place, period of arrival, class of stay and habit, of one profile.

    Attributes
    ----------
    felt : (n_places, n_periods, n_classes, 2)
        What a driver takes the place to cost, the risk of a fine included; infinite where the
        place is not open to the profile. [€]
    paid, fined : (n_places, n_periods, n_classes, 2)
        What the town takes at the meter or for the permit, and from fines. [€]
    owed, settled : (n_places, n_periods, n_classes, 2)
        Paid hours of the stay, and those of them that are paid. [h]
    """

    felt: Floats
    paid: Floats
    fined: Floats
    owed: Floats
    settled: Floats


def bills(
    places: tuple[Place, ...], profile: str, stays: Floats, enforcement: Enforcement, *,
    instants: int, surcharge: Floats | None = None, edges: tuple[float, ...] = EDGES,
) -> Bills:  # fmt: skip
    """Reckon the money of one profile.

    Parameters
    ----------
    places
        Places.
    profile
        One of `supply.PROFILES`.
    stays : (n_classes,)
        Stay of each class, > 0. [h]
    enforcement
        How the rules are kept.
    instants
        Moments of arrival within a period over which the mean is taken.
    surcharge : (n_places, n_periods)
        What is added to the hourly price, which never falls under 0; nothing if None. [€/h]
    edges
        Begin and end of the periods. [h]
    """
    within = (np.arange(instants) + 0.5) / instants
    clock = np.array(edges[:-1])[:, np.newaxis] + lengths(edges)[:, np.newaxis] * within
    found: dict[object, tuple[Floats, ...]] = {}
    rules = []
    for n, place in enumerate(places):
        rules.append(_rule(place, profile, None if surcharge is None else surcharge[n]))
        if rules[-1] not in found:
            more = 0.0 if surcharge is None else surcharge[n][:, np.newaxis, np.newaxis]
            made = _bill(place, profile, enforcement, clock=clock[:, :, np.newaxis], stays=stays,
                         surcharge=more)  # fmt: skip
            found[rules[-1]] = tuple(part.mean(axis=1) for part in made)
    return Bills(*(np.stack(parts) for parts in zip(*(found[one] for one in rules), strict=True)))


def _rule(place: Place, profile: str, surcharge: Floats | None) -> object:
    """Say all that a bill rests on: places under one rule share theirs."""
    return (
        profile in place.open_to, place.permits.get(profile), place.fare, place.hours,
        place.tariff, place.limit, None if np.isnan(place.checks) else place.checks,
        None if surcharge is None else surcharge.tobytes(),
    )  # fmt: skip


def _bill(
    place: Place, profile: str, enforcement: Enforcement, *, clock: Floats, stays: Floats,
    surcharge: Floats | float,
) -> tuple[Floats, ...]:  # fmt: skip
    shape = (*np.broadcast_shapes(clock.shape, stays.shape), len(HABITS))
    nothing = np.zeros(shape)
    if profile not in place.open_to:
        return np.full(shape, np.inf), nothing, nothing, nothing, nothing
    if profile in place.permits:
        permit = np.full(shape, place.permits[profile])
        return permit + place.fare, permit, nothing, nothing, nothing
    hours = hours_within(place.hours, clock, stays)
    tariff = np.maximum(place.tariff.price(hours) + surcharge * hours, 0.0)
    compliance = enforcement.compliance
    checks = compliance.checks if np.isnan(place.checks) else place.checks
    risk, over = checked(checks, hours), np.maximum(hours - place.limit, 0.0)
    law = {"checks": checks, "fine": enforcement.fine, "spread": compliance.spread}
    counting, dared = pays(tariff, hours, **law), felt(tariff, hours, **law)
    late = np.where(over > 0, enforcement.blue_fine, 0.0)
    cost = np.stack([tariff + late, dared + checked(checks, over) * late], axis=-1) + place.fare
    paid = np.stack([tariff, tariff * counting], axis=-1)
    fines = (1.0 - counting) * risk * enforcement.fine * enforcement.recovered
    fined = np.stack([0.0 * fines, np.where(tariff > 0, fines, 0.0)], axis=-1)
    due = np.where(tariff > 0, hours, 0.0)
    owed = np.stack([due, due], axis=-1)
    return cost, paid, fined, owed, np.stack([due, due * counting], axis=-1)


def open_shares(places: tuple[Place, ...]) -> Floats:
    """Say which place is open to which profile, (n_places, n_profiles): 1 or 0."""
    return np.array([[float(name in place.open_to) for name in PROFILES] for place in places])
