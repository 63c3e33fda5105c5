"""Curves of decay: the one under which flows are likeliest, between a power and an exponential."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from beffroi.kernels.gravity.decay import POWER
from beffroi.kernels.gravity.flows import fitted, flows

RANGE = (-0.5, 1.5)
"""Curves among which one is looked for: a power is 0, an exponential 1. [1]"""


def likeliest_curve(
    attributes: npt.ArrayLike,
    times: npt.ArrayLike,
    customers: npt.ArrayLike,
    *,
    away: npt.ArrayLike | None = None,
) -> float:
    """Find the curve of Box and Cox under which flows are likeliest, the powers fitted each time.

    Parameters
    ----------
    attributes, times, customers, away
        As `flows.flows` takes them.

    Returns
    -------
    The curve, in `RANGE`; that of a power where no curve lets the flows be fitted. [1]

    Raises
    ------
    ShapeError
        As `flows.flows` raises it.
    """

    def loss(curve: float) -> float:
        found = fitted(flows(attributes, times, customers, away=away, curve=float(curve)))
        return -found.log_likelihood if found.verdict == "converged" else np.inf

    if not np.isfinite(loss(POWER)):
        return POWER
    done = minimize_scalar(loss, bounds=RANGE, method="bounded", options={"xatol": 1e-4})
    return float(done.x) if done.fun <= loss(POWER) else POWER
