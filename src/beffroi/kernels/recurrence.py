"""Days on which something comes back: rules of calendars worked out on all days of a span at once.

A rule that no day can keep costs as much as any other, which is why days are sifted, not sought.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
MONDAY_1970 = 3
"""Weekday of 1 January 1970, Monday 0."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of recurrence, as RFC 5545 names its parts.

    Attributes
    ----------
    frequency, interval
        Every so many days, weeks, months or years.
    count, until
        Number of days in all; last day, from 1970-01-01. Both may be missing.
    months, month_days, year_days
        1 to 12; 1 to 31 or -1 to -31 from the end; 1 to 366 or -1 to -366.
    weekdays
        (n, weekday), Monday 0; n is 0 for every one, else the nth of the month or of the year,
        from its end where negative.
    positions
        Which of the days of each period are kept, from the end where negative.
    week_start
        First day of the week, Monday 0.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: int | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def recurring_days(rule: Rule, start: int, last: int) -> Days:
    """List the days of a rule, from its start on.

    Parameters
    ----------
    rule
        What comes back.
    start, last
        First day of the rule, and the last that is wanted, from 1970-01-01. [day]

    Returns
    -------
    (n,)
        Days, in order; the start is among them only if it keeps the rule.

    References
    ----------
    B. Desruisseaux (ed.), RFC 5545, Internet Calendaring and Scheduling Core Object Specification,
    2009, section 3.3.10.

    Examples
    --------
    The last Saturday of each month, from 1 January 2026 (day 20454):

    >>> rule = Rule("MONTHLY", weekdays=((-1, 5),))
    >>> recurring_days(rule, 20454, 20454 + 60).astype("datetime64[D]").astype(str).tolist()
    ['2026-01-31', '2026-02-28']
    """
    end = last if rule.until is None else min(last, rule.until)
    if end < start or rule.interval < 1:
        return np.zeros(0, dtype=np.int64)
    days = _whole_periods(start, end)
    period = _periods(rule, days)
    kept = _kept(rule, days, start)
    first = period[np.searchsorted(days, start)]
    kept &= (period - first) % rule.interval == 0
    if rule.positions:
        kept = _placed(kept, period, rule.positions)
    found: Days = days[kept]
    found = found[(found >= start) & (found <= end)]
    return found if rule.count is None else found[: rule.count]


def _whole_periods(start: int, end: int) -> Days:
    """List all days of the years of a span: places in a period are counted from its first day."""
    years = np.array([start, end]).astype("datetime64[D]").astype("datetime64[Y]")
    bounds = (years + np.array([-1, 2])).astype("datetime64[D]").astype(np.int64)
    return np.arange(bounds[0], bounds[1], dtype=np.int64)


def _periods(rule: Rule, days: Days) -> Days:
    if rule.frequency == "DAILY":
        return days
    if rule.frequency == "WEEKLY":
        weeks: Days = (days + MONDAY_1970 - rule.week_start) // 7
        return weeks
    unit = "datetime64[M]" if rule.frequency == "MONTHLY" else "datetime64[Y]"
    return days.astype("datetime64[D]").astype(unit).astype(np.int64)


def _kept(rule: Rule, days: Days, start: int) -> Flags:
    """Sift the days by the parts of a rule; what it leaves open is as on its first day."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    in_month, to_month_end = _place(days, months, "M")
    in_year, to_year_end = _place(days, dates.astype("datetime64[Y]"), "Y")
    weekday = (days + MONDAY_1970) % 7
    wanted, month_days, weekdays = _completed(rule, start)
    kept = np.ones(len(days), dtype=bool)
    if wanted:
        kept &= np.isin(month, wanted)
    if month_days:
        kept &= np.isin(in_month, month_days) | np.isin(-to_month_end, month_days)
    if rule.year_days:
        kept &= np.isin(in_year, rule.year_days) | np.isin(-to_year_end, rule.year_days)
    if weekdays:
        within_month = rule.frequency == "MONTHLY" or bool(rule.months)
        place, left = (in_month, to_month_end) if within_month else (in_year, to_year_end)
        nth = (place - 1) // 7 + 1, -((left - 1) // 7 + 1)
        any_day = np.zeros(len(days), dtype=bool)
        for n, day in weekdays:
            counts = rule.frequency in {"MONTHLY", "YEARLY"} and n != 0
            any_day |= (weekday == day) & ((nth[n < 0] == n) if counts else True)
        kept &= any_day
    return kept


def _completed(
    rule: Rule, start: int
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Take from the first day the month, the day or the weekday that a rule does not tell."""
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if month_days or weekdays or rule.year_days or rule.frequency == "DAILY":
        return months, month_days, weekdays
    if rule.frequency == "WEEKLY":
        return months, month_days, ((0, (start + MONDAY_1970) % 7),)
    day = np.datetime64(start, "D")
    month = day.astype("datetime64[M]")
    own_day = int((day - month.astype("datetime64[D]")).astype(int)) + 1
    if rule.frequency == "YEARLY" and not months:
        months = (int(month.astype(int)) % 12 + 1,)
    return months, (own_day,), weekdays


def _place(
    days: Days, periods: npt.NDArray[np.datetime64], unit: Literal["M", "Y"]
) -> tuple[Days, Days]:
    """Count days from the start of their month or year, and to its end, both from 1."""
    begins = periods.astype("datetime64[D]").astype(np.int64)
    ends = (periods + np.timedelta64(1, unit)).astype("datetime64[D]").astype(np.int64)
    return days - begins + 1, ends - days


def _placed(kept: Flags, period: Days, positions: Sequence[int]) -> Flags:
    """Keep of each period the days at some places."""
    found = np.flatnonzero(kept)
    _, begins, sizes = np.unique(period[found], return_index=True, return_counts=True)
    place = np.arange(len(found)) - np.repeat(begins, sizes) + 1
    from_end = place - np.repeat(sizes, sizes) - 1
    wanted = np.isin(place, positions) | np.isin(from_end, positions)
    only = np.zeros(len(kept), dtype=bool)
    only[found[wanted]] = True
    return only
