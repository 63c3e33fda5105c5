"""When a shop is open: public holidays, nights, conditions, and rules that would harm."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from beffroi.engines.commerce.directory.opening import (
    holidays,
    is_open,
    timetable,
    timetables,
    usual_week,
)
from beffroi.foundation.errors import InputError

JULY_13 = dt.date(2026, 7, 13)


def open_days(rule: str, n: int = 14) -> tuple[tuple[tuple[int, int], ...], ...]:
    found = timetable(rule, JULY_13, n, holidays(JULY_13, n))
    assert found is not None
    return found.open_


def test_the_case_of_the_reference_is_closed_on_14_july_and_open_on_15() -> None:
    days = open_days("Mo-Fr 08:30-19:00; Sa 09:00-13:00; PH off")

    assert days[:3] == (((510, 1140),), (), ((510, 1140),))
    assert days[5:7] == (((540, 780),), ())


def test_hours_that_say_nothing_of_holidays_are_to_be_checked_on_14_july() -> None:
    found = timetable("Mo-Sa 09:00-19:00", JULY_13, 14, holidays(JULY_13, 14))

    assert found is not None
    assert found.open_[1] == ()
    assert found.doubtful[1] == ((540, 1140),)
    assert found.week[1] == ((540, 1140),)


def test_a_condition_is_never_taken_for_open() -> None:
    found = timetable('"sur rendez-vous"', JULY_13, 7, frozenset())

    assert found is not None
    assert not any(found.open_)
    assert all(found.doubtful)
    assert found.notes == ("sur rendez-vous",)


def test_hours_said_in_french_are_understood() -> None:
    days = open_days("lun-ven 9h-12h / 14h-18h30, fermé les jours fériés")

    assert days[0] == ((540, 720), (840, 1110))
    assert days[1] == ()


def test_hours_that_name_school_holidays_are_to_be_checked_within_them() -> None:
    term, off = dt.date(2026, 5, 18), dt.date(2026, 7, 13)
    rule = "Mo-Fr 09:00-12:00; SH off; PH off"

    in_term, away = (timetables([rule], day, 7)[rule] for day in (term, off))

    assert in_term is not None
    assert away is not None
    assert in_term.open_[0] == ((540, 720),)
    assert away.open_[0] == ()
    assert away.doubtful[0] == ((540, 720),)


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="XX"):
        holidays(JULY_13, 7, "XX")


def test_a_night_stays_with_its_evening_and_a_shop_that_never_closes_is_cut_by_day() -> None:
    assert open_days("Fr 18:00-02:00")[4:6] == (((1080, 1560),), ())
    assert open_days("24/7; PH 00:00-24:00")[0] == ((0, 1440),)


def test_each_country_has_its_holidays() -> None:
    assert holidays(dt.date(2026, 7, 25), 14, "FR") == frozenset()
    assert holidays(dt.date(2026, 7, 25), 14, "CH") == {dt.date(2026, 8, 1)}


def test_easter_monday_is_a_holiday_in_france() -> None:
    assert dt.date(2026, 4, 6) in holidays(dt.date(2026, 4, 1), 14)


@pytest.mark.parametrize("rule", ["le soir", "", "Mo-Fr", "x" * 5_000, "\x00", "Mo 99:00-99:00"])
def test_a_rule_that_is_none_or_too_long_gives_nothing_or_a_week(rule: str) -> None:
    found = timetables([rule], JULY_13, 14)[rule]

    assert found is None or len(found.open_) == 14


def test_a_rule_of_too_many_stretches_gives_nothing() -> None:
    rule = ",".join(f"{h:02d}:{m:02d}-{h:02d}:{m + 1:02d}" for h in range(24) for m in (0, 20, 40))

    assert timetables([rule[:990].rsplit(",", 1)[0]], JULY_13, 14) != {}


HOURS = st.sampled_from([
    "Mo-Fr 09:00-12:00,14:00-19:00; Sa 10:00-18:00; PH off",
    "Tu-Su 07:00-13:30; PH 08:00-12:00", "Fr-Sa 20:00-04:00; PH off", "24/7; PH open",
])  # fmt: skip


@given(HOURS, st.integers(1, 13), st.integers(0, 1439))
def test_a_shop_is_open_when_the_library_says_so(rule: str, day: int, minute: int) -> None:
    when = dt.datetime.combine(JULY_13, dt.time()) + dt.timedelta(days=day, minutes=minute)

    assert is_open(open_days(rule), day, minute) == OpeningHours(rule, country="FR").is_open(when)


def test_the_usual_week_leaves_holidays_out() -> None:
    days = (((1, 2),), (), ()) + ((),) * 4 + (((1, 2),), ((3, 4),)) + ((),) * 5

    week = usual_week(days, JULY_13, frozenset({dt.date(2026, 7, 14)}))

    assert week[0] == ((1, 2),)
    assert week[1] == ((3, 4),)
