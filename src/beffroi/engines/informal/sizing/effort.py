"""Effort: how many rides stops, running times and headways ask for."""

import numpy as np
import numpy.typing as npt
from scipy.special import betaln
from scipy.stats import norm

from beffroi.engines.informal.sizing.norms import parameter

Floats = npt.NDArray[np.float64]


def recall(halts: Floats, passes: Floats, rides: Floats) -> Floats:
    r"""Tell which share of the stops of a line so many rides see, those already seen told apart.

    A stop where a vehicle halts with probability `p` is seen by `n` rides with probability
    :math:`1 - (1 - p)^n`; with a beta law of `p` seen through `h` halts in `m` passes,

    .. math:: E[(1 - p)^n] = \frac{B(a + h,\; b + m - h + n)}{B(a + h,\; b + m - h)}

    whose prior `(a, b)` is worth `halt_strength` rides of the mean of all stops. A stop is known of
    because it was seen: each is weighed by one over its chance to have been, so that those that
    were missed count as well (Horvitz and Thompson).

    Parameters
    ----------
    halts, passes : (n_stops,)
        Rides that halted at each stop known and that passed it, 0 < halts <= passes.
    rides : (n_numbers,)
        Numbers of rides, >= 0.

    Returns
    -------
    (n_numbers,)
        Share of the stops, known or not, that so many rides see; NaN where no stop is known.

    References
    ----------
    D. G. Horvitz, D. J. Thompson, "A Generalization of Sampling Without Replacement from a Finite
    Universe", Journal of the American Statistical Association 47 (260), 1952, pp. 663-685,
    doi:10.1080/01621459.1952.10483446.
    """
    if not len(halts):
        return np.full(len(rides), np.nan)
    strength = parameter("halt_strength")
    mean = float(np.clip(halts.sum() / passes.sum(), 0.02, 0.98))
    a, b = strength * mean + halts, strength * (1 - mean) + passes - halts
    missed = _missed(a[:, np.newaxis], b[:, np.newaxis], rides[np.newaxis])
    weight = 1 / np.maximum(1 - _missed(a, b, passes), 1e-6)
    return np.asarray(((1 - missed) * weight[:, np.newaxis]).sum(axis=0) / weight.sum())


def _missed(a: Floats, b: Floats, n: Floats) -> Floats:
    return np.asarray(np.exp(betaln(a, b + n) - betaln(a, b)))


def rides_for_stops(halts: Floats, passes: Floats) -> int:
    """Return how many rides of a variant see the share `recall` of its stops, at most `most_rides`.

    Examples
    --------
    >>> rides_for_stops(np.array([1.0, 2.0]), np.array([4.0, 4.0]))
    10
    """
    numbers = np.arange(1.0, parameter("most_rides") + 1)
    enough = recall(halts, passes, numbers) >= parameter("recall")
    return int(numbers[enough.argmax()] if enough.any() else numbers[-1])


def rides_for_width(half_width: float, rides: int, wanted: float) -> int:
    r"""Return how many rides make an interval as narrow as wanted: its width falls as `1/√n`.

    Parameters
    ----------
    half_width
        Half the width of the interval now, as a share of the figure. [1]
    rides
        Rides it rests on, >= 1.
    wanted
        Half-width wanted, > 0. [1]

    Examples
    --------
    >>> rides_for_width(0.3, 4, 0.15)
    16
    """
    return int(np.ceil(max(rides, 1) * (half_width / wanted) ** 2 - 1e-9))


def departures_for_width(variation: float, wanted: float) -> int:
    r"""Return how many departures tell a headway as narrowly as wanted: :math:`(z c / w)^2`.

    Parameters
    ----------
    variation
        Variation `c` of headways. [1]
    wanted
        Half-width of the interval, as a share of the headway, > 0. [1]

    Examples
    --------
    >>> departures_for_width(1.0, 0.2)
    68
    """
    z = float(norm.ppf((1 + parameter("level")) / 2))
    return int(np.ceil((z * variation / wanted) ** 2))
