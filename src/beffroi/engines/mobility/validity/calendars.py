"""When a timetable runs: already over, nothing in the days that come, silent in between."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from beffroi.engines.mobility.validity.network import Tables, columns, floats
from beffroi.engines.mobility.validity.remark import Remark, remarked, whole
from beffroi.engines.mobility.validity.rules import limit
from beffroi.engines.mobility.validity.services import DAYS, Services, iso, number


def calendar_remarks(tables: Tables, services: Services, date: str) -> Iterator[Remark]:
    """Remark a timetable that does not serve the days that come.

    Parameters
    ----------
    tables
        Tables of GTFS.
    services
        The days of its services.
    date
        The day of the check, ISO 8601.
    """
    yield from _whole(services, number(date))
    yield from remarked("service_without_day", "calendar", _empty(tables, services))


def _whole(services: Services, day: int) -> Iterator[Remark]:
    days = services.first + np.flatnonzero(services.runs)
    if not len(days):
        yield from [whole("feed_never_runs")] if not services.is_cut else []
        return
    first, last = int(days[0]), int(days[-1])
    if last < day:
        yield whole("feed_expired", first_day=iso(first), last_day=iso(last), days_ago=day - last)
        return
    yield from _silent_now(days, day)
    yield from remarked("no_service_for_days", "", _gaps(days, day))


def _silent_now(days: np.ndarray, day: int) -> Iterator[Remark]:
    """Remark that nothing runs in the coming days, where it ran before and runs again after."""
    before, after = days[days < day], days[days >= day]
    if len(before) and after[0] >= day + limit("active_days"):
        yield whole(
            "no_service_next_days", last_day=iso(int(before[-1])), next_day=iso(int(after[0]))
        )


def _gaps(days: np.ndarray, day: int) -> pd.DataFrame:
    """Find the times when nothing runs that are not over yet."""
    silent = np.diff(days) - 1
    found = np.flatnonzero((silent > limit("gap_days")) & (days[1:] >= day))
    return pd.DataFrame(
        {
            "last_day": [iso(int(days[place])) for place in found],
            "next_day": [iso(int(days[place + 1])) for place in found],
            "n_days": silent[found],
        },
        index=np.full(len(found), -1),
    )


def _empty(tables: Tables, services: Services) -> pd.DataFrame:
    """Find the calendars of trips that tick days of the week and have none all the same."""
    calendar = columns(tables, "calendar", "service_id", "start_date", "end_date", *DAYS)
    ticks = np.any([floats(calendar[name]) == 1 for name in DAYS], axis=0)
    empty = {service for service, bits in services.days.items() if not any(bits)}
    found = ticks & calendar["service_id"].isin(empty).to_numpy()
    shown: pd.DataFrame = calendar[found][["service_id", "start_date", "end_date"]]
    return shown.iloc[:0] if services.is_cut else shown
