"""The times of an event, worked out of its rule, its dates added and its dates taken away."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Event

from beffroi.formats.ical.recurrence import Unusable, Window, starts

PARIS = ZoneInfo("Europe/Paris")
WINDOW = Window(dt.date(2026, 7, 1), dt.date(2026, 7, 31), PARIS)
FIRST = dt.datetime(2026, 7, 6, 8, tzinfo=PARIS)


def event(*lines: str) -> Event:
    text = "\r\n".join(["BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT", ""])
    found = Event.from_ical(text)
    assert isinstance(found, Event)
    return found


def test_the_first_time_counts_even_if_the_rule_does_not_allow_it() -> None:
    told = event("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3")

    days = [one.day for one in starts(told, FIRST, WINDOW, dt.timedelta())]

    assert days == [6, 7, 14]


def test_a_day_taken_away_stands_for_the_time_of_that_day() -> None:
    told = event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20260707")

    assert [one.day for one in starts(told, FIRST, WINDOW, dt.timedelta())] == [6, 8]


def test_a_period_added_begins_with_its_beginning() -> None:
    told = event("RDATE;VALUE=PERIOD:20260710T100000Z/PT2H")

    assert len(starts(told, FIRST, WINDOW, dt.timedelta())) == 2


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "often"),
        ("FREQ=DAILY;BYHOUR=8,12", "often"),
        ("FREQ=YEARLY;BYWEEKNO=20", "unusual"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "unusual"),
        ("FREQ=DAILY;INTERVAL=-1", "unusual"),
        ("FREQ=DAILY;COUNT=99999999999999999999", "unusual"),
    ],
)
def test_what_is_not_worked_out_keeps_its_first_time(rule: str, reason: str) -> None:
    with pytest.raises(Unusable) as caught:
        starts(event(f"RRULE:{rule}"), FIRST, WINDOW, dt.timedelta())

    assert caught.value.reason == reason
    assert caught.value.times == [FIRST]
