"""Calendars: the days of each service."""

import pandas as pd

from beffroi.engines.mobility.service.calendars import service_days
from tests.engines.mobility.service.drawn import NO_CALENDAR, NO_DATES, calendar, exceptions


def test_a_service_runs_on_its_weekdays_between_its_dates() -> None:
    days = service_days(calendar("s", "1000001", "2026-09-01", "2026-09-14"), NO_DATES)

    assert days["date"].dt.strftime("%d").tolist() == ["06", "07", "13", "14"]


def test_exceptions_add_and_remove_days() -> None:
    changed = pd.concat([exceptions("s", ["2026-09-07"], 2), exceptions("s", ["2026-09-09"], 1)])

    days = service_days(calendar("s", "1000000", "2026-09-01", "2026-09-14"), changed)

    assert sorted(days["date"].dt.strftime("%d")) == ["09", "14"]


def test_a_feed_with_dates_alone_has_days() -> None:
    days = service_days(NO_CALENDAR, exceptions("s", ["2026-09-09"], 1))

    assert len(days) == 1


def test_a_feed_without_any_day_has_none() -> None:
    assert service_days(NO_CALENDAR, NO_DATES).empty
