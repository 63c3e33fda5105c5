"""Occupancy without a survey: where the drivers that a town may bring would park."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.day import lengths
from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.effects import effects
from beffroi.engines.parking.scenarios.equilibrium import equilibrium
from beffroi.engines.parking.scenarios.observed import observed
from beffroi.engines.parking.scenarios.parameters import behaviour
from beffroi.engines.parking.scenarios.present import present
from beffroi.engines.parking.scenarios.supply import Supply
from beffroi.kernels.queueing.insistence import fullness

Floats = npt.NDArray[np.float64]
UNKNOWN = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What places would be like.

    Attributes
    ----------
    place_ids : n_places
        The places, in the order of the supply.
    occupancy : (3, n_places, n_periods)
        Share of the spaces taken with the fewest drivers, as many as usual, the most; in the
        periods of `day.EDGES`. NaN without a space. [1]
    """

    place_ids: tuple[str, ...]
    occupancy: Floats


def expected(supply: Supply, demand: Demand, doubt: tuple[float, float, float]) -> Expected:
    """Let the drivers that a town may bring choose their places, with the usual behaviour.

    Only how many drivers come is varied: how they choose, stay and pay has its own uncertainty,
    which the draws of a scenario carry.

    Parameters
    ----------
    supply, demand
        Places and drivers.
    doubt
        Least, usual and largest factor on the drivers, > 0. [1]
    """
    table = fullness(supply.groups[2])
    seen = observed(UNKNOWN, UNKNOWN, UNKNOWN, None)
    group = supply.groups[1]
    found, near = [], None
    for factor in doubt:
        law = replace(behaviour(), demand=factor)
        now = present(supply, demand, law, seen, table=table, near=near)
        near = near or now
        settled = equilibrium(now.market, now.law, start=now.settled)
        told = effects(settled, lengths(), speed=1.0, carbon=1.0)
        found.append(told.occupancy[group])
    return Expected(tuple(place.id for place in supply.places), np.stack(found))
