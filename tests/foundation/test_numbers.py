"""Numbers as people read them."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.foundation.numbers import (
    HARD_SPACE,
    NARROW_SPACE,
    UNITS,
    grouped,
    said,
    said_in_both,
    said_interval,
    unit_name,
)

OSM = Source("osm", "OSM", "OSM", "", "")


def test_french_parts_thousands_with_a_narrow_space_and_decimals_with_a_comma() -> None:
    assert grouped(1234567.5, 1, "fr") == f"1{NARROW_SPACE}234{NARROW_SPACE}567,5"


def test_a_share_is_said_in_per_cent() -> None:
    assert said(0.0857, "1", "fr") == f"8,6{NARROW_SPACE}%"
    assert said(1.0, "1", "en") == "100%"


@pytest.mark.parametrize("value", [0.004, -0.004])
def test_what_is_almost_nothing_is_not_said_to_be_0_00(value: float) -> None:
    tiny = Figure("a.b", Words("", ""), value, "min", "2019", (OSM,), Words("", ""), (value, 0.02))

    assert said_in_both(tiny).fr == f"presque 0{HARD_SPACE}min"
    assert said(value, "min", "en") == f"almost 0{HARD_SPACE}min"
    assert said_interval(tiny, "fr") == f"presque 0{HARD_SPACE}min – 0,02{HARD_SPACE}min"
    assert said(value / 100, "1", "fr") == f"presque 0{NARROW_SPACE}%"
    assert said(value, "vehicle", "en") == f"0{HARD_SPACE}vehicles"
    assert said(0.0, "min", "fr") == f"0{HARD_SPACE}min"


def test_zero_takes_the_singular_in_french_and_the_plural_in_english() -> None:
    assert said(0.0, "shop", "fr") == f"0{HARD_SPACE}commerce"
    assert said(0.0, "shop", "en") == f"0{HARD_SPACE}shops"


def test_a_unit_without_a_name_is_its_own_symbol() -> None:
    assert unit_name("m/s", "fr") == "m/s"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_unit_has_names_in_both_languages(language: str) -> None:
    units = tomllib.loads(UNITS.read_text(encoding="utf-8"))

    unnamed = [unit for unit, names in units.items() if not names[language]]
    assert unnamed == ["rank", "ratio"]


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_in_french_reads_back_as_itself(value: float, decimals: int) -> None:
    text = grouped(value, decimals, "fr")

    assert float(text.replace(NARROW_SPACE, "").replace(",", ".")) == pytest.approx(
        round(value, decimals), abs=1e-6
    )


def test_people_are_counted_whole() -> None:
    assert said(31.4, "person", "en") == f"31{HARD_SPACE}inhabitants"


def test_nothing_rounds_to_minus_zero() -> None:
    assert grouped(-0.04, 1, "en") == "0.0"


def test_a_count_has_no_interval_to_say() -> None:
    source = Source("osm", "OSM", "OSM", "", "")
    count = Figure("a.b", Words("", ""), 3.0, "shop", "", (source,), Words("", ""))

    assert said_interval(count, "fr") == ""
