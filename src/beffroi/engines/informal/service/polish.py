"""Paces told apart: what a leg, a ride and an hour each make of the time that riding takes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.service.norms import parameter

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
ROUNDS = 12
MEDIAN = np.pi / 2
"""Variance of a median over that of a mean, for a normal law."""
FEWEST = 3
FARTHEST = 5.0
"""Beyond as many standard deviations, what remains is a fault of recording."""
MAD = 1.4826
"""Standard deviation of a normal law over its median absolute deviation."""
NARROWEST = 0.01
"""Least standard deviation of a law of paces. [1]"""


@dataclass(frozen=True, slots=True, eq=False)
class Polished:
    """Logarithms of paces (seconds a metre) as sums of what leg and ride make of them.

    Attributes
    ----------
    leg : (n_legs,)
        Pace of each leg on a middling ride of its variant; NaN where none was timed.
    n_rides : (n_legs,)
        Rides that timed it.
    ride : (n_rides,)
        How much slower each ride was than a middling one of its variant; NaN where unknown.
    noise : (n_legs,)
        Variance of what remains: of a leg's own rides, and the more of all the fewer they are.
    pace : (n,)
        Paces as they would have been on a middling ride of their variant.
    """

    leg: Floats
    n_rides: Ints
    ride: Floats
    noise: Floats
    pace: Floats


def medians(values: Floats, groups: Ints, n: int) -> Floats:
    """Return the median of each of `n` groups, NaN where one is empty.

    Examples
    --------
    >>> medians(np.array([1.0, 3.0, 8.0]), np.array([0, 0, 2]), 3).tolist()
    [2.0, nan, 8.0]
    """
    found = np.full(n, np.nan)
    by = pd.Series(values).groupby(groups).median()
    found[by.index.to_numpy(dtype=np.int64)] = by.to_numpy()
    return found


def polished(pace: Floats, leg: Ints, ride: Ints, variant: Ints) -> Polished:
    """Part paces into legs and rides by median polish.

    Medians of rows and of columns are taken out in turn until nothing is left to take out: a ride
    through a jam, or a leg with a red light, does not pull the others.

    Parameters
    ----------
    pace : (n,)
        Logarithm of seconds a metre.
    leg, ride : (n,)
        Number of the leg and of the ride of each.
    variant : (n_rides,)
        Variant of each ride.

    References
    ----------
    J. W. Tukey, Exploratory Data Analysis, Addison-Wesley, 1977, ch. 11.
    """
    n_legs, n_rides = int(leg.max(initial=-1)) + 1, len(variant)
    by_leg, by_ride = np.zeros(n_legs), np.zeros(n_rides)
    rest = pace.copy()
    for _ in range(ROUNDS):
        step = np.nan_to_num(medians(rest, leg, n_legs))
        by_leg, rest = by_leg + step, rest - step[leg]
        step = np.nan_to_num(medians(rest, ride, n_rides))
        by_ride, rest = by_ride + step, rest - step[ride]
    seen = np.bincount(leg, minlength=n_legs)
    known = np.bincount(ride, minlength=n_rides) > 0
    n_variants = int(variant.max(initial=-1)) + 1
    middle = medians(by_ride[known], variant[known], n_variants)
    owner = np.zeros(n_legs, dtype=np.int64)
    owner[leg] = variant[ride]
    by_leg = np.where(seen > 0, by_leg + middle[owner] if len(middle) else by_leg, np.nan)
    centred = np.where(known, by_ride - middle[variant] if len(middle) else by_ride, np.nan)
    middling = pace - np.nan_to_num(centred)[ride]
    return Polished(by_leg, seen, centred, _noise(rest, leg, seen), middling)


def _noise(rest: Floats, leg: Ints, seen: Ints) -> Floats:
    """Measure what remains of each leg; those of one ride alone tell nothing of it."""
    several = seen[leg] > 1
    if several.sum() < FEWEST:
        return np.full(len(seen), parameter("pace_spread") ** 2)
    middling = MAD * float(np.median(np.abs(rest[several])))
    squares = np.minimum(rest**2, (FARTHEST * middling) ** 2) * several
    sums = np.bincount(leg, weights=squares, minlength=len(seen))
    freedom = np.maximum(seen - 1, 0)
    common = max(float(sums.sum() / freedom.sum()), 1e-6)
    worth = parameter("noise_rides")
    return np.asarray((worth * common + sums) / (worth + freedom))


def width(gaps: Floats) -> float:
    """Measure how wide gaps are: their middling width, more where a few are far.

    Examples
    --------
    >>> round(width(np.array([-1.0, 1.0, -1.0, 1.0])), 2)
    1.48
    """
    middling = MAD * float(np.median(np.abs(gaps)))
    return max(middling, float(np.sqrt(np.mean(gaps**2) / 2)), NARROWEST)


def shrunk(values: Floats, variance: Floats, target: Floats) -> tuple[Floats, Floats]:
    r"""Draw uncertain values towards what they are expected to be.

    .. math:: \hat x = m + \frac{\tau^2}{\tau^2 + v} (x - m)

    with the spread :math:`\tau^2` of the true values around their targets estimated from all of
    them: what their squared distances exceed their variances by (at least that of `pace_spread`
    where fewer than three are known).

    Parameters
    ----------
    values, variance : (n,)
        Values, NaN where unknown, and how uncertain each is.
    target : (n,)
        What each is expected to be.

    Returns
    -------
    values, variance : (n,)
        Drawn in; what is unknown is its target, of variance :math:`\tau^2`.

    References
    ----------
    C. N. Morris, "Parametric Empirical Bayes Inference: Theory and Applications", Journal of the
    American Statistical Association 78 (381), 1983, pp. 47-55, doi:10.1080/01621459.1983.10477920.

    Examples
    --------
    >>> values, variance = shrunk(np.array([2.0, np.nan]), np.array([0.09, 0.09]), np.ones(2))
    >>> values.tolist(), variance.round(3).tolist()
    ([1.5, 1.0], [0.045, 0.09])
    """
    known = np.isfinite(values)
    between = parameter("pace_spread") ** 2
    if known.sum() >= FEWEST:
        gaps = np.abs(values - target)[known]
        whole = max((MAD * float(np.median(gaps))) ** 2, float(np.mean(gaps**2)) / 2)
        between = max(whole - float(np.median(variance[known])), 1e-4)
    weight = between / (between + variance)
    drawn = np.where(known, target + weight * (np.nan_to_num(values) - target), target)
    return drawn, np.where(known, weight * variance, between)
