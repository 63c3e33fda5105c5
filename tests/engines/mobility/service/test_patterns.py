"""Patterns: which dates run alike, and which weeks are of school."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.service.patterns import Terms, patterns, terms
from beffroi.engines.mobility.service.schedule import schedule
from tests.engines.mobility.service.drawn import calendar, days_between, exceptions, tables

MONDAY = pd.Timestamp("2026-09-07")


def drawn(levels: list[float], school: list[float] | None = None) -> pd.DataFrame:
    """Draw weeks of five weekdays, each with a number of runs, and of school runs."""
    dates = [MONDAY + pd.Timedelta(days=7 * w + d) for w in range(len(levels)) for d in range(5)]
    runs = np.repeat(np.asarray(levels, dtype=float), 5)
    pupils = np.zeros(len(runs)) if school is None else np.repeat(school, 5).astype(float)
    return pd.DataFrame(
        {
            "pattern": pd.factorize(runs)[0], "runs": runs, "school_runs": pupils,
            "day": np.tile(np.arange(5), len(levels)), "is_holiday": False,
        },
        index=pd.DatetimeIndex(dates),
    )  # fmt: skip


def weeks(found: Terms) -> tuple[set[int], set[int]]:
    """Number the weeks of school and of holiday."""
    return tuple(
        {(day - MONDAY).days // 7 for day in part} for part in (found.school, found.holiday)
    )


def test_weeks_with_fewer_runs_that_come_and_go_are_holidays() -> None:
    found = terms(drawn([100, 100, 70, 100, 100, 70, 100]))

    assert found.difference == "trips"
    assert weeks(found) == ({0, 1, 3, 4, 6}, {2, 5})


def test_school_lines_tell_even_where_holidays_have_more_runs() -> None:
    found = terms(drawn([100, 100, 140, 140], school=[5, 5, 0, 0]))

    assert found.difference == "school"
    assert weeks(found) == ({0, 1}, {2, 3})


def test_weeks_all_alike_make_no_difference() -> None:
    found = terms(drawn([100] * 6))

    assert found.difference == "none"
    assert weeks(found) == (set(range(6)), set(range(6)))


def test_a_week_of_strike_is_no_holiday() -> None:
    found = terms(drawn([100] * 12 + [20] + [100] * 12))

    assert found.difference == "none"


def test_a_strike_does_not_hide_the_holidays() -> None:
    found = terms(drawn([100, 100, 100, 20, 100, 70, 70, 100, 100, 100, 70, 70] * 2))

    school, holiday = weeks(found)
    assert found.difference == "trips"
    assert {5, 6, 10, 11} <= holiday
    assert {0, 1, 2, 4} <= school


def test_a_small_fall_that_does_not_come_back_may_be_a_new_timetable() -> None:
    found = terms(drawn([100] * 4 + [95] * 4))

    assert found.difference == "unknown"
    assert not len(found.holiday)


def test_a_deep_fall_is_taken_for_holidays_even_once() -> None:
    found = terms(drawn([100] + [72] * 4))

    assert weeks(found) == ({0}, {1, 2, 3, 4})


def test_a_single_odd_day_does_not_change_its_week() -> None:
    dates = drawn([100, 100, 70, 100, 70, 100])
    dates.loc[MONDAY + pd.Timedelta(days=1), "runs"] = 10.0

    assert weeks(terms(dates)) == ({0, 1, 3, 5}, {2, 4})


def test_without_any_date_there_is_no_difference_and_no_week() -> None:
    found = terms(drawn([]))

    assert found.difference == "none"
    assert not len(found.school)


@given(st.lists(st.sampled_from([100.0, 70.0]), min_size=1, max_size=30), st.floats(0.1, 50.0))
def test_what_counts_is_how_weeks_compare(levels: list[float], scale: float) -> None:
    one, other = terms(drawn(levels)), terms(drawn([scale * level for level in levels]))

    assert one.difference == other.difference
    assert one.school.equals(other.school)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=30))
def test_no_date_is_both_of_school_and_of_holiday_where_they_differ(levels: list[int]) -> None:
    found = terms(drawn([float(level) for level in levels]))

    both = found.school.intersection(found.holiday)
    assert found.difference == "none" or not len(both)


def test_dates_run_alike_by_what_runs_and_not_by_the_name_of_services() -> None:
    course = {"stops": "ab", "hours": (8, 9)}
    runs = {"t": course | {"service": "one"}, "u": course | {"service": "other"}}
    calendars = [
        calendar("one", "1100000", "2026-09-07", "2026-09-13"),
        calendar("other", "1110000", "2026-09-14", "2026-09-20"),
    ]
    found = schedule(tables(runs, calendars))

    dates = patterns(found, np.zeros(2, dtype=bool))

    assert dates["pattern"].nunique() == 1
    assert dates["runs"].tolist() == [1.0] * 5


def test_public_holidays_are_marked_and_days_without_runs_absent() -> None:
    runs = {"t": {"stops": "ab", "hours": (8, 9)}}
    given_ = tables(
        runs, [calendar("w", "1111100", "2026-11-09", "2026-11-13")],
        [exceptions("w", ["2026-11-12"], 2)],
    )  # fmt: skip

    dates = patterns(schedule(given_), np.zeros(1, dtype=bool))

    assert dates.index.strftime("%d").tolist() == ["09", "10", "11", "13"]
    assert dates["is_holiday"].tolist() == [False, False, True, False]


def test_a_feed_of_dates_alone_is_read_like_another() -> None:
    runs = {"t": {"stops": "ab", "hours": (8, 9)}}
    given_ = tables(runs, (), [exceptions("w", days_between("2026-09-07", "2026-09-11"), 1)])

    assert len(patterns(schedule(given_), np.zeros(1, dtype=bool))) == 5
