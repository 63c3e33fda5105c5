"""How many spaces of a group are free at a time, and how sure that is."""

import numpy as np
import numpy.typing as npt
from scipy.stats import poisson

from beffroi.kernels.queueing.erlang import load_at_occupancy

Floats = npt.NDArray[np.float64]
OUTSIDE = 0.05
"""Share of the time outside each end of an interval. [1]"""
SURE = 1.645
"""Standard deviations that leave as much outside, under a normal law. [1]"""


def free_spaces(spaces: Floats, occupancy: Floats) -> tuple[Floats, Floats, Floats]:
    r"""Free spaces of groups, on average and in nine moments of ten.

    Vehicles parked follow the law of which Erlang's formula is the end:
    :math:`P(k) \propto A^k / k!` for :math:`k \le c`, with the load :math:`A` that gives the mean
    occupancy.

    Parameters
    ----------
    spaces : (n,)
        Spaces of each group, rounded to whole ones; NaN if unknown. [space]
    occupancy : (n,)
        Mean share taken; above 1 it is held as 1. [1]

    Returns
    -------
    mean, low, high : (n,)
        Free spaces, and the bounds within which they lie 90 % of the time; NaN where spaces or
        occupancy are unknown. [space]

    References
    ----------
    B. A. Sevastyanov, "An Ergodic Theorem for Markov Processes and Its Application to Telephone
    Systems with Refusals", Theory of Probability and its Applications 2 (1), 1957, pp. 104-112,
    doi:10.1137/1102005.

    Examples
    --------
    >>> [float(end[0].round(6)) for end in free_spaces(np.array([10.0]), np.array([0.7]))]
    [3.0, 0.0, 7.0]
    """
    known = ~np.isnan(spaces) & ~np.isnan(occupancy)
    counts = np.round(spaces[known])
    taken = np.minimum(occupancy[known], 1.0)
    load = load_at_occupancy(taken, counts.astype(np.int64))
    load = np.where(np.isfinite(load), load, 0.0)
    whole = poisson.cdf(counts, load)
    ends = [np.where(taken < 1, poisson.ppf(share * whole, load), counts)
            for share in (1 - OUTSIDE, OUTSIDE)]  # fmt: skip
    found = [counts * (1 - taken), *(counts - np.clip(end, 0, counts) for end in ends)]
    mean, low, high = (np.full(len(spaces), np.nan) for _ in range(3))
    for held, part in zip((mean, low, high), found, strict=True):
        held[known] = part
    return mean, low, high


def all_free(spaces: Floats, occupancy: Floats) -> tuple[float, float, float]:
    """Free spaces of several groups together, if each fills independently of the others.

    Parameters
    ----------
    spaces, occupancy : (n,)
        As for `free_spaces`; groups of which either is unknown are left out.

    Returns
    -------
    Mean, and the bounds within which the sum lies 90 % of the time (normal law). [space]
    """
    known = ~np.isnan(spaces) & ~np.isnan(occupancy)
    counts, taken = np.round(spaces[known]), np.minimum(occupancy[known], 1.0)
    load = load_at_occupancy(taken, counts.astype(np.int64))
    parked = counts * taken
    refused = np.where(np.isfinite(load), load, parked) - parked
    variance = np.maximum(parked - refused * (counts - parked), 0.0)
    variance = np.where((taken < 1) & (counts > 0), variance, 0.0)
    free, spread = float((counts - parked).sum()), SURE * float(np.sqrt(variance.sum()))
    return free, max(free - spread, 0.0), min(free + spread, float(counts.sum()))
