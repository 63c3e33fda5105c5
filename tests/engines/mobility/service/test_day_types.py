"""Day types: the dates that stand for them, alone and for several feeds."""

import pandas as pd

from beffroi.engines.mobility.service.day_types import (
    FeedDays,
    day_types,
    differs,
    feed_days,
    measured,
)
from tests.engines.mobility.service.test_patterns import MONDAY, drawn


def weekend(dates: pd.DataFrame, *, sunday: bool = True) -> pd.DataFrame:
    """Add the weekends of drawn weeks, with half the runs."""
    first = dates.index[dates["day"] == 0]
    added = [
        dates.loc[first].assign(day=day, runs=50.0, pattern=90 + day).set_axis(
            first + pd.Timedelta(days=day))
        for day in ((5, 6) if sunday else (5,))
    ]  # fmt: skip
    return pd.concat([dates, *added]).sort_index()


def days_of(*levels: float, first: int = 0) -> FeedDays:
    """Make the days of a feed that begins so many weeks later."""
    dates = drawn(list(levels))
    return feed_days(weekend(dates.set_axis(dates.index + pd.Timedelta(days=7 * first))))


def week(date: pd.Timestamp) -> int:
    return (date - MONDAY).days // 7


def test_a_tuesday_or_a_thursday_stands_for_weekdays() -> None:
    typical = days_of(100, 100, 70, 100, 70).typical

    assert set(typical["school_weekday"].day_of_week) == {1, 3}
    assert [week(day) for day in typical["holiday_weekday"]] == [2, 2, 4, 4]
    assert set(typical["saturday"].day_of_week) == {5}
    assert set(typical["sunday"].day_of_week) == {6}


def test_the_commonest_pattern_stands_for_the_day() -> None:
    dates = weekend(drawn([100] * 5))
    odd = dates["day"].eq(5) & (dates.index < MONDAY + pd.Timedelta(days=14))
    dates.loc[odd, ["runs", "pattern"]] = [60.0, 99]

    saturdays = feed_days(dates).typical["saturday"]

    assert [week(day) for day in saturdays] == [2, 3, 4]


def test_a_public_holiday_stands_for_no_day() -> None:
    dates = weekend(drawn([100]))
    dates.loc[dates["day"] == 1, "is_holiday"] = True

    typical = feed_days(dates).typical["school_weekday"]

    assert typical.day_of_week.tolist() == [3]


def test_a_feed_without_sundays_has_no_sunday() -> None:
    found = day_types({"a": feed_days(weekend(drawn([100, 70, 100]), sunday=False))})

    assert "sunday" not in found.dates


def test_feeds_that_share_dates_are_given_one() -> None:
    long, short = days_of(100, 100, 70, 100, 100, 70), days_of(40, 30, 40, first=1)

    found = day_types({"long": long, "short": short})

    assert set(found.shared) == {"school_weekday", "holiday_weekday", "saturday", "sunday"}
    assert week(found.shared["holiday_weekday"]) == 2
    assert week(found.shared["school_weekday"]) == 1


def test_feeds_that_share_no_date_keep_their_own() -> None:
    found = day_types({"new": days_of(100, 100, first=52), "old": days_of(100, 100)})

    assert "school_weekday" not in found.shared
    assert set(found.dates["school_weekday"]) == {"new", "old"}
    assert found.dates["school_weekday"]["old"] != found.dates["school_weekday"]["new"]


def test_a_feed_that_makes_no_difference_does_not_say_when_holidays_are() -> None:
    plain, schooled = days_of(*[10] * 6), days_of(100, 100, 70, 100, 70, 100)

    found = day_types({"plain": plain, "schooled": schooled})

    assert week(found.shared["holiday_weekday"]) == 2
    assert differs(found) == "trips"


def test_holidays_that_do_not_differ_are_not_measured_twice() -> None:
    found = day_types({"a": days_of(*[10] * 6)})

    assert differs(found) == "none"
    assert "holiday_weekday" not in measured(found)
    assert "holiday_weekday" in found.dates


def test_feeds_that_never_run_have_no_day() -> None:
    found = day_types({"a": feed_days(drawn([]))})

    assert found.dates == {}
    assert measured(found) == ()
