"""Starts: whether drivers end at the same place, wherever they begin."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.equilibrium import Equilibrium, equilibrium
from beffroi.engines.parking.scenarios.parameters import Behaviour

Floats = npt.NDArray[np.float64]
FINE = 1e-6
"""Largest change of a share of the time that a round from another start may still make. [1]"""
SAME = 1e-4
"""Ends nearer to each other than this are one. [1]"""


@dataclass(frozen=True, slots=True)
class Starts:
    """How far apart drivers end who begin elsewhere.

    Attributes
    ----------
    apart
        By start (`STARTS`), the largest distance between where they end and the equilibrium told:
        share of the time that a place is full. [1]
    settled
        Whether drivers settled from every start.
    """

    apart: tuple[float, ...]
    settled: bool

    @property
    def is_one(self) -> bool:
        """Whether all of them ended at the same place."""
        return self.settled and max(self.apart) <= SAME


STARTS = ("empty", "full", "drawn")
"""Beginnings: every place thought empty, every place thought always full, and shares drawn."""


def starts(found: Equilibrium, law: Behaviour, *, seed: int = 0) -> Starts:
    """Begin anew from empty places, from full ones and from drawn ones.

    In one period, whoever stands there given, drivers of one patience have one equilibrium alone.
    Let two differ, and U be the places that are fuller in the second. They cost more there and no
    more elsewhere, so that fewer drivers, or as many, try those of U (a logit's places are
    substitutes). But a fuller place holds more vehicles, and parks a smaller share of those who
    try: more must try each of U. Both cannot be. Over a whole day, in which who came in the evening
    stands there in the morning, and with drivers of several patiences, no proof is known to us:
    where drivers end from elsewhere is then tried, which may find a second equilibrium, and cannot
    prove that there is none.

    Parameters
    ----------
    found
        The equilibrium that is told.
    law
        What drivers are like.
    seed
        Of the shares drawn.

    References
    ----------
    S. Berry, A. Gandhi, P. Haile, "Connected Substitutes and Invertibility of Demand", Econometrica
    81 (5), 2013, pp. 2087-2111, doi:10.3982/ECTA10135.
    """
    shape = found.market.shape
    beginnings: tuple[Floats, ...] = (
        np.zeros(shape), np.ones(shape), np.random.default_rng(seed).random(shape),
    )  # fmt: skip
    ends = [equilibrium(found.market, law, start=one, tolerance=FINE, proven=False)
            for one in beginnings]  # fmt: skip
    return Starts(
        tuple(float(np.abs(end.full - found.full).max(initial=0.0)) for end in ends),
        all(end.certificate.residuals[-1] <= FINE for end in ends),
    )
