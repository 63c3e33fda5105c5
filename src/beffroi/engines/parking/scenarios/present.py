"""Present: the town of today, whose drivers pay as they are observed to pay."""

from dataclasses import dataclass, replace

import numpy as np

from beffroi.engines.parking.scenarios.bills import Enforcement
from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.effects import respected
from beffroi.engines.parking.scenarios.equilibrium import (
    COARSE,
    ROUGH,
    Equilibrium,
    equilibrium,
)
from beffroi.engines.parking.scenarios.market import Market, market
from beffroi.engines.parking.scenarios.observed import Observed, enforced
from beffroi.engines.parking.scenarios.parameters import Behaviour
from beffroi.engines.parking.scenarios.supply import Supply
from beffroi.kernels.queueing.insistence import Fullness

CALIBRATIONS, CLOSE = 8, 0.005
"""Most rounds of the calibration of the respect, and how near it must come. [1]"""
STEEPEST = 10.0
"""Most that one step of the calibration may go beyond what is missing. [1]"""


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """The town of today, all its drivers coming.

    Attributes
    ----------
    market, settled
        What they meet, and where they settled.
    law, enforcement
        What they are like, and how the rules are kept.
    off
        What is added to the respect observed, among all drivers, so that those who choose the paid
        places respect them as observed: cheats choose them more than others. [1]
    """

    market: Market
    settled: Equilibrium
    law: Behaviour
    enforcement: Enforcement
    off: float


def present(
    supply: Supply, demand: Demand, law: Behaviour, seen: Observed, *, table: Fullness,
    near: Present | None = None,
) -> Present:  # fmt: skip
    """Settle the drivers of today, and find who is honest and what checks they expect.

    What is missing of the respect observed is looked for by the secant, drivers settling coarsely
    from where they were; the last equilibrium is settled as it is asked for.

    Parameters
    ----------
    supply, demand
        Places and drivers.
    law
        What drivers are like, with the honesty assumed.
    seen
        Payment as it is observed.
    table
        Fullness of the groups.
    near
        A present alike: its calibration is kept, and drivers start from where they were.
    """

    def settled(start: Equilibrium | None, off: float, tolerance: float) -> Present:
        enforcement = enforced(supply, law, seen, off=off)
        kept = replace(law, honesty=enforcement.compliance.honesty)
        laid = market(supply, demand, kept, enforcement, table=table)
        closed = equilibrium(laid, kept, start=start, tolerance=tolerance, proven=False)
        return Present(laid, closed, kept, enforcement, off)

    if near is not None:
        return settled(near.settled, near.off, ROUGH)
    found = settled(None, 0.0, COARSE)
    missing, slope = seen.respect - respected(found.settled), 1.0
    for _ in range(CALIBRATIONS - 1):
        off = float(np.clip(found.off + slope * missing, -seen.respect, 1.0 - seen.respect))
        if not abs(missing) > CLOSE or off == found.off:
            break
        before, last, found = found.off, missing, settled(found.settled, off, COARSE)
        missing = seen.respect - respected(found.settled)
        slope = (found.off - before) / (last - missing) if last != missing else 1.0
        slope = slope if 0 < slope < STEEPEST else 1.0
    closed = equilibrium(found.market, found.law, start=found.settled, proven=False)
    return replace(found, settled=closed)
