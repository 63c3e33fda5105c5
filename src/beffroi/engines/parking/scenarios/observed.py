"""What is observed of who pays today, and the enforcement that explains it."""

from dataclasses import dataclass

import numpy as np

from beffroi.engines.parking.scenarios.bills import Enforcement
from beffroi.engines.parking.scenarios.compliance import Compliance, calibrated
from beffroi.engines.parking.scenarios.day import EDGES, stays
from beffroi.engines.parking.scenarios.parameters import Behaviour, drawn, parameter
from beffroi.engines.parking.scenarios.supply import PROFILES, Supply
from beffroi.engines.parking.scenarios.tariffs import hours_within


@dataclass(frozen=True, slots=True)
class Observed:
    """Payment as it is observed today, or drawn where it is not.

    Attributes
    ----------
    checks, fine, respect, recovered
        Checks an hour at most [1/h], post-payment fine [€], share of the hours due that are paid,
        share of the fines that the town takes in the end [1].
    """

    checks: float
    fine: float
    respect: float
    recovered: float


def observed(
    checks: float, fine: float, respect: float, draw: np.random.Generator | None
) -> Observed:
    """Take what a town tells, and draw what it does not.

    Parameters
    ----------
    checks, fine, respect
        What the town tells; NaN where it does not. [1/h], [€], [1]
    draw
        Draws between the bounds of the parameters; None for their usual values.
    """

    def given(value: float, name: str) -> float:
        return drawn(name, draw) if np.isnan(value) else value

    return Observed(given(checks, "checks"), given(fine, "fps"), given(respect, "respect"),
                    drawn("fps_recovered", draw))  # fmt: skip


def enforced(supply: Supply, law: Behaviour, seen: Observed, *, off: float = 0.0) -> Enforcement:
    """Find the enforcement that explains the respect observed in the places paid today.

    Parameters
    ----------
    supply
        Places of today.
    law
        What drivers are like, with the honesty assumed.
    seen
        What is observed.
    off
        What is added to the respect, as drivers choose their places by it too. [1]
    """
    profile = law.profiles[PROFILES.index("visitors")]
    hours, _ = stays(profile.stay, profile.shape, int(parameter("classes")))
    clock = np.array(EDGES[:-1])[:, np.newaxis] + 0.5
    bills = []
    for place in supply.places:
        if place.regulation == "paid" and not place.tariff.is_free:
            paid = hours_within(place.hours, clock, hours).ravel()
            bills.append((place.tariff.price(paid), paid, np.full(len(paid), place.spaces)))
    found = Compliance(seen.checks, law.honesty, parameter("spread"))
    if bills:
        tariff, paid, weight = (np.concatenate(part) for part in zip(*bills, strict=True))
        aimed = float(np.clip(seen.respect + off, 0.0, 1.0))
        found = calibrated(tariff, paid, weight, observed=aimed, fine=seen.fine,
                           checks=seen.checks, honesty=law.honesty,
                           spread=found.spread)  # fmt: skip
    return Enforcement(found, seen.fine, seen.recovered, parameter("blue_fine"))
