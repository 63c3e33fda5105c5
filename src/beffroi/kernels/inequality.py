"""Inequality: how unevenly something is shared out among people, weighted."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
POOREST, RICHEST = 0.4, 0.1
"""The parts that Palma compares. [1]"""


def quantiles(values: npt.ArrayLike, people: npt.ArrayLike, shares: npt.ArrayLike) -> Floats:
    """Give the value that so many of the people do not exceed.

    Parameters
    ----------
    values : (n,)
        Value of each group of people; may be infinite. Groups whose value is NaN are left out.
    people : (n,)
        People of each group, >= 0. [person]
    shares : (n_shares,)
        Shares of people, in [0, 1]. [1]

    Returns
    -------
    (n_shares,)
        The smallest value that at least such a share of people do not exceed (no value between two
        is made up); NaN where there is nobody. [as values]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a number of people is negative or unknown.

    Examples
    --------
    >>> quantiles([10.0, 20.0, np.inf], [5.0, 4.0, 1.0], [0.5, 0.9, 1.0])
    array([10., 20., inf])
    """
    held, weight = _known(values, people)
    asked = np.atleast_1d(np.asarray(shares, np.float64))
    if not weight.sum() > 0:
        return np.full(len(asked), np.nan)
    order = np.argsort(held, kind="stable")
    rising = np.cumsum(weight[order]) / weight.sum()
    place = np.searchsorted(rising, asked - 1e-12, side="left")
    first = int(np.searchsorted(rising, 0.0, side="right"))
    return held[order][np.clip(place, first, len(held) - 1)]


def gini(values: npt.ArrayLike, people: npt.ArrayLike) -> float:
    """Measure how unevenly something is shared out: 0 evenly, towards 1 to one alone.

    Parameters
    ----------
    values : (n,)
        What each person of a group has, >= 0, finite. Groups whose value is NaN are left out.
    people : (n,)
        People of each group, >= 0. [person]

    Returns
    -------
    In [0, 1]; NaN where nobody has anything. [1]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or something is negative or infinite.

    References
    ----------
    C. Gini, Variabilità e mutabilità, 1912; weighted as in A. Delbosc, G. Currie, "Using Lorenz
    curves to assess public transport equity", Journal of Transport Geography 19 (6), 2011,
    pp. 1252-1259, doi:10.1016/j.jtrangeo.2011.02.008.

    Examples
    --------
    Three people have nothing and one has all:

    >>> gini([0.0, 8.0], [3.0, 1.0])
    0.75
    """
    share, held = _lorenz(values, people)
    if not len(share):
        return float("nan")
    return float(1 - (np.diff(share) * (held[1:] + held[:-1])).sum())


def palma(values: npt.ArrayLike, people: npt.ArrayLike) -> float:
    """Divide what the best served tenth of people have by what the worst served 40 % have.

    Parameters
    ----------
    values, people
        As in `gini`.

    Returns
    -------
    0.25 where all have alike; infinite where the worst served have nothing, NaN where nobody has
    anything. A group that lies on a bound is divided. [1]

    Raises
    ------
    ShapeError
        As `gini`.

    References
    ----------
    J. G. Palma, "Homogeneous Middles vs. Heterogeneous Tails", Development and Change 42 (1),
    2011, pp. 87-153, doi:10.1111/j.1467-7660.2011.01694.x; of travel: D. Banister, Inequality in
    Transport, 2018.

    Examples
    --------
    Four people have 1, five have 2, one has 6:

    >>> palma([1.0, 2.0, 6.0], [4.0, 5.0, 1.0])
    1.5
    """
    share, held = _lorenz(values, people)
    if not len(share):
        return float("nan")
    least, most = np.interp([POOREST, 1 - RICHEST], share, held)
    return float(round((1 - most) / least, 12)) if least > 0 else float("inf")


def _lorenz(values: npt.ArrayLike, people: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Give the share of people, the worst served first, and of what they have; or nothing."""
    held, weight = _known(values, people)
    if not ((held >= 0) & np.isfinite(held)).all():
        raise ShapeError("What people have must be finite, and not negative.")
    order = np.argsort(held, kind="stable")
    whole = float(held @ weight)
    if not whole > 0:
        return np.empty(0), np.empty(0)
    parts = np.cumsum(weight[order]) / weight.sum(), np.cumsum((held * weight)[order]) / whole
    share, own = (np.concatenate([[0.0], part]) for part in parts)
    return share, own


def _known(values: npt.ArrayLike, people: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Leave out the groups whose value is unknown."""
    held, weight = np.asarray(values, np.float64), np.asarray(people, np.float64)
    if held.ndim != 1 or held.shape != weight.shape or not (weight >= 0).all():
        raise ShapeError(
            "Values are of shape {values}, people of shape {people}: give one number of people, "
            "known and not negative, for each value.",
            values=held.shape,
            people=weight.shape,
        )
    known = ~np.isnan(held)
    return held[known], weight[known]
