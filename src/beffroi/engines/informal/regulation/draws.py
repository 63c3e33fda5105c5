"""Draws: quantities carried with their doubt, the best estimate first, random draws after it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.regulation.norms import parameter

Floats = npt.NDArray[np.float64]
NORMAL_90 = 1.6448536269514722
"""Half-width of the interval at 90 % of a normal law. [standard deviation]"""


@dataclass(frozen=True, slots=True, eq=False)
class Dice:
    """A source of draws; the first entry of all that it gives is the best estimate.

    Attributes
    ----------
    rng
        Where the draws come from.
    n
        Draws after the best estimate.
    """

    rng: np.random.Generator
    n: int

    def certain(self, value: float) -> Floats:
        """Repeat a value, NaN for one that is unknown."""
        return np.full(self.n + 1, value)

    def between(self, value: float, low: float, high: float) -> Floats:
        """Draw from the triangle from `low` to `high` whose peak is `value`.

        Examples
        --------
        >>> made = Dice(np.random.default_rng(0), 99).between(2.0, 1.0, 4.0)
        >>> float(made[0]), bool((made >= 1).all() and (made <= 4).all())
        (2.0, True)
        """
        if not low < high:
            return self.certain(value)
        drawn = self.rng.triangular(low, min(max(value, low), high), high, self.n)
        return np.concatenate([[value], drawn])

    def around(self, value: float, low: float, high: float) -> Floats:
        """Draw positive values of which nine in ten lie from `low` to `high`, half below `value`.

        The law is log-normal on each side of `value`, each with its own spread. Bounds that are
        unknown or not around the value leave it as it is.
        """
        if not (0 < low <= value <= high):
            return self.certain(value)
        z = self.rng.standard_normal(self.n)
        below, above = np.log(value / low) / NORMAL_90, np.log(high / value) / NORMAL_90
        return np.concatenate([[value], value * np.exp(z * np.where(z < 0, below, above))])

    def factor(self, deviation: float) -> Floats:
        """Draw factors of mean 1 and of a standard deviation, from a gamma law."""
        if not deviation > 0:
            return self.certain(1.0)
        shape = deviation**-2
        return np.concatenate([[1.0], self.rng.gamma(shape, 1 / shape, self.n)])


@dataclass(frozen=True, slots=True)
class Told:
    """A quantity as it may be said.

    Attributes
    ----------
    value
        None where unknown.
    low, high
        Bounds at 90 %, around the value; None where unknown or certain.
    minimum
        Whether the true value can only be larger: parts of it are unknown.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    minimum: bool = False


def told(drawn: Floats, *, minimum: bool = False) -> Told:
    """Say draws by their best estimate and their interval.

    Examples
    --------
    >>> told(np.array([np.nan, 1.0])).value is None
    True
    >>> told(np.array([2.0, 2.0])).low is None
    True
    """
    value = float(drawn[0])
    if not np.isfinite(value):
        return Told(None)
    tail = (1 - parameter("level")) / 2
    known = drawn[np.isfinite(drawn)]
    low, high = (float(bound) for bound in np.quantile(known[1:], [tail, 1 - tail]))
    low, high = min(low, value), max(high, value)
    if low == high:
        return Told(value, minimum=minimum)
    return Told(value, low, high, minimum=minimum)
