"""Ranges: numbers that are known, or that lie between two bounds."""

from dataclasses import dataclass
from typing import Literal

At = Literal["middle", "best", "worst"]
"""How assumptions given as intervals are taken: in their middle, or all at one end."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number that is known, or lies between two bounds.

    Examples
    --------
    >>> Between(5.0, 15.0).middle
    10.0
    """

    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Say whether it is one value."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """Return the middle of both bounds."""
        return (self.low + self.high) / 2

    def at(self, at: At, *, less_is_better: bool = True) -> float:
        """Return the value taken: the middle, or the bound that is best or worst for travellers.

        Examples
        --------
        >>> Between(5.0, 15.0).at("best"), Between(5.0, 15.0).at("best", less_is_better=False)
        (5.0, 15.0)
        """
        if at == "middle":
            return self.middle
        return self.low if (at == "best") == less_is_better else self.high

    def times(self, factor: float) -> "Between":
        """Multiply by a number, which may be negative.

        Examples
        --------
        >>> Between(1.0, 2.0).times(-3)
        Between(low=-6.0, high=-3.0)
        """
        low, high = sorted((self.low * factor, self.high * factor))
        return Between(low, high)

    def plus(self, other: "Between") -> "Between":
        """Add another number."""
        return Between(self.low + other.low, self.high + other.high)
