"""An hour ahead: today's occupancy, moved as it moved at that hour of days alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.forecast.series import A_DAY, Site
from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
DAYS_ALIKE = 4
"""Days of the same kind before today that are looked at."""
ROUNDS, LEAST_ERROR = 30, 0.003
"""Rounds of the fit by absolute errors, and the error under which all count alike. [1]"""
LEVEL = 0.9
"""Chance that the interval holds the value. [1]"""
PRIOR = 24.0
"""Values that the usual error of other car parks is worth beside a car park's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What one knows at each step, and what came.

    Attributes
    ----------
    told : (n, 4)
        Mean change over the same hours of days alike, change of the day before, how far the level
        of days alike lies above today's, how much quicker today moves than they did; NaN where the
        past does not hold them. [1]
    now, then, yesterday : (n,)
        Occupancy now, after the time ahead, and a day before that; NaN where unknown. [1]
    alike : (n,)
        Whether a day of the same kind stands behind what is told; else only the day before does.
    least
        Smallest error that rounding leaves: half a space. [1]
    ahead
        Steps ahead.
    """

    told: Floats
    now: Floats
    then: Floats
    yesterday: Floats
    alike: npt.NDArray[np.bool_]
    least: float
    ahead: int


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """What other car parks teach.

    Attributes
    ----------
    weights : (4,)
        Weight of each of `Past.told` in the change to come. [1]
    error : (2,)
        Usual absolute error, where no day alike is known and where one is. [1]
    reach : (2,)
        Multiple of a car park's usual error that the interval spans on each side, likewise. [1]
    """

    weights: Floats
    error: Floats
    reach: Floats


def past(site: Site, kinds: Ints, *, ahead: int) -> Past:
    """Gather what is known of a car park at each step, without looking ahead.

    Parameters
    ----------
    site
        Its series.
    kinds : (n_days,)
        Kind of each day.
    ahead
        Steps ahead, from 1 to a day.

    Raises
    ------
    ShapeError
        If there is not one kind for each day, or the time ahead is out of its range.
    """
    y, n = site.occupancy, len(site.occupancy)
    if len(kinds) * A_DAY != n or not 1 <= ahead <= A_DAY:
        raise ShapeError("Give a kind for each day, and up to a day ahead.")
    kind = np.repeat(kinds, A_DAY)
    moves, levels, trends = (np.full((n, DAYS_ALIKE), np.nan) for _ in range(3))
    found = np.zeros(n, dtype=np.int64)
    for back in range(A_DAY, n, A_DAY):
        here = np.flatnonzero((kind[back:] == kind[:-back]) & (found[back:] < DAYS_ALIKE)) + back
        moves[here, found[here]] = _shifted(y, here - back + ahead) - y[here - back]
        levels[here, found[here]] = y[here - back]
        trends[here, found[here]] = y[here - back] - _shifted(y, here - back - ahead)
        found[here] += 1
    steps = np.arange(n)
    move, level, trend = (_mean(rows) for rows in (moves, levels, trends))
    day_before = _shifted(y, steps - A_DAY)
    change = _shifted(y, steps - A_DAY + ahead) - day_before
    alike = ~np.isnan(move)
    move = np.where(np.isnan(move), change, move)
    level = np.where(np.isnan(level), day_before, level)
    quicker = y - _shifted(y, steps - ahead) - trend
    told = np.column_stack([move, np.where(np.isnan(change), move, change), level - y,
                            np.nan_to_num(quicker)])  # fmt: skip
    return Past(told, y, _shifted(y, steps + ahead), _shifted(y, steps - A_DAY + ahead),
                alike, 0.5 / site.capacity, ahead)  # fmt: skip


def _shifted(y: Floats, at: Ints) -> Floats:
    inside = (at >= 0) & (at < len(y))
    return np.where(inside, y[np.clip(at, 0, len(y) - 1)], np.nan)


def _mean(rows: Floats) -> Floats:
    known = ~np.isnan(rows)
    count = known.sum(axis=1)
    summed = np.where(known, rows, 0.0).sum(axis=1)
    return np.asarray(np.divide(summed, count, out=np.full(len(rows), np.nan), where=count > 0))


def learnt(pasts: Sequence[Past]) -> Law:
    """Learn how car parks move from those whose past is known.

    The weights make the sum of absolute errors least (re-weighted least squares); the reach of the
    interval is the quantile of errors over the usual error of each car park until then, which is
    how the interval of a car park never seen is sized (split conformal prediction).

    Parameters
    ----------
    pasts
        Of one car park or more.

    Raises
    ------
    ShapeError
        If none holds a step at which what is told and what came are known.

    References
    ----------
    V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning in a Random World", Springer, 2005.
    """
    told = np.concatenate([p.told for p in pasts] or [np.zeros((0, 4))])
    moved = np.concatenate([p.then - p.now for p in pasts] or [np.zeros(0)])
    usable = ~np.isnan(told).any(axis=1) & ~np.isnan(moved)
    if not usable.any():
        raise ShapeError("No car park has a past to learn from.")
    x, y = told[usable], moved[usable]
    weights = np.array([1.0, 0.0, 0.0, 0.0])
    for _ in range(ROUNDS):
        heavy = x / np.maximum(np.abs(y - x @ weights), LEAST_ERROR)[:, np.newaxis]
        weights = np.linalg.solve(heavy.T @ x + 1e-9 * np.eye(4), heavy.T @ y)
    alike = np.concatenate([p.alike for p in pasts])[usable]
    miss = np.abs(y - x @ weights)
    error = np.array([_mean_of(miss[alike == known], miss) for known in (False, True)])
    law = Law(weights, error, np.ones(2))
    ratios, known = (np.concatenate(parts) for parts in zip(
        *((_ratios(p, law), p.alike) for p in pasts), strict=True))  # fmt: skip
    sound = ~np.isnan(ratios)
    classes = [ratios[sound & (known == which)] for which in (False, True)]
    reach = np.array([np.quantile(c if len(c) else ratios[sound], LEVEL) for c in classes])
    return Law(weights, error, reach)


def _mean_of(values: Floats, others: Floats) -> float:
    return float(values.mean() if len(values) else others.mean())


def _ratios(seen: Past, law: Law) -> Floats:
    miss = np.abs(seen.then - _middle(seen, law))
    return np.asarray(miss / usual_error(seen, law))


def _middle(seen: Past, law: Law) -> Floats:
    return np.asarray(np.clip(seen.now + seen.told @ law.weights, 0.0, 1.0))


def usual_error(seen: Past, law: Law) -> Floats:
    """Usual error of a car park at each step: its own until then, and that of others.

    Parameters
    ----------
    seen
        Its past.
    law
        What others teach.

    Returns
    -------
    (n,)
        > 0. [1]
    """
    miss = np.abs(seen.then - _middle(seen, law))
    # An error is known only once what was forecast has come.
    by_then = np.arange(len(miss)) - seen.ahead
    usual = np.empty(len(miss))
    for which, error in enumerate(law.error):
        here = seen.alike == bool(which)
        known = here & ~np.isnan(miss)
        own = _before(np.cumsum(np.where(known, miss, 0.0)), by_then)
        count = _before(np.cumsum(known).astype(float), by_then)
        usual[here] = ((own + PRIOR * error) / (count + PRIOR))[here]
    return np.maximum(usual, seen.least)


def _before(running: Floats, at: Ints) -> Floats:
    return np.where(at >= 0, running[np.maximum(at, 0)], 0.0)


def forecast(seen: Past, law: Law) -> tuple[Floats, Floats, Floats]:
    """Forecast each step of a car park from what was known then.

    Parameters
    ----------
    seen
        Its past.
    law
        What others teach.

    Returns
    -------
    (n,), (n,), (n,)
        Occupancy and the bounds that hold it nine times in ten, in [0, 1]; NaN where the past
        tells nothing. [1]
    """
    middle = _middle(seen, law)
    reach = law.reach[seen.alike.astype(int)] * usual_error(seen, law)
    return middle, np.clip(middle - reach, 0.0, 1.0), np.clip(middle + reach, 0.0, 1.0)
