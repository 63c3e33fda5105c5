"""Tariffs: what a stay costs by the meter, and the hours of the day in which one pays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import InputError

Floats = npt.NDArray[np.float64]
DAY = 24.0
"""Hours of a day. [h]"""


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a stay costs by its paid hours: straight between the steps, and on beyond the last.

    Attributes
    ----------
    hours
        Paid hours at each step, growing, all above 0. [h]
    euros
        Price of a stay of that many, never falling, >= 0. [€]

    Raises
    ------
    InputError
        If a longer stay costs less, or the steps do not grow.
    """

    hours: tuple[float, ...] = ()
    euros: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a tariff that decreases."""
        steps = (0.0, *self.hours)
        if len(self.hours) != len(self.euros) or any(np.diff(steps) <= 0):
            raise InputError("The steps of a tariff must be stays that grow, with a price each.")
        for before, after in zip(self.euros, self.euros[1:], strict=False):
            if after < before:
                raise InputError(
                    "A tariff decreases: {after:.2f} € after {before:.2f} € for a longer stay. "
                    "Write prices that never fall.", after=after, before=before,
                )  # fmt: skip
        if any(not 0 <= price < np.inf for price in self.euros):
            raise InputError("A price is 0 or more.")

    @property
    def is_free(self) -> bool:
        """Whether nobody ever pays."""
        return not any(self.euros)

    @property
    def rate(self) -> float:
        """Price of one hour more beyond the last step, >= 0. [€/h]."""
        steps, euros = (0.0, *self.hours), (0.0, *self.euros)
        return (euros[-1] - euros[-2]) / (steps[-1] - steps[-2]) if self.hours else 0.0

    def price(self, hours: npt.ArrayLike) -> Floats:
        """Price of stays.

        Parameters
        ----------
        hours
            Paid hours, any shape, >= 0. [h]

        Examples
        --------
        One hour free, then 1.20 € an hour:

        >>> hourly(1.2, free=1.0).price([0.5, 1.0, 2.5])
        array([0. , 0. , 1.8])
        """
        paid = np.asarray(hours, dtype=float)
        if not self.hours:
            return np.zeros_like(paid)
        steps, euros = np.array([0.0, *self.hours]), np.array([0.0, *self.euros])
        beyond = np.maximum(paid - steps[-1], 0.0)
        return np.asarray(np.interp(paid, steps, euros) + self.rate * beyond)


FREE = Tariff()


def hourly(rate: float, *, free: float = 0.0) -> Tariff:
    """Tariff by the hour after a free time.

    Parameters
    ----------
    rate
        Price of an hour, >= 0. [€/h]
    free
        Hours that are free, >= 0. [h]
    """
    if rate <= 0:
        return FREE
    return Tariff((free, free + 1.0), (0.0, rate)) if free > 0 else Tariff((1.0,), (rate,))


def hours_within(windows: Sequence[tuple[float, float]], start: Floats, stay: Floats) -> Floats:
    """Hours of a stay that fall within windows of the day.

    Parameters
    ----------
    windows
        Begin and end of each, between 0 and 24, apart from each other. [h]
    start, stay
        Hour of arrival, >= 0, and length of stay, >= 0: shapes that fit together. [h]

    Examples
    --------
    From 11 to 15, paid from 9 to 12 and from 14 to 18:

    >>> float(hours_within([(9, 12), (14, 18)], np.array(11.0), np.array(4.0)))
    2.0
    """
    return _elapsed(windows, start + stay) - _elapsed(windows, start + 0.0 * stay)


def _elapsed(windows: Sequence[tuple[float, float]], clock: Floats) -> Floats:
    days = np.floor(clock / DAY)
    within = clock - DAY * days
    spent = np.zeros_like(clock)
    for begin, end in windows:
        spent += days * (end - begin) + np.clip(within - begin, 0.0, end - begin)
    return spent
