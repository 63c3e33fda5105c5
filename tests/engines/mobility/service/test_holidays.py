"""Public holidays: movable and fixed days, and only where their law is known."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.service.holidays import easter, is_known, public_holidays


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2024-03-31", "2038-04-25"]
)
def test_easter_is_that_of_the_tables(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    found = easter(year)

    assert found.weekday() == 6
    assert dt.date(year, 3, 22) <= found <= dt.date(year, 4, 25)


def test_france_has_eleven_public_holidays() -> None:
    found = public_holidays("Europe/Paris", [2026])

    assert sorted(day.strftime("%m-%d") for day in found) == [
        "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11",
        "12-25",
    ]  # fmt: skip


def test_an_overseas_department_has_one_more() -> None:
    found = public_holidays("America/Cayenne", [2026])

    assert dt.date(2026, 6, 10) in found
    assert len(found) == 12


def test_nothing_is_assumed_of_other_countries() -> None:
    assert not is_known("America/Bogota")
    assert public_holidays("America/Bogota", [2026]) == frozenset()
    assert public_holidays("", [2026]) == frozenset()
