"""The hours of the day: vehicles parked at each moment, by arrivals and lengths of stay."""

import numpy as np
import numpy.typing as npt
from scipy.signal import fftconvolve

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]


def load_by_hour(
    arrivals: Floats, survival: Floats, *, step: float, parked: Floats | float = 0.0
) -> Floats:
    r"""Vehicles that would be parked at each moment if there were always room.

    .. math:: m(t) = n_0 R(t) + \int_0^t \lambda(t - u) S(u) du

    which is exact for Poisson arrivals and stays of any law (M(t)/G/∞), computed in
    O(n log n). Those already there, :math:`n_0`, leave as in a long run,
    :math:`R(t) = 1 - \int_0^t S / \int_0^\infty S`. Put into Erlang's formula, the load gives how
    often a group of spaces is full at each hour (modified offered load).

    Parameters
    ----------
    arrivals : (..., n_steps)
        Arrivals per unit of time, steady within each step, >= 0. [vehicle per unit of time]
    survival : (m,)
        Share of the stays longer than 0, `step`, 2 `step`…, falling from 1, held as nothing beyond
        the last one. [1]
    step
        Length of a step, > 0. [unit of time]
    parked : (...,) or one number
        Vehicles parked at the start, >= 0. [vehicle]

    Returns
    -------
    (..., n_steps)
        Load at the end of each step; NaN from the first unknown arrivals on. [vehicle]

    Raises
    ------
    ShapeError
        If a number is out of its range, or the survival rises or does not begin at 1.

    References
    ----------
    S. G. Eick, W. A. Massey, W. Whitt, "The Physics of the Mt/G/∞ Queue", Operations Research
    41 (4), 1993, pp. 731-742, doi:10.1287/opre.41.4.731.
    D. L. Jagerman, "Nonstationary Blocking in Telephone Traffic", Bell System Technical Journal
    54 (3), 1975, pp. 625-661, doi:10.1002/j.1538-7305.1975.tb02858.x.

    Examples
    --------
    Ten vehicles an hour that all stay two hours: twenty are parked from the second hour on.

    >>> load_by_hour(np.full(4, 10.0), np.array([1.0, 1.0, 1.0]), step=1.0).round(6)
    array([10., 20., 20., 20.])
    """
    _check(arrivals, survival, step)
    n = arrivals.shape[-1]
    spent = 0.5 * step * (survival[:-1] + survival[1:])
    unknown = np.cumsum(np.isnan(arrivals), axis=-1) > 0
    known = np.where(unknown, 0.0, arrivals)
    kept = spent.reshape((1,) * (arrivals.ndim - 1) + (-1,))
    loads = fftconvolve(known, kept, axes=-1)[..., :n]
    leaving = np.ones(n)
    whole = spent.sum()
    gone = np.cumsum(spent)[:n] / whole if whole > 0 else np.ones(min(n, len(spent)))
    leaving[: len(gone)] = 1.0 - gone
    leaving[len(gone) :] = 0.0
    loads = np.maximum(loads, 0.0) + np.asarray(parked)[..., np.newaxis] * leaving
    return np.where(unknown, np.nan, loads)


def _check(arrivals: Floats, survival: Floats, step: float) -> None:
    if step <= 0 or (arrivals < 0).any() or np.isinf(arrivals).any():
        raise ShapeError("Give arrivals of 0 or more, and a step above 0.")
    if len(survival) < 2 or survival[0] != 1 or (np.diff(survival) > 0).any() or survival[-1] < 0:
        raise ShapeError("The share of stays that last must fall from 1, and not under 0.")
