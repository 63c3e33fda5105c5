"""Opening hours read as a week."""

import datetime as dt
from pathlib import Path

import numpy as np
import osmium
import pytest

from beffroi.foundation.errors import InputError
from beffroi.territory.hours import (
    Hours,
    Unread,
    agreement,
    contradictions,
    is_open,
    next_change,
    parsed,
    states,
    understood,
    week,
)

MONDAY = dt.date(2026, 9, 14)


def moment(*parts: int) -> dt.datetime:
    return dt.datetime(*parts)  # noqa: DTZ001 - the hours of a shop are those of its clock


def hours(text: str, **options: str) -> Hours:
    found = parsed(text, **options)
    assert isinstance(found, Hours), found
    return found


def test_the_14th_of_july_is_a_holiday_and_the_15th_is_not() -> None:
    shop = hours("Mo-Fr 08:30-19:00; Sa 09:00-13:00; PH off")

    assert is_open(shop, moment(2026, 7, 14, 10)) is False
    assert is_open(shop, moment(2026, 7, 15, 10)) is True
    assert not week(shop, dt.date(2026, 7, 13))[1].any()


def test_holidays_are_those_of_the_country() -> None:
    shop = hours("Mo-Fr 08:30-19:00; PH off", country="CH")

    assert is_open(shop, moment(2026, 7, 14, 10)) is True
    with pytest.raises(InputError, match="No country has the code 'QQ'"):
        parsed("24/7", country="QQ")


def test_a_quarter_hour_is_open_if_it_is_as_it_begins() -> None:
    open_ = week(hours("Mo 08:40-09:20"), MONDAY)

    assert np.argwhere(open_).tolist() == [[0, 35], [0, 36], [0, 37]]


def test_a_night_goes_on_into_the_next_day() -> None:
    open_ = week(hours("Fr 22:00-02:00"), MONDAY)

    assert (open_[4].sum(), open_[5].sum()) == (8, 8)


def test_a_condition_is_not_open() -> None:
    grid = states(hours('Mo 09:00-12:00, Mo 14:00-16:00 unknown "sur rendez-vous"'), MONDAY)

    assert [(grid == state).sum() for state in (1, 2)] == [12, 8]
    assert is_open(hours('unknown "sur rendez-vous"'), moment(2026, 9, 14, 10)) is None


def test_the_next_change_is_told() -> None:
    assert next_change(hours("24/7"), moment(2026, 9, 14, 10)) is None
    assert next_change(hours("Mo 09:00-12:00"), moment(2026, 9, 14, 10)) == moment(2026, 9, 14, 12)


@pytest.mark.parametrize(
    ("text", "open_days"),
    [
        ("Mo-Fr 09:00-12:00; SH off", [0, 5]),
        ("SH Mo 09:00-12:00", [1, 0]),
        ("Mo-Fr 09:00-12:00; SH Mo off", [4, 5]),
        ("Mo-Fr 09:00-12:00; SH,PH off", [0, 5]),
    ],
)
def test_school_holidays_hold_where_a_zone_is_given(text: str, open_days: list[int]) -> None:
    shop = hours(text, school="A")

    found = [week(shop, monday).any(axis=1).sum() for monday in (dt.date(2026, 7, 20), MONDAY)]
    assert found == open_days
    assert not shop.ignores_school


def test_school_holidays_without_a_zone_are_said_to_be_ignored() -> None:
    assert hours("Mo-Fr 09:00-12:00; SH off").ignores_school
    assert not hours('Mo-Fr 09:00-12:00 "SH"').ignores_school
    assert hours("Mo,SH 09:00-12:00", school="A").ignores_school


def test_hours_that_agree_and_hours_that_do_not() -> None:
    one, other = hours("Mo-Fr 09:00-12:00"), hours("Mo-Th 09:00-12:00")

    assert agreement(one, one, MONDAY).open == 1
    assert agreement(one, other, MONDAY).open == pytest.approx(0.8)
    assert agreement(one, other, MONDAY).week == pytest.approx(1 - 12 / 672)
    assert np.isnan(agreement(hours("off"), hours("off"), MONDAY).open)


def test_what_a_condition_decides_is_not_compared() -> None:
    one, other = hours("Mo 09:00-12:00"), hours('Mo 09:00-10:00, Mo 10:00-12:00 unknown "rdv"')

    assert agreement(one, other, MONDAY).open == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo-Fr 09:00-11:00; Mo-Fr 13:30-18:30", "two rules for Mo-Fr: the second"),
        ("Mo-Su 10:30-14:30,05:30-22:00", "spans that overlap: 10:30-14:30,05:30-22:00"),
        ("Mo-Fr 09:00-18:00; Mo 10:00-12:00", ""),
        ("Mo-Fr 09:00-12:00, Mo-Fr 14:00-18:00", ""),
        ('Mo 09:00-12:00 "a; Mo 10:00-11:00"', ""),
    ],
)
def test_hours_that_contradict_themselves_are_named(text: str, said: str) -> None:
    found = contradictions(hours(text))

    assert [one.en[: len(said)] for one in found] == ([said] if said else [])


def test_a_long_or_empty_text_is_not_read() -> None:
    assert isinstance(parsed("Mo 09:00-12:00; " * 1000), Unread)
    assert parsed("  ").is_told is False


def test_french_is_understood_where_the_syntax_is_not_followed() -> None:
    assert understood("du lundi au vendredi de 9h à 12h").text == "Mo-Fr 09:00-12:00"
    assert understood("Mo-Fr 09:00-12:00;").text == "Mo-Fr 09:00-12:00;"


@pytest.mark.parametrize(
    "text", ["Mo-Fr 09:00-12:00; Mo off; Mo 25:00-99:00", "Mo-Fr 9h-12h", "quand je veux"]
)
def test_what_is_in_neither_writing_gets_no_hours(text: str) -> None:
    assert isinstance(understood(text), Unread)


@pytest.mark.real
def test_hours_of_geneva_are_read_or_listed_with_the_reason(real_data: Path) -> None:
    file = osmium.FileProcessor(str(real_data / "osm" / "geneva_ch.osm.pbf"))
    texts = [text for one in file if (text := one.tags.get("opening_hours")) is not None]

    found = {text: parsed(text, country="CH") for text in texts}

    unread = [text for text in texts if isinstance(found[text], Unread)]
    assert (len(texts), len(unread)) == (1413, 21)
    assert all(found[text].why.fr for text in unread)
