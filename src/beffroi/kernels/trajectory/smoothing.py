"""Smoothing: the most likely way of a device, given fixes that err."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel
from beffroi.kernels.trajectory.cleaning import check_rides

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def smoothed(
    indptr: Ints,
    time: Floats,
    x: Floats,
    y: Floats,
    sigma: Floats,
    *,
    jolt: float,
) -> tuple[Floats, Floats]:
    r"""Smooth the fixes of some rides: a Kalman filter forwards, Rauch's smoother backwards.

    On each axis a device keeps its speed but for a white noise of acceleration,

    .. math::

        \begin{pmatrix} p \\ v \end{pmatrix}_{k+1} =
        \begin{pmatrix} 1 & \tau \\ 0 & 1 \end{pmatrix}
        \begin{pmatrix} p \\ v \end{pmatrix}_k + w, \quad
        \operatorname{cov} w = q^2
        \begin{pmatrix} \tau^3/3 & \tau^2/2 \\ \tau^2/2 & \tau \end{pmatrix}

    and each fix tells :math:`p` with the error `sigma`. Without two fixes a ride stays as it is.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the fixes of each ride (or part of one) begin.
    time : (n,)
        Rising within each ride. [s]
    x, y : (n,)
        Where the fixes are. [m]
    sigma : (n,)
        Standard error of each fix on an axis, > 0. [m]
    jolt
        :math:`q`, how roughly it is driven, > 0. [m/s^1.5]

    Returns
    -------
    x, y : (n,)
        Where the device most likely was. [m]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, times do not rise, or an error is not above 0.

    References
    ----------
    H. E. Rauch, F. Tung, C. T. Striebel, "Maximum likelihood estimates of linear dynamic systems",
    AIAA Journal 3 (8), 1965, pp. 1445-1450, doi:10.2514/3.3166.

    Examples
    --------
    A fix beside a straight way is drawn back to it:

    >>> t = np.arange(5.0)
    >>> x, y = smoothed(np.array([0, 5]), t, 10 * t, np.array([0, 0, 4.0, 0, 0]), t + 5, jolt=0.1)
    >>> bool(abs(y[2]) < 1.5), bool(np.allclose(x, 10 * t))
    (True, True)
    """
    arrays = [np.ascontiguousarray(values, np.float64) for values in (time, x, y, sigma)]
    ends = np.ascontiguousarray(indptr, np.int64)
    check_rides(ends, len(arrays[0]))
    if any(len(values) != len(arrays[0]) for values in arrays):
        raise ShapeError(
            "Fixes have {sizes} times, x, y and errors: give as many of each.",
            sizes=[len(values) for values in arrays],
        )
    if not (jolt > 0 and (arrays[3] > 0).all()):
        raise ShapeError("Errors and roughness must be above 0.")
    rises = np.diff(arrays[0]) > 0
    rises[ends[(ends > 0) & (ends < len(arrays[0]))] - 1] = True
    if not rises.all():
        raise ShapeError("Times must rise within each ride: judge the fixes first.")
    made = np.empty((2, len(arrays[0])))
    for axis in (0, 1):
        _smooth(ends, arrays[0], arrays[1 + axis], arrays[3], float(jolt) ** 2, made[axis])
    return made[0], made[1]


@kernel
def _smooth(indptr, time, place, sigma, noise, made):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    longest = 0
    for ride in range(len(indptr) - 1):
        longest = max(longest, indptr[ride + 1] - indptr[ride])
    # Of each fix: place and speed after it, their covariance (pp, pv, vv), and the same before it.
    after, before = np.empty((longest, 5)), np.empty((longest, 5))
    for ride in range(len(indptr) - 1):
        begin, n = indptr[ride], indptr[ride + 1] - indptr[ride]
        if n < 2:
            for k in range(n):
                made[begin + k] = place[begin + k]
            continue
        after[0, 0] = place[begin]
        lapse = time[begin + 1] - time[begin]
        after[0, 1] = (place[begin + 1] - place[begin]) / lapse
        wide = sigma[begin] ** 2
        after[0, 2], after[0, 3] = wide, 0.0
        after[0, 4] = (wide + sigma[begin + 1] ** 2) / lapse**2 + noise * lapse
        for k in range(1, n):
            tau = time[begin + k] - time[begin + k - 1]
            p, v, pp, pv, vv = after[k - 1]
            before[k, 0], before[k, 1] = p + tau * v, v
            before[k, 2] = pp + 2 * tau * pv + tau**2 * vv + noise * tau**3 / 3
            before[k, 3] = pv + tau * vv + noise * tau**2 / 2
            before[k, 4] = vv + noise * tau
            spread = before[k, 2] + sigma[begin + k] ** 2
            gain_p, gain_v = before[k, 2] / spread, before[k, 3] / spread
            miss = place[begin + k] - before[k, 0]
            after[k, 0] = before[k, 0] + gain_p * miss
            after[k, 1] = before[k, 1] + gain_v * miss
            after[k, 2] = (1 - gain_p) * before[k, 2]
            after[k, 3] = (1 - gain_p) * before[k, 3]
            after[k, 4] = before[k, 4] - gain_v * before[k, 3]
        p, v = after[n - 1, 0], after[n - 1, 1]
        made[begin + n - 1] = p
        for k in range(n - 2, -1, -1):
            tau = time[begin + k + 1] - time[begin + k]
            _, _, pp, pv, vv = after[k]
            # Gain = covariance after k, moved on, times the inverse of the covariance before k+1.
            a, b = pp + tau * pv, pv
            c, d = pv + tau * vv, vv
            e, f, g = before[k + 1, 2], before[k + 1, 3], before[k + 1, 4]
            root = e * g - f * f
            miss_p, miss_v = p - before[k + 1, 0], v - before[k + 1, 1]
            p = after[k, 0] + ((a * g - b * f) * miss_p + (b * e - a * f) * miss_v) / root
            v = after[k, 1] + ((c * g - d * f) * miss_p + (d * e - c * f) * miss_v) / root
            made[begin + k] = p
