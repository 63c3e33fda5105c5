"""How sure a mean search is: other values of what is not observed, and drivers followed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from beffroi.engines.parking.explanation.following import Followed, followed, is_filling
from beffroi.engines.parking.explanation.searching import Ground
from beffroi.foundation.language import Words

Shares = np.ndarray[Any, np.dtype[np.float64]]
STAY = 5_400.0
"""Mean stay of those followed one by one: 90 minutes, the top of what visitors of a centre stay.
Beffroi's judgement; it bears on the ups and downs of the number of vehicles alone. [s]"""


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A mean search by the walk of means, at one value of what is not observed.

    Attributes
    ----------
    name
        What was tried.
    time
        Mean search. [s]
    held, occupancy, patience
        What it was computed on, as for `searching.search`.
    surveyed
        Whether the occupancies are those of a day, seen street by street.
    """

    name: Words
    time: float
    held: Ground
    occupancy: Shares
    patience: float | None = None
    surveyed: bool = True


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a mean search lies.

    Attributes
    ----------
    low
        The least of those tried, as many times as long as drivers followed may search on a day. [s]
    high
        The most of them, as many times as long as drivers followed one by one may search on a day.
        [s]
    followed
        The drivers followed at the usual values; None where a survey found no street nearly full.
    """

    low: float
    high: float
    followed: Followed | None


def bounds(
    usual: Tried, others: Sequence[Tried], destination: tuple[float, float] | None = None, *,
    stay: float = STAY,
) -> Bounds:  # fmt: skip
    """Bound the mean search around a destination.

    Drivers are followed at the usual values, at the value that makes the search the longest, and
    at every other occupancy: from the `begins` of the parameters on if streets were surveyed, and
    always if they were not, since some are then fuller, nobody knows which.

    Parameters
    ----------
    usual
        At the usual values.
    others
        At others.
    destination
        Where drivers want to go; all over the ground if None. [m]
    stay
        Mean stay, > 0. [s]
    """
    alike = [one for one in others if one.occupancy is usual.occupancy]
    longest = max(alike, key=lambda one: one.time, default=usual)
    looked_at = [usual, *((longest,) if longest is not usual else ()),
                 *(one for one in others if one.occupancy is not usual.occupancy)]  # fmt: skip
    ratios = [_followed(one, destination, stay) for one in looked_at]
    times, own = [one.time for one in (usual, *others)], ratios[0]
    highest = [one.time * ratio.high for one, ratio in zip(looked_at, ratios, strict=True) if ratio]
    least = min(times) * (min(max(own.low, 0.0), 1.0) if own else 1.0)
    return Bounds(least, max(times + highest), own)


def _followed(
    one: Tried, destination: tuple[float, float] | None, stay: float
) -> Followed | None:  # fmt: skip
    nobody = not (one.held.spaces * np.nan_to_num(one.occupancy)).any()
    if nobody or (one.surveyed and not is_filling(one.held, one.occupancy, destination)):
        return None
    return followed(one.held, one.occupancy, stay=stay, destination=destination,
                    surveyed=one.surveyed, patience=one.patience)  # fmt: skip
