"""Values as towns write them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.carriers import values


def cells(*texts: str | None) -> pd.Series:
    return pd.Series(texts, dtype="string")


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
@settings(max_examples=30)
def test_a_number_written_by_a_machine_is_read_as_it_was(number: float) -> None:
    read = values.numbers(cells(repr(number)))

    assert read.values.tolist() == [number]


@given(st.text(max_size=12))
@settings(max_examples=40)
def test_any_text_is_read_or_told(text: str) -> None:
    given_ = cells(text)

    for parse in (values.numbers, values.whole_numbers, values.booleans, values.dates):
        read = parse(given_)
        assert read.values.notna().sum() + len(read.unread) == 1


@pytest.mark.parametrize("text", ["inf", "nan", "1e999", "0x12", "1.2.3", "--1", "1;2", "N/A"])
def test_what_is_no_number_is_unknown(text: str) -> None:
    read = values.numbers(cells(text))

    assert read.values.isna().all()
    assert read.unread == (text,)


def test_decimal_commas_are_counted_as_repairs() -> None:
    read = values.numbers(cells("2,5", "3.5", None))

    assert read.values.tolist() == [2.5, 3.5, pd.NA]
    assert read.repaired == 1
    assert read.unread == ()


def test_a_blank_is_unknown_and_not_told() -> None:
    read = values.whole_numbers(cells(None))

    assert read.values.isna().all()
    assert read.warnings("capacity") == ()


def test_counts_are_whole_and_at_least_zero() -> None:
    read = values.whole_numbers(cells("0", "12,0", "2.5", "-3"))

    assert read.values.tolist() == [0, 12, pd.NA, pd.NA]
    assert read.unread == ("2.5", "-3")


@pytest.mark.parametrize("text", ["true", "TRUE", "Oui", "1", "VRAI"])
def test_yes_is_said_in_many_ways(text: str) -> None:
    assert values.booleans(cells(text)).values.tolist() == [True]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-06-25", "2019-06-25"),
        ("2019-06-25T10:00:00", "2019-06-25"),
        ("25/06/2019", "2019-06-25"),
        ("18-04-2023 10:28", "2023-04-18"),
    ],
)
def test_dates_become_iso(text: str, date: str) -> None:
    assert values.dates(cells(text)).values.tolist() == [date]


def test_a_day_that_never_was_is_told() -> None:
    read = values.dates(cells("2019-02-30"))

    assert "2019-02-30" in read.warnings("date_maj")[0].en
