"""Sensors judged before they are believed: those stuck, drifting or aberrant are set aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from scipy.stats import kendalltau

from beffroi.engines.parking.surveys.norms import norm
from beffroi.foundation.language import Words, both
from beffroi.territory.parking_surveys import SensorDays

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
DAY, HOUR, HOURS = 86_400.0, 3_600.0, 24
SLOW = 0.05
"""Quantile of the paces of others that stands for that of a sensor that never changes."""
STUCK, DRIFTING, RESTLESS, GARBLED = "stuck", "drifting", "restless", "garbled"
REASONS: Mapping[str, Words] = MappingProxyType({
    STUCK: both("stuck: nothing new for longer than chance allows"),
    DRIFTING: both("drifting: its occupancy moves away from that of the others"),
    RESTLESS: both("aberrant: it changes more often than vehicles could"),
    GARBLED: both("aberrant: too many of its states are none"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aside:
    """Days of a sensor that are set aside, and why."""

    sensor: str
    reason: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Sensors that were judged.

    Attributes
    ----------
    kept : (n_sensors, n_days)
        Days that are believed.
    known : (n_sensors, n_days)
        Days on which the sensor was there.
    aside
        Days that are not believed, the first and the last of each run since 1970. [day]
    """

    kept: Flags
    known: Flags
    aside: tuple[Aside, ...]


def judged(days: SensorDays) -> Judged:
    """Judge the days of sensors.

    A sensor is stuck while it says nothing new for so long that what the others do on those days,
    at its own pace (or, if it never changes, that of the slowest ones), leaves no chance of it;
    garbled or restless when its states are none or change too often; drifting when what sets its
    daily occupancy apart from the median of the others has a trend (Kendall's test) of the size
    that `norms.toml` says.

    References
    ----------
    M. G. Kendall, "A New Measure of Rank Correlation", Biometrika 30 (1-2), 1938, pp. 81-93,
    doi:10.1093/biomet/30.1-2.81.
    """
    known = _known(days)
    kept, aside = known.copy(), list[Aside]()
    events = days.events.sum(axis=1)
    garbled = days.bad.sum(axis=1) > norm("bad_states") * np.maximum(events, 1)
    n_known = np.maximum(known.sum(axis=1), 1)
    restless = days.changes.sum(axis=1) / n_known > norm("most_changes")
    for flags, reason in ((garbled, GARBLED), (restless & ~garbled, RESTLESS)):
        for k in np.flatnonzero(flags).tolist():
            aside.append(_whole(days, known, k, reason))
            kept[k] = False
    for k, start, stop in _stuck(days, kept):
        aside.append(Aside(days.sensors[k], STUCK, days.first + start, days.first + stop - 1))
        kept[k, start:stop] = False
    for k in _drifting(days, kept):
        aside.append(_whole(days, known, k, DRIFTING))
        kept[k] = False
    return Judged(kept, known, tuple(aside))


def _known(days: SensorDays) -> Flags:
    """Say on which days each sensor was there all day."""
    day = days.first + np.arange(days.events.shape[1])
    last = days.end // DAY
    begun = day[np.newaxis] * DAY >= days.start[:, np.newaxis]
    return np.asarray(begun & (day < last)[np.newaxis])


def _whole(days: SensorDays, known: Flags, k: int, reason: str) -> Aside:
    there = np.flatnonzero(known[k])
    first, last = (int(there[0]), int(there[-1])) if len(there) else (0, 0)
    return Aside(days.sensors[k], reason, days.first + first, days.first + last)


def _stuck(days: SensorDays, kept: Flags) -> Iterator[tuple[int, int, int]]:
    """Find the silences during which others, at the pace of the sensor, would have changed."""
    changes = np.where(kept, days.changes, 0)
    usual = np.zeros(kept.shape[1])
    there = kept.any(axis=0)
    usual[there] = np.nanmedian(np.where(kept, days.changes, np.nan)[:, there], axis=0)
    awake = kept & (changes > 0)
    expected = (awake * usual).sum(axis=1)
    ratio = np.full(len(kept), np.nan)
    np.divide(changes.sum(axis=1), expected, out=ratio, where=expected > 0)
    if np.isnan(ratio).all():
        return
    pace = np.where(np.isnan(ratio), np.nanquantile(ratio, SLOW), np.minimum(ratio, 1.0))
    most = -np.log(norm("stuck_chance"))
    for k in np.flatnonzero(kept.any(axis=1)):
        for start, stop in _runs(kept[k] & (changes[k] == 0)):
            if pace[k] * usual[start:stop].sum() >= most:
                yield int(k), start, stop


def _runs(flags: Flags) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _drifting(days: SensorDays, kept: Flags) -> Iterator[int]:
    share = np.where(kept, days.taken.sum(axis=2, dtype=np.float64) / DAY, np.nan)
    n_others = kept.sum(axis=0)
    usual = np.full(share.shape[1], np.nan)
    usual[n_others > 1] = np.nanmedian(share[:, n_others > 1], axis=0)
    apart = share - usual
    for k in range(len(share)):
        at = np.flatnonzero(np.isfinite(apart[k]))
        if len(at) < norm("drift_days"):
            continue
        slope = float(np.polyfit(at, apart[k, at], 1)[0])
        if abs(slope) * (at[-1] - at[0]) < norm("drift"):
            continue
        if kendalltau(at, apart[k, at]).pvalue < norm("drift_chance"):
            yield k


def by_hour(days: SensorDays, found: Judged) -> tuple[Floats, Floats, Floats]:
    """Work out the occupancy of the spaces believed, hour by hour of the day.

    Parameters
    ----------
    days
        What sensors said.
    found
        Which days are believed.

    Returns
    -------
    (24,), (24,), (24,)
        Mean share of the spaces that are taken, and the shares that one day in forty is under or
        over; NaN where no day is believed. [1]
    """
    n = found.kept.sum(axis=0)
    taken = (days.taken * found.kept[:, :, np.newaxis]).sum(axis=0, dtype=np.float64) / HOUR
    if not (n > 0).any():
        none = np.full(HOURS, np.nan)
        return none, none, none
    shares = taken[n > 0] / n[n > 0, np.newaxis]
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    return taken.sum(axis=0) / n.sum(), low, high
