"""Weeks expanded from short counts."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.commerce.footfall.expansion import Slot, expected_error, share, week
from beffroi.foundation.errors import ShapeError

MONDAY = datetime.fromisoformat("2026-09-14")


@given(st.integers(0, 7 * 24 * 60 - 1), st.integers(1, 600), st.integers(1, 600))
def test_two_counts_in_a_row_watch_what_one_does(begin: int, one: int, other: int) -> None:
    start = MONDAY + timedelta(minutes=begin)
    middle, end = start + timedelta(minutes=one), start + timedelta(minutes=one + other)

    parts = share(Slot("A", start, middle, 1)) + share(Slot("A", middle, end, 1))

    assert share(Slot("A", start, end, 1)) == pytest.approx(parts)


def test_seven_days_are_the_week() -> None:
    days = [Slot("A", MONDAY + timedelta(days=n), MONDAY + timedelta(days=n + 1), 1)
            for n in range(7)]  # fmt: skip

    assert sum(map(share, days)) == pytest.approx(1)


def test_half_an_hour_is_half_of_its_hour_and_a_noon_more_than_a_night() -> None:
    noon = MONDAY + timedelta(days=1, hours=12)
    half = Slot("A", noon, noon + timedelta(minutes=30), 1)

    assert share(half) == pytest.approx(week()[1, 12] / 2)
    assert week()[1, 12] > 10 * week()[1, 3]


def test_the_more_hours_are_counted_the_smaller_the_error() -> None:
    means = [expected_error(hours).mean for hours in (0.5, 2, 4, 8, 20, 60)]

    assert means == sorted(means, reverse=True)
    assert (expected_error(20).mean, expected_error(20).ninety) == (0.16, 0.31)
    assert expected_error(2).mean == 0.24


def test_counts_that_no_watch_sees_are_refused() -> None:
    for wrong in (
        lambda: Slot("A", MONDAY, MONDAY, 1),
        lambda: Slot("A", MONDAY, MONDAY + timedelta(days=2), 1),
        lambda: Slot("A", MONDAY, MONDAY + timedelta(hours=1), -1),
    ):
        with pytest.raises(ShapeError):
            wrong()
