"""Laws of stays: the share that lasts longer than a time, and the time that is left beyond it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import gamma, gammaincc, ndtr

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Law = Literal["gamma", "weibull", "lognormal"]
LAWS: tuple[Law, ...] = ("gamma", "weibull", "lognormal")
"""Laws by mean and shape: the larger the shape, the more alike the stays."""


def longer(law: Law, time: npt.ArrayLike, mean: npt.ArrayLike, shape: npt.ArrayLike) -> Floats:
    r"""Share of stays that last longer than a time.

    .. math:: S(t) = P(D > t)

    Parameters
    ----------
    law
        ``gamma`` (shape :math:`k`, scale ``mean`` :math:`/k`), ``weibull`` (exponent ``shape``) or
        ``lognormal`` (standard deviation of the logarithm ``1 / shape``).
    time
        Times, >= 0. [s]
    mean
        Mean stays, > 0. [s]
    shape
        Shapes, > 0. [1]

    Returns
    -------
    Shares in [0, 1], of the shape that the three arrays make together. [1]

    Raises
    ------
    ShapeError
        If a number is out of its range.

    Examples
    --------
    >>> longer("gamma", [0.0, 3600.0], 3600.0, 1.0).round(3)
    array([1.   , 0.368])
    """
    return _LONGER[law](*_checked(time, mean, shape))


def left_over(law: Law, time: npt.ArrayLike, mean: npt.ArrayLike, shape: npt.ArrayLike) -> Floats:
    r"""Mean time that stays last beyond a time, those that are over counting for nothing.

    .. math:: H(t) = E[(D - t)^+] = \int_t^\infty S(u)\,du

    What passes see follows from it without quadrature: the mean of :math:`S` over a gap between
    two passes is a difference of :math:`H` at its ends.

    Parameters
    ----------
    law, time, mean, shape
        As for `longer`.

    Returns
    -------
    Times >= 0, falling from the mean at 0. [s]

    Raises
    ------
    ShapeError
        If a number is out of its range.

    Examples
    --------
    >>> left_over("gamma", [0.0, 3600.0], 3600.0, 1.0).round()
    array([3600., 1324.])
    """
    return _LEFT_OVER[law](*_checked(time, mean, shape))


def _checked(
    time: npt.ArrayLike, mean: npt.ArrayLike, shape: npt.ArrayLike
) -> tuple[Floats, Floats, Floats]:
    times, means, shapes = (np.asarray(one, dtype=np.float64) for one in (time, mean, shape))
    if (times < 0).any() or not ((means > 0).all() and (shapes > 0).all()):
        raise ShapeError("Give times of 0 or more, and means and shapes above 0.")
    return times, means, shapes


def _gamma_longer(time: Floats, mean: Floats, shape: Floats) -> Floats:
    return np.asarray(gammaincc(shape, time * shape / mean))


def _gamma_left(time: Floats, mean: Floats, shape: Floats) -> Floats:
    scaled = time * shape / mean
    left = mean * gammaincc(shape + 1, scaled)
    ends = np.where(np.isfinite(time), time, 0.0)
    return np.asarray(np.maximum(left - ends * gammaincc(shape, scaled), 0.0))


def _weibull_power(time: Floats, mean: Floats, shape: Floats) -> Floats:
    return np.asarray((time * gamma(1 + 1 / shape) / mean) ** shape)


def _weibull_longer(time: Floats, mean: Floats, shape: Floats) -> Floats:
    return np.asarray(np.exp(-_weibull_power(time, mean, shape)))


def _weibull_left(time: Floats, mean: Floats, shape: Floats) -> Floats:
    return np.asarray(mean * gammaincc(1 / shape, _weibull_power(time, mean, shape)))


def _lognormal_score(time: Floats, mean: Floats, shape: Floats) -> Floats:
    """Count the standard deviations from a time up to the middle of the law."""
    with np.errstate(divide="ignore"):
        return np.asarray((np.log(mean) - np.log(time)) * shape - 0.5 / shape)


def _lognormal_longer(time: Floats, mean: Floats, shape: Floats) -> Floats:
    return np.asarray(ndtr(_lognormal_score(time, mean, shape)))


def _lognormal_left(time: Floats, mean: Floats, shape: Floats) -> Floats:
    score = _lognormal_score(time, mean, shape)
    ends = np.where(np.isfinite(time), time, 0.0)
    return np.asarray(np.maximum(mean * ndtr(score + 1 / shape) - ends * ndtr(score), 0.0))


_LONGER: Mapping[Law, Callable[[Floats, Floats, Floats], Floats]] = MappingProxyType({
    "gamma": _gamma_longer, "weibull": _weibull_longer, "lognormal": _lognormal_longer,
})  # fmt: skip
_LEFT_OVER: Mapping[Law, Callable[[Floats, Floats, Floats], Floats]] = MappingProxyType({
    "gamma": _gamma_left, "weibull": _weibull_left, "lognormal": _lognormal_left,
})  # fmt: skip
