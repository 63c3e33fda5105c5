"""Frequency: how often vehicles leave in each part of a day, and how sure that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from beffroi.engines.informal.regulation.draws import Dice, Floats

DAYS = ("weekday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Departures of one direction in a part of a kind of day.

    Attributes
    ----------
    days
        Kind of day.
    begins, ends
        Since midnight. [s]
    rate : (n_draws,)
        Departures; NaN where unknown. [1/s]
    wait : (n_draws,)
        Expected wait over headway; NaN where unknown. [1]
    is_partial
        Whether some of the variants that run then have no known headway: there are more.
    """

    days: str
    begins: float
    ends: float
    rate: Floats
    wait: Floats
    is_partial: bool = False

    @property
    def is_known(self) -> bool:
        """Say whether a headway is known."""
        return bool(np.isfinite(self.rate[0]))

    @property
    def seconds(self) -> float:
        """Return how long it lasts. [s]."""
        return self.ends - self.begins


def observed(headways: pd.DataFrame, dice: Dice) -> dict[str, tuple[Band, ...]]:
    """Read the bands of each variant, each headway drawn within its interval.

    Parameters
    ----------
    headways
        Table of headways.
    dice
        Where the draws come from.
    """
    made: dict[str, list[Band]] = {}
    for row in headways.itertuples():
        made.setdefault(str(row.variant_id), []).append(_band(row, dice))
    return {variant: tuple(bands) for variant, bands in made.items()}


def _band(row: Any, dice: Dice) -> Band:
    if pd.isna(row.headway_s) or not row.headway_s > 0:
        unknown = dice.certain(np.nan)
        return Band(row.days, float(row.begins_s), float(row.ends_s), unknown, unknown)
    value = float(row.headway_s)
    low, high = (value if pd.isna(x) else float(x) for x in (row.low_s, row.high_s))
    wait = np.nan if pd.isna(row.wait_s) else float(row.wait_s) / value
    return Band(
        row.days, float(row.begins_s), float(row.ends_s), 1 / dice.around(value, low, high),
        dice.certain(wait),
    )  # fmt: skip


def with_target(
    bands: Mapping[str, Sequence[Band]], headway: float, dice: Dice
) -> dict[str, tuple[Band, ...]]:
    """Give every band one headway, certain; the wait is half of it.

    Parameters
    ----------
    headway
        Of every line and band. [s]
    """
    rate, half = dice.certain(1 / headway), dice.certain(0.5)
    return {
        variant: tuple(Band(one.days, one.begins, one.ends, rate, half) for one in own)
        for variant, own in bands.items()
    }


def together(members: Sequence[Sequence[Band]]) -> tuple[Band, ...]:
    """Add the departures of several variants up; bands are cut where any of them begins or ends.

    Variants whose headway is unknown while others run leave the sum partial. The wait over the
    headway is the mean of the members', weighted by their departures.

    Examples
    --------
    >>> one = Band("weekday", 0.0, 7200.0, np.array([1 / 600]), np.array([0.5]))
    >>> [float(band.rate[0] * 600) for band in together([[one], [one]])]
    [2.0]
    """
    if len(members) == 1:
        return tuple(members[0])
    made = []
    for days in DAYS:
        own = [[band for band in bands if band.days == days] for bands in members]
        for begins, ends in pairwise(_edges(own)):
            inside = [b for bands in own for b in bands if b.begins <= begins and b.ends >= ends]
            if inside:
                made.append(_sum(days, begins, ends, inside))
    return tuple(made)


def _edges(own: Iterable[Iterable[Band]]) -> list[float]:
    return sorted({edge for bands in own for band in bands for edge in (band.begins, band.ends)})


def _sum(days: str, begins: float, ends: float, inside: Sequence[Band]) -> Band:
    known = [band for band in inside if band.is_known]
    if not known:
        return Band(days, begins, ends, inside[0].rate, inside[0].wait)
    rate = np.sum([band.rate for band in known], axis=0)
    wait = np.sum([band.rate * band.wait for band in known], axis=0) / rate
    partial = len(known) < len(inside) or any(band.is_partial for band in known)
    return Band(days, begins, ends, rate, wait, partial)


def departures(bands: Iterable[Band], days: str = "weekday") -> float:
    """Sum the departures of a kind of day, best estimate; NaN where none is known."""
    counts = [float(b.rate[0]) * b.seconds for b in bands if b.days == days and b.is_known]
    return float(np.sum(counts)) if counts else float("nan")


def is_run(bands: Iterable[Band], days: str) -> bool:
    """Say whether a band of a kind of day has a known headway."""
    return any(band.days == days and band.is_known for band in bands)


def most_alike(out: Sequence[Band], back: Sequence[Band]) -> tuple[Band, ...]:
    """Pair two directions: vehicles that go must come back, so the more frequent one decides."""
    if not back:
        return tuple(out)
    made = []
    for days in DAYS:
        own = [[band for band in bands if band.days == days] for bands in (out, back)]
        for begins, ends in pairwise(_edges(own)):
            inside = [b for bands in own for b in bands if b.begins <= begins and b.ends >= ends]
            if inside:
                made.append(_more_frequent(days, begins, ends, inside))
    return tuple(made)


def _more_frequent(days: str, begins: float, ends: float, inside: Sequence[Band]) -> Band:
    known = [band for band in inside if band.is_known]
    if not known:
        return Band(days, begins, ends, inside[0].rate, inside[0].wait)
    best = max(known, key=lambda band: float(band.rate[0]))
    partial = any(band.is_partial for band in inside)
    return Band(days, begins, ends, best.rate, best.wait, partial)
