"""The days of services."""

import numpy as np

from beffroi.engines.mobility.validity.services import REACH, iso, number, services
from tests.engines.mobility.validity.feeds import CLEAN, edited, tables

HEAD = CLEAN["calendar"].splitlines()[0] + "\n"
DAY = number("2026-03-02")


def days(changes: dict[str, str]) -> list[str]:
    known = services(tables(changes), DAY)
    return [iso(known.first + int(place)) for place in np.flatnonzero(known.runs)]


def test_days_of_the_week_and_exceptions_are_followed() -> None:
    changes = {
        "calendar": HEAD + "SEM,1,0,0,0,0,0,0,20260302,20260316\n",
        "calendar_dates": "service_id,date,exception_type\nSEM,20260309,2\nCARS,20260401,1\n",
    }

    assert days(changes) == ["2026-03-02", "2026-03-16", "2026-04-01"]


def test_calendars_that_no_trip_uses_are_not_looked_at() -> None:
    changes = {"calendar": HEAD + "ZZZ,1,1,1,1,1,1,1,20260302,20260316\n"}

    assert days(changes) == []


def test_a_calendar_without_end_is_followed_around_the_day_only() -> None:
    endless = edited(
        "calendar", "1,1,1,1,1,1,1,20260101,20261231", "1,1,1,1,1,1,1,00010101,99991231"
    )

    known = services(tables(endless), DAY)

    assert known.is_cut
    assert len(known.runs) == 2 * REACH + 1
    assert iso(known.first + REACH) == "2026-03-02"


def test_services_of_the_same_days_have_the_same_bits() -> None:
    changes = {
        "calendar": HEAD
        + "SEM,1,0,0,0,0,0,0,20260302,20260308\nCARS,1,1,1,1,1,1,1,20260302,20260302\n"
    }

    known = services(tables(changes), DAY)

    assert known.days["SEM"] == known.days["CARS"]


def test_a_feed_without_calendars_has_no_day() -> None:
    assert len(services({}, DAY).runs) == 0
