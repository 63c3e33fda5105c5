"""Decay: how the pull of a shop fades with the time that it takes to go there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
POWER, EXPONENTIAL = 0.0, 1.0
"""Curves: a power of time, an exponential of time; others lie between or beyond."""


@dataclass(frozen=True, slots=True)
class Decay:
    r"""A law of fading, :math:`\log f(t) = -\lambda\,(t^c - 1) / c`, :math:`-\lambda\log t` at c=0.

    Attributes
    ----------
    strength
        :math:`\lambda`; positive where distance puts off. [1/unit of time^c]
    curve
        :math:`c` of Box and Cox: 0 a power of time, 1 an exponential. [1]

    References
    ----------
    G. E. P. Box, D. R. Cox, "An Analysis of Transformations", Journal of the Royal Statistical
    Society B 26 (2), 1964, pp. 211-252, doi:10.1111/j.2517-6161.1964.tb00553.x.

    Examples
    --------
    >>> np.exp(-2.0 * impedance([1.0, 2.0], POWER))
    array([1.  , 0.25])
    """

    strength: float
    curve: float = POWER

    def __post_init__(self) -> None:
        """Refuse what is no number."""
        if not (np.isfinite(self.strength) and np.isfinite(self.curve)):
            raise ShapeError("The strength and the curve of a decay must be numbers.")


def impedance(times: npt.ArrayLike, curve: float = POWER) -> Floats:
    """Turn times into what a decay multiplies by its strength.

    Parameters
    ----------
    times : any shape
        Times or distances, > 0 (>= 0 for curves above 0), infinite out of reach. [any]
    curve
        As in `Decay`.

    Returns
    -------
    As `times`
        Infinite out of reach. [1]

    Raises
    ------
    ShapeError
        If a time is unknown, or too small for the curve.

    Examples
    --------
    >>> impedance([1.0, np.e, np.inf]).tolist(), impedance([0.0, 5.0], EXPONENTIAL).tolist()
    ([0.0, 1.0, inf], [-1.0, 4.0])
    """
    t = checked(times, curve)
    with np.errstate(divide="ignore"):
        if curve == POWER:
            return np.log(t)
        return np.where(np.isinf(t), np.inf, (t**curve - 1) / curve)


def checked(times: npt.ArrayLike, curve: float) -> Floats:
    """Return times as doubles, or refuse those that a curve cannot take."""
    t = np.ascontiguousarray(times, dtype=np.float64)
    fits = (t > 0) if curve <= 0 else (t >= 0)
    if not fits.all():
        raise ShapeError(
            "{n} times are unknown or not above zero: give the shortest that makes sense, and "
            "infinity where a shop is out of reach.",
            n=int((~fits).sum()),
        )
    return t
