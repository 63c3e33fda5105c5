"""The day in periods: vehicles that come in one period and are still parked in another."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.stats import gamma

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.hours import load_by_hour

Floats = npt.NDArray[np.float64]
DAY, STEP, DAYS = 24.0, 1 / 12, 3
"""A day and a step of the reckoning; days after which a stay is cut. [h], [h], [day]"""
EDGES: tuple[float, ...] = (*(float(hour) for hour in range(7, 22)), 31.0)
"""Begin and end of the fifteen periods: fourteen hours from 7 to 21, and the night. [h]"""


def lengths(edges: tuple[float, ...] = EDGES) -> Floats:
    """Length of each period. [h].

    Raises
    ------
    ShapeError
        If the periods do not make a whole day, each longer than nothing.
    """
    found = np.diff(edges)
    if not (found > 0).all() or abs(found.sum() - DAY) > 1e-9:
        raise ShapeError("The periods of a day follow each other and last 24 hours together.")
    return np.asarray(found)


def stays(mean: float, shape: float, n_classes: int) -> tuple[Floats, Floats]:
    """Cut a gamma law of stays into classes of as many drivers each.

    Parameters
    ----------
    mean, shape
        Of the law, > 0; shape 1 is exponential. [h], [1]
    n_classes
        Classes.

    Returns
    -------
    hours : (n_classes,)
        Mean stay of each class; their mean is that of the law. [h]
    bounds : (n_classes + 1,)
        Stays between which each class lies, the last infinite. [h]

    Examples
    --------
    >>> stays(1.0, 1.0, 2)[0].round(4)
    array([0.3069, 1.6931])
    """
    ranks = np.linspace(0.0, 1.0, n_classes + 1)
    scale = mean / shape
    bounds = gamma.ppf(ranks, shape, scale=scale)
    below = gamma.cdf(bounds, shape + 1.0, scale=scale)
    return mean * np.diff(below) * n_classes, np.asarray(bounds)


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """Vehicles parked later in the day, for one that comes in a period.

    Attributes
    ----------
    mean : (n_classes, n_periods, n_periods)
        By class, period of arrival, and period over which the mean is taken. Weighted by the
        lengths of the latter, a row sums to the mean stay of the class. [1]
    end : (n_classes, n_periods, n_periods)
        Alike, at the end of the latter: spaces that fill up are full then. [1]
    """

    mean: Floats
    end: Floats


@cache
def memory(mean: float, shape: float, n_classes: int, edges: tuple[float, ...] = EDGES) -> Memory:
    """Follow the vehicles that come in each period, day after day.

    The day repeats itself: who comes in the evening and stays the night is there in the morning.

    Parameters
    ----------
    mean, shape, n_classes
        As in `stays`.
    edges
        Begin and end of the periods. [h]
    """
    hours, bounds = stays(mean, shape, n_classes)
    per_day, length = round(DAY / STEP), lengths(edges)
    clock = np.arange(DAYS * per_day + 1) * STEP
    beyond = gamma.sf(clock, shape, scale=mean / shape)
    tail = gamma.sf(bounds, shape, scale=mean / shape)
    day = edges[0] + (np.arange(per_day) + 0.5) * STEP
    within = (day >= np.array(edges[:-1])[:, np.newaxis]) & (
        day < np.array(edges[1:])[:, np.newaxis]
    )
    last = np.cumsum(within.sum(axis=1)) - 1
    coming = np.zeros((len(length), DAYS * per_day))
    coming[:, :per_day] = within / length[:, np.newaxis]
    means, ends = np.empty((2, n_classes, len(length), len(length)))
    for k in range(n_classes):
        survival = np.clip((beyond - tail[k + 1]) / (tail[k] - tail[k + 1]), 0.0, 1.0)
        loads = load_by_hour(coming, survival, step=STEP)
        midway = 0.5 * (loads + np.pad(loads, ((0, 0), (1, 0)))[:, :-1])
        by_day = (len(length), DAYS, per_day)
        held = midway.reshape(by_day).sum(axis=1) @ within.T * STEP
        true = hours[k] / held.sum(axis=1, keepdims=True)
        means[k] = held * true / length
        ends[k] = loads.reshape(by_day).sum(axis=1)[:, last] * true
    return Memory(means, ends)
