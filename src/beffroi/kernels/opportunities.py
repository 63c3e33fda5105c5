"""Opportunities: how many things lie within minutes of each place, or how near the nearest are."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]


def cumulative(minutes: npt.ArrayLike, weights: npt.ArrayLike, *, within: float) -> Floats:
    r"""Count what lies within so many minutes of each origin.

    .. math:: A_i = \sum_j O_j \, [t_{ij} \le T]

    Parameters
    ----------
    minutes : (n_origins, n_places)
        Travel times, infinite out of reach, NaN where unknown. [min]
    weights : (n_places,) or (n_places, n_kinds)
        What there is at each place. [any]
    within
        The longest time :math:`T` that counts. [min]

    Returns
    -------
    (n_origins,) or (n_origins, n_kinds)
        Sums; NaN for an origin of which a time is unknown. [as weights]

    Raises
    ------
    ShapeError
        If there is not one row of weights for each column of times.

    References
    ----------
    M. Wachs, T. G. Kumagai, "Physical accessibility as a social indicator", Socio-Economic
    Planning Sciences 7 (5), 1973, pp. 437-456, doi:10.1016/0038-0121(73)90041-4.

    Examples
    --------
    >>> cumulative([[5.0, 20.0], [np.inf, 15.0]], [2.0, 3.0], within=15.0)
    array([2., 3.])
    """
    times, things = _checked(minutes, weights)
    return _known(times, (times <= within) @ things)


def gravity(minutes: npt.ArrayLike, weights: npt.ArrayLike, *, half_life: float) -> Floats:
    r"""Count what lies around each origin, the farther the less.

    .. math:: A_i = \sum_j O_j \, 2^{-t_{ij} / h}

    Parameters
    ----------
    minutes, weights
        As in `cumulative`.
    half_life
        Time :math:`h` after which a thing counts half, > 0. [min]

    Returns
    -------
    (n_origins,) or (n_origins, n_kinds)
        Sums; NaN for an origin of which a time is unknown. [as weights]

    Raises
    ------
    ShapeError
        If shapes do not fit, or the half-life is not above 0.

    References
    ----------
    W. G. Hansen, "How Accessibility Shapes Land Use", Journal of the American Institute of
    Planners 25 (2), 1959, pp. 73-76, doi:10.1080/01944365908978307.

    Examples
    --------
    >>> gravity([[0.0, 10.0, np.inf]], [1.0, 4.0, 9.0], half_life=10.0)
    array([3.])
    """
    if not half_life > 0:
        raise ShapeError("The half-life is {found} min: give one above 0.", found=half_life)
    times, things = _checked(minutes, weights)
    return _known(times, np.exp2(-np.nan_to_num(times, nan=np.inf) / half_life) @ things)


def nearest(minutes: npt.ArrayLike, k: int = 1) -> Floats:
    """Give the times to the nearest places of each origin.

    Parameters
    ----------
    minutes : (n_origins, n_places)
        Travel times, infinite out of reach, NaN where unknown. [min]
    k
        How many places, >= 1.

    Returns
    -------
    (n_origins, k)
        Rising times, infinite where fewer are in reach; NaN for an origin all of whose times are
        unknown. Places at an unknown time count as out of reach otherwise. [min]

    Raises
    ------
    ShapeError
        If `k` is below 1 or `minutes` has not two axes.

    Examples
    --------
    >>> nearest([[9.0, 4.0, np.inf]], 2)
    array([[4., 9.]])
    """
    times = np.asarray(minutes, dtype=np.float64)
    if times.ndim != 2 or k < 1:
        raise ShapeError(
            "Times are of shape {shape} and {k} places are asked for: give one row for each "
            "origin, and ask for one place or more.",
            shape=times.shape,
            k=k,
        )
    lost = np.isnan(times)
    full = np.where(lost, np.inf, times)
    if full.shape[1] < k:
        full = np.pad(full, ((0, 0), (0, k - full.shape[1])), constant_values=np.inf)
    found = np.sort(np.partition(full, k - 1, axis=1)[:, :k], axis=1)
    unknown = lost.all(axis=1) & (times.shape[1] > 0)
    found[unknown] = np.nan
    return found


def _checked(minutes: npt.ArrayLike, weights: npt.ArrayLike) -> tuple[Floats, Floats]:
    times, things = np.asarray(minutes, np.float64), np.asarray(weights, np.float64)
    if times.ndim != 2 or things.ndim not in {1, 2} or times.shape[1] != len(things):
        raise ShapeError(
            "Times are of shape {times}, weights of shape {weights}: give one row of weights for "
            "each column of times.",
            times=times.shape,
            weights=things.shape,
        )
    return times, things


def _known(times: Floats, sums: Floats) -> Floats:
    """Say that the sums of origins with unknown times are unknown."""
    sums = np.asarray(sums, dtype=np.float64)
    sums[np.isnan(times).any(axis=1)] = np.nan
    return sums
