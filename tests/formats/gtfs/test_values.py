"""What texts mean: times, dates, numbers, codes, colours, amounts."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.gtfs.reference import Field, Kind
from beffroi.formats.gtfs.values import meaning


def understood(kind: Kind, text: str) -> object:
    """Return the meaning of one text, or None if it has none."""
    means = meaning(pa.array([text], pa.string()), Field(kind, frozenset({0, 1})))
    value = means.values[0]
    return (value.as_py() if isinstance(value, pa.Scalar) else value) if means.valid[0] else None


@given(st.integers(0, 999), st.integers(0, 59), st.integers(0, 59))
def test_a_time_counts_seconds_past_midnight(hours: int, minutes: int, seconds: int) -> None:
    text = f"{hours:02d}:{minutes:02d}:{seconds:02d}"

    assert understood("time", text) == hours * 3600 + minutes * 60 + seconds


@pytest.mark.parametrize(
    "text", ["25:61:00", "8h30", "-1", "08:30", "08:30:60", "-08:30:00", "1e3"]
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert understood("time", text) is None


def test_one_digit_is_enough_for_the_hour() -> None:
    assert understood("time", "7:05:00") == 25_500


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20240229", "2024-02-29"),
        ("2024-07-01", "2024-07-01"),
        ("20230229", None),
        ("2024070", None),
        ("01/07/2024", None),
        ("2024W011", None),
        ("2024-0701", None),
        ("٢٠٢٤٠٧٠١", None),
    ],
)
def test_dates_are_days_of_the_calendar(text: str, day: str | None) -> None:
    assert understood("date", text) == day


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("int", "12", 12),
        ("int", "-1", -1),
        ("int", "+3", 3),
        ("int", "0.0", 0),
        ("int", "1.5", None),
        ("int", "0x10", None),
        ("int", "99999999999999999999", None),
        ("float", "48.1", 48.1),
        ("float", "48,1", 48.1),
        ("float", "-.5", -0.5),
        ("float", "1e-3", 0.001),
        ("float", "nan", None),
        ("float", "inf", None),
        ("float", "1e400", None),
        ("float", "1,234,5", None),
        ("float", "12 m", None),
        ("lat", "-90", -90),
        ("lat", "90.1", None),
        ("lon", "180", 180),
        ("lon", "-2,09", -2.09),
        ("lon", "181", None),
        ("enum", "1", 1),
        ("enum", "2", None),
        ("mode", "712", 712),
        ("mode", "bus", None),
    ],
)
def test_numbers_are_read_or_refused(kind: Kind, text: str, number: float | None) -> None:
    assert understood(kind, text) == number


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("amount", "1.50", "1.50"),
        ("amount", "1,50", "1.50"),
        ("amount", "1.50 €", None),
        ("colour", "ad182f", "ad182f"),
        ("colour", "#AD182F", "AD182F"),
        ("colour", "red", None),
        ("text", "n’importe quoi", "n’importe quoi"),
    ],
)
def test_amounts_and_colours_stay_text(kind: Kind, text: str, kept: str | None) -> None:
    assert understood(kind, text) == kept


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("float", ["48.1", "48,1"]),
        ("int", ["1", "1.0"]),
        ("date", ["20240701", "2024-07-01"]),
        ("colour", ["FFFFFF", "#FFFFFF"]),
        ("amount", ["1.5", "1,5"]),
    ],
)
def test_repairs_are_known(kind: Kind, texts: list[str]) -> None:
    means = meaning(pa.array(texts, pa.string()), Field(kind))

    assert means.repaired.tolist() == [False, True]


@given(st.lists(st.floats(-180, 180), min_size=1, max_size=5))
def test_a_longitude_keeps_every_digit(numbers: list[float]) -> None:
    means = meaning(pa.array([repr(number) for number in numbers], pa.string()), Field("lon"))

    assert np.array_equal(means.values, numbers)
    assert means.valid.all()


@pytest.mark.parametrize("kind", ["id", "int", "float", "lat", "time", "date", "colour", "amount"])
def test_a_column_without_values_means_nothing(kind: Kind) -> None:
    means = meaning(pa.array([], pa.string()), Field(kind))

    assert len(means.values) == len(means.valid) == len(means.repaired) == 0
