"""The days on which the trips of a timetable run."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.validity.network import Tables, columns, floats

Flags = npt.NDArray[np.bool_]
Week = tuple[int, int, tuple[bool, ...]]
"""First day, last day, days of the week from Monday."""
Exception_ = tuple[int, bool]
"""A day, and whether the service runs."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED = 1
"""`exception_type` of a day of service added."""
REACH = 3653
"""Days before and after the day of the check beyond which a calendar without end is not followed:
ten years."""


@dataclass(frozen=True, eq=False)
class Services:
    """Days of service.

    Attributes
    ----------
    first
        The day of the first flag, as a number (`datetime.date.toordinal`).
    runs
        (n_days,) whether some trip runs on each day.
    days
        By service of some trip, its days, one bit a day.
    is_cut
        Whether days of some calendar, more than `REACH` away, were left out.
    """

    first: int
    runs: Flags
    days: dict[str, bytes]
    is_cut: bool = False


def services(tables: Tables, day: int) -> Services:
    """Find the days of the services that some trip uses.

    Parameters
    ----------
    tables
        Tables of GTFS; dates in ISO 8601.
    day
        The day of the check, as a number: of a feed that spans more than twice `REACH`, the days
        within `REACH` of it are followed, or of the end that is nearest to it.
    """
    used = set(columns(tables, "trips", "service_id")["service_id"].dropna())
    weekly, dated = _weekly(tables, used), _dated(tables, used)
    ends = [end for rows in weekly.values() for start, last, _ in rows for end in (start, last)]
    ends += [date for rows in dated.values() for date, runs in rows if runs]
    if not ends:
        return Services(day, np.zeros(0, dtype=bool), {})
    first, last, is_cut = _span(min(ends), max(ends), day)
    runs = np.zeros(last - first + 1, dtype=bool)
    days: dict[str, bytes] = {}
    for service in sorted({*weekly, *dated}):
        flags = _flags(weekly.get(service, ()), dated.get(service, ()), first, last)
        runs |= flags
        days[service] = np.packbits(flags).tobytes()
    return Services(first, runs, days, is_cut)


def _span(first: int, last: int, day: int) -> tuple[int, int, bool]:
    if last - first <= 2 * REACH:
        return first, last, False
    middle = min(max(day, first), last)
    return max(first, middle - REACH), min(last, middle + REACH), True


def _flags(weekly: Sequence[Week], dated: Sequence[Exception_], first: int, last: int) -> Flags:
    """Say of each day from the first to the last whether a service runs."""
    weekday = (np.arange(first, last + 1) - 1) % 7  # day 1 is a Monday
    flags = np.zeros(last - first + 1, dtype=bool)
    for start, end, ticked in weekly:
        days = slice(max(start, first) - first, max(min(end, last) - first + 1, 0))
        flags[days] |= np.array(ticked)[weekday[days]]
    for date, runs in dated:
        if first <= date <= last:
            flags[date - first] = runs
    return flags


def _weekly(tables: Tables, used: set[str]) -> dict[str, list[Week]]:
    """Read the weekly calendars of services, those that end before they begin left out."""
    calendar = columns(tables, "calendar", "service_id", "start_date", "end_date", *DAYS)
    ticked = np.stack([floats(calendar[name]) == 1 for name in DAYS], axis=1)
    found: dict[str, list[Week]] = {}
    rows = zip(*(calendar[name] for name in ("service_id", "start_date", "end_date")), strict=True)
    for (service, start, end), days in zip(rows, ticked.tolist(), strict=True):
        if service in used and not (pd.isna(start) or pd.isna(end)) and start <= end:
            found.setdefault(service, []).append((number(start), number(end), tuple(days)))
    return found


def _dated(tables: Tables, used: set[str]) -> dict[str, list[Exception_]]:
    """Read the days added and taken away."""
    dates = columns(tables, "calendar_dates", "service_id", "date", "exception_type")
    adds = floats(dates["exception_type"]) == ADDED
    found: dict[str, list[Exception_]] = {}
    for service, date, is_added in zip(dates["service_id"], dates["date"], adds, strict=True):
        if not pd.isna(service) and service in used and not pd.isna(date):
            found.setdefault(service, []).append((number(date), bool(is_added)))
    return found


def number(date: str) -> int:
    """Return the number of a day.

    Examples
    --------
    >>> number("2026-01-02") - number("2026-01-01")
    1
    """
    return dt.date.fromisoformat(date).toordinal()


def iso(day: int) -> str:
    """Return the date of the number of a day, ISO 8601.

    Examples
    --------
    >>> iso(number("2026-01-01"))
    '2026-01-01'
    """
    return dt.date.fromordinal(day).isoformat()
