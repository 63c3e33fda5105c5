"""Huff shares: how the customers of each place share themselves out among shops."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.gravity.decay import Decay, Floats, checked
from beffroi.kernels.gravity.rows import shared


def pull(attributes: npt.ArrayLike, exponents: npt.ArrayLike) -> Floats:
    r"""Multiply the attributes of shops, each to its power.

    .. math:: A_j = \prod_h X_{jh}^{\gamma_h}

    Parameters
    ----------
    attributes : (n_shops, n_attributes)
        Floor, number of neighbours…, > 0. [any]
    exponents : (n_attributes,)
        Their powers :math:`\gamma_h`. [1]

    Returns
    -------
    (n_shops,)
        Pull, > 0. [any]

    Raises
    ------
    ShapeError
        If an attribute is unknown or not above zero, or there is not one power for each.

    References
    ----------
    M. Nakanishi, L. G. Cooper, "Parameter Estimation for a Multiplicative Competitive Interaction
    Model", Journal of Marketing Research 11 (3), 1974, pp. 303-311, doi:10.1177/002224377401100309.

    Examples
    --------
    >>> pull([[400.0, 2.0], [100.0, 1.0]], [0.5, 1.0])
    array([40., 10.])
    """
    return np.asarray(np.exp(log_attributes(attributes) @ np.asarray(exponents, np.float64)))


def log_attributes(attributes: npt.ArrayLike) -> Floats:
    """Return the logarithms of a table of attributes, or refuse those that have none."""
    x = np.asarray(attributes, np.float64)
    if x.ndim != 2 or not ((x > 0) & np.isfinite(x)).all():
        raise ShapeError(
            "Attributes are of shape {shape}: give one row for each shop and one column for each "
            "attribute, all known and above zero.",
            shape=x.shape,
        )
    return np.log(x)


def huff_shares(
    attraction: npt.ArrayLike, times: npt.ArrayLike, decay: Decay, *, outside: npt.ArrayLike = 0.0
) -> Floats:
    r"""Share the customers of each place among shops, and what lies beyond them.

    .. math:: p_{ij} = \frac{A_j f(t_{ij})}{U_{i0} + \sum_k A_k f(t_{ik})}

    Parameters
    ----------
    attraction : (n_shops,)
        Pull :math:`A_j` of each shop, >= 0. [any]
    times : (n_origins, n_shops)
        Times or distances, > 0; infinite out of reach. [any]
    decay
        How the pull fades.
    outside : () or (n_origins,)
        Pull :math:`U_{i0}` of what is not in the table (other towns, the internet), >= 0, in the
        unit of :math:`A f`: 0 where everything is bought in these shops. [any]

    Returns
    -------
    (n_origins, n_shops)
        Shares in [0, 1]. A row sums to 1 less the outside share, or to 0 if no shop is in reach
        (then nothing is known of what they do). [1]

    Raises
    ------
    ShapeError
        If arrays do not fit together, or something is unknown or negative.

    References
    ----------
    D. L. Huff, "Defining and Estimating a Trading Area", Journal of Marketing 28 (3), 1964,
    pp. 34-38, doi:10.1177/002224296402800307.

    Examples
    --------
    >>> huff_shares([5000, 3000, 8000], [[2.0, 1.0, 4.0]], Decay(2.0)).round(6)
    array([[0.263158, 0.631579, 0.105263]])
    """
    a, t, u = _given(attraction, times, decay, outside)
    return np.asarray(_all_shares(a, t, decay.strength, decay.curve, u))


def huff_totals(
    attraction: npt.ArrayLike,
    times: npt.ArrayLike,
    decay: Decay,
    spending: npt.ArrayLike,
    *,
    outside: npt.ArrayLike = 0.0,
) -> tuple[Floats, float]:
    r"""Sum what each shop gets, :math:`T_j = \sum_i C_i p_{ij}`, without keeping the shares.

    Parameters
    ----------
    attraction, times, decay, outside
        As `huff_shares` takes them.
    spending : (n_origins,)
        What is spent, or who lives, at each place, >= 0. [any]

    Returns
    -------
    (n_shops,) and number
        What each gets, and what goes outside; what is spent where no shop is in reach, without an
        outside, is in neither. [as spending]

    Raises
    ------
    ShapeError
        If arrays do not fit together, or something is unknown or negative.

    Examples
    --------
    >>> huff_totals([1.0, 1.0], [[1.0, 2.0]], Decay(2.0), [10.0])
    (array([8., 2.]), 0.0)
    """
    a, t, u = _given(attraction, times, decay, outside)
    c = np.asarray(spending, np.float64)
    if c.shape != t.shape[:1] or not (c >= 0).all():
        raise ShapeError(
            "Spending is of shape {found} for {n} origins, or unknown or negative.",
            found=c.shape,
            n=len(t),
        )
    sums, away = _sums(a, t, decay.strength, decay.curve, u, c)
    return np.asarray(sums), float(away)


def log_sums(attraction: npt.ArrayLike, times: npt.ArrayLike, decay: Decay) -> Floats:
    r"""Sum the pull of all shops on each origin, :math:`\log \sum_j A_j f(t_{ij})`.

    Parameters
    ----------
    attraction, times, decay
        As `huff_shares` takes them.

    Returns
    -------
    (n_origins,)
        Logarithms, minus infinity where no shop is in reach. [1]

    Examples
    --------
    >>> np.exp(log_sums([3.0, 4.0], [[1.0, 2.0]], Decay(2.0)))
    array([4.])
    """
    a, t, _ = _given(attraction, times, decay, 0.0)
    return np.asarray(_sums_of_pulls(a, t, decay.strength, decay.curve))


def _given(
    attraction: npt.ArrayLike, times: npt.ArrayLike, decay: Decay, outside: npt.ArrayLike
) -> tuple[Floats, Floats, Floats]:
    a, t = np.asarray(attraction, np.float64), checked(times, decay.curve)
    if a.ndim != 1 or t.ndim != 2 or t.shape[1] != len(a):
        raise ShapeError(
            "Times are of shape {times} for attractions of shape {found}: give one column of times "
            "for each shop.",
            times=t.shape,
            found=a.shape,
        )
    try:
        u = np.broadcast_to(np.asarray(outside, np.float64), len(t))
    except ValueError:
        raise ShapeError("Give one outside, or one for each origin.") from None
    if not ((a >= 0).all() and np.isfinite(a).all() and (u >= 0).all() and np.isfinite(u).all()):
        raise ShapeError("Attractions and the outside must be known, and not negative.")
    with np.errstate(divide="ignore"):
        return np.log(a), t, np.log(np.ascontiguousarray(u))


@part
def _impeded(times: Floats, curve: float, row: Floats) -> None:
    """Write the impedance of one origin, as `decay.impedance` does."""
    for j in range(row.size):
        if np.isinf(times[j]):
            row[j] = np.inf
        elif curve == 0.0:
            row[j] = np.log(times[j])
        elif curve == 1.0:
            row[j] = times[j] - 1.0
        else:
            row[j] = (times[j] ** curve - 1.0) / curve


@kernel
def _all_shares(
    pulls: Floats, times: Floats, strength: float, curve: float, outside: Floats
) -> Floats:
    shares = np.empty(times.shape)
    for i in range(times.shape[0]):
        _impeded(times[i], curve, shares[i])
        shared(pulls, shares[i], strength, outside[i], shares[i])
    return shares


@kernel
def _sums(  # noqa: PLR0917 - what the sums are made of
    pulls: Floats,
    times: Floats,
    strength: float,
    curve: float,
    outside: Floats,
    spending: Floats,
) -> tuple[Floats, float]:
    row, sums, away = np.empty(pulls.size), np.zeros(pulls.size), 0.0
    for i in range(times.shape[0]):
        _impeded(times[i], curve, row)
        away += spending[i] * shared(pulls, row, strength, outside[i], row)
        for j in range(pulls.size):
            sums[j] += spending[i] * row[j]
    return sums, away


@kernel
def _sums_of_pulls(pulls: Floats, times: Floats, strength: float, curve: float) -> Floats:
    row, sums = np.empty(pulls.size), np.empty(times.shape[0])
    for i in range(times.shape[0]):
        _impeded(times[i], curve, row)
        top, total = -np.inf, 0.0
        for j in range(row.size):
            row[j] = pulls[j] - strength * row[j] if row[j] < np.inf else -np.inf
            top = max(top, row[j])
        for j in range(row.size):
            total += np.exp(row[j] - top) if row[j] > -np.inf else 0.0
        sums[i] = top + np.log(total) if total > 0.0 else -np.inf
    return sums
