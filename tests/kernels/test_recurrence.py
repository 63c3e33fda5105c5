"""Recurring days: published cases, and the days that dateutil finds for any rule."""

import datetime as dt

import numpy as np
import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from beffroi.kernels.recurrence import Rule, recurring_days

EPOCH = dt.date(1970, 1, 1)


def number(day: dt.date) -> int:
    return (day - EPOCH).days


def listed(rule: Rule, start: dt.date, last: dt.date) -> list[dt.date]:
    return [EPOCH + dt.timedelta(int(n)) for n in recurring_days(rule, number(start), number(last))]


DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31))
WEEKDAYS = st.lists(st.integers(0, 6), max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    # Of "MO,1TU" dateutil keeps what is both; the standard, what is either: all or none are nth.
    is_nth = frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans())
    nth = st.integers(-5, 5).filter(bool) if is_nth else st.just(0)
    months = tuple(draw(st.lists(st.integers(1, 12), max_size=2, unique=True)))
    month_days: tuple[int, ...] = ()
    if frequency != "WEEKLY":
        drawn = st.integers(-31, 31).filter(bool)
        month_days = tuple(draw(st.lists(drawn, max_size=2, unique=True)))
    year_days: tuple[int, ...] = ()
    if frequency == "YEARLY":
        drawn = st.integers(-366, 366).filter(bool)
        year_days = tuple(draw(st.lists(drawn, max_size=2, unique=True)))
    weekdays = tuple((draw(nth), day) for day in draw(WEEKDAYS))
    positions: tuple[int, ...] = ()
    if frequency in {"MONTHLY", "YEARLY"} and (month_days or weekdays):
        positions = tuple(draw(st.lists(st.integers(-3, 3).filter(bool), max_size=2, unique=True)))
    return Rule(
        frequency,
        draw(st.integers(1, 5)),
        draw(st.none() | st.integers(1, 30)),
        None,
        months,
        month_days,
        year_days,
        weekdays,
        positions,
        draw(st.integers(0, 6)),
    )


@given(rules(), DAYS, st.integers(0, 1_500))
def test_the_days_are_those_that_dateutil_finds(rule: Rule, start: dt.date, length: int) -> None:
    last = start + dt.timedelta(length)
    theirs = rrule.rrule(
        getattr(rrule, rule.frequency),
        dtstart=dt.datetime.combine(start, dt.time()),
        interval=rule.interval,
        count=rule.count,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byyearday=rule.year_days or None,
        byweekday=[rrule.weekday(day, n or None) for n, day in rule.weekdays] or None,
        bysetpos=rule.positions or None,
        wkst=rule.week_start,
    )
    known = []
    for one in theirs:
        if one.date() > last:
            break
        known.append(one.date())

    assert listed(rule, start, last) == known


def test_fridays_the_13th_are_those_of_the_standard() -> None:
    rule = Rule("MONTHLY", month_days=(13,), weekdays=((0, 4),))

    found = listed(rule, dt.date(1997, 9, 2), dt.date(2000, 12, 31))

    assert [str(day) for day in found] == [
        "1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13",
    ]  # fmt: skip


def test_the_american_election_day_is_that_of_the_standard() -> None:
    rule = Rule("YEARLY", 4, months=(11,), month_days=(2, 3, 4, 5, 6, 7, 8), weekdays=((0, 1),))

    found = listed(rule, dt.date(1996, 11, 5), dt.date(2004, 12, 31))

    assert [str(day) for day in found] == ["1996-11-05", "2000-11-07", "2004-11-02"]


@pytest.mark.parametrize(("week_start", "expected"), [(0, [5, 10, 19, 24]), (6, [5, 17, 19, 31])])
def test_the_first_day_of_the_week_changes_the_days(week_start: int, expected: list[int]) -> None:
    rule = Rule("WEEKLY", 2, 4, weekdays=((0, 1), (0, 6)), week_start=week_start)

    found = listed(rule, dt.date(1997, 8, 5), dt.date(1997, 12, 31))

    assert [day.day for day in found] == expected


def test_weekdays_add_up_whether_they_are_nth_or_not() -> None:
    rule = Rule("MONTHLY", weekdays=((0, 0), (1, 1)))

    found = listed(rule, dt.date(2026, 7, 1), dt.date(2026, 7, 14))

    assert [day.day for day in found] == [6, 7, 13]


def test_a_rule_that_no_day_keeps_ends_like_any_other() -> None:
    rule = Rule("DAILY", months=(2,), month_days=(30,))

    assert listed(rule, dt.date(1900, 1, 1), dt.date(2026, 12, 31)) == []


def test_a_rule_of_no_step_has_no_day() -> None:
    assert recurring_days(Rule("DAILY", 0), 20_000, 20_010).tolist() == []
    assert np.array_equal(recurring_days(Rule("DAILY"), 20_000, 19_999), [])
