"""Tags go to the columns that the tables promise."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.osm import tags
from beffroi.territory.table import Table
from beffroi.territory.tables import (
    AMENITIES,
    BICYCLE_PARKINGS,
    BUILDINGS,
    CAR_PARKS,
    OUTLETS,
    PARKING_SPACES,
    PLACES,
    ROUTE_RELATIONS,
    SHOPS,
    STREETS,
)

TABLES = (
    STREETS, BUILDINGS, SHOPS, OUTLETS, AMENITIES, CAR_PARKS, PARKING_SPACES, BICYCLE_PARKINGS,
    PLACES, ROUTE_RELATIONS,
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_read_from_the_tag_that_its_meaning_names(table: Table) -> None:
    sources = tags.sources(table)

    promised = {
        column: tag[1]
        for column, said in table.columns.items()
        if (tag := re.search(r"OSM tag `([^`]+)`", said.meaning))
    }
    assert {column: sources[column] for column in promised} == promised


@pytest.mark.parametrize(
    ("said", "state", "kind"),
    [
        ({"shop": "bakery"}, "trading", "bakery"),
        ({"shop": "yes"}, "trading", "yes"),
        ({"shop": "vacant"}, "vacant", None),
        ({"shop": "vacant", "disused:shop": "shoes"}, "vacant", "shoes"),
        ({"disused:shop": "yes"}, "vacant", None),
        ({"disused:shop": "butcher"}, "vacant", "butcher"),
        ({"shop": "no", "disused:shop": "butcher"}, "vacant", "butcher"),
        ({"shop": "books", "disused:shop": "butcher"}, "trading", "books"),
    ],
)
def test_premises_are_trading_or_vacant(said: dict[str, str], state: str, kind: str | None) -> None:
    assert (tags.shop_state(said), tags.shop_kind(said)) == (state, kind)


@pytest.mark.parametrize("said", [{}, {"shop": "no"}, {"disused:shop": "no"}, {"amenity": "bar"}])
def test_what_is_not_a_shop_has_no_state(said: dict[str, str]) -> None:
    assert tags.shop_state(said) == ""


@pytest.mark.parametrize(
    ("said", "kind", "is_area"),
    [
        ({"waterway": "river"}, "river", False),
        ({"waterway": "riverbank"}, "riverbank", True),
        ({"natural": "water"}, "water", True),
        ({"natural": "water", "water": "lake"}, "lake", True),
        ({"landuse": "basin"}, "basin", True),
        ({"waterway": "weir"}, None, True),
        ({"highway": "residential"}, None, True),
    ],
)
def test_water_is_a_course_or_an_area(
    said: dict[str, str], kind: str | None, is_area: bool
) -> None:
    assert (tags.water_kind(said), tags.is_water_area(said)) == (kind, is_area)


def test_greens_are_parks_woods_and_meadows() -> None:
    kinds = [
        tags.green_kind(said)
        for said in (
            {"leisure": "park"},
            {"landuse": "meadow"},
            {"natural": "wood"},
            {"leisure": "pitch"},
        )
    ]

    assert kinds == ["park", "meadow", "wood", None]


def test_street_parking_is_kept_whole_in_the_order_of_its_keys() -> None:
    said = {"parking:right": "no", "highway": "residential", "parking:left:orientation": "parallel"}

    assert tags.parking(said) == '{"parking:left:orientation": "parallel", "parking:right": "no"}'
    assert tags.parking({"parking": "surface"}) is None


@pytest.mark.parametrize("text", ["", "~30", "12;3", "-4", "1e3", "7'4\"", "12 places", "nan", "²"])
def test_what_is_not_a_plain_number_is_unknown(text: str) -> None:
    assert tags.number(text) is None


@given(
    st.integers(0, 10**6),
    st.integers(0, 99),
    st.sampled_from(".,"),
    st.sampled_from(["", "m", " m"]),
)
def test_a_plain_number_is_read_with_comma_or_point(
    units: int, hundredths: int, mark: str, unit: str
) -> None:
    read = tags.number(f"{units}{mark}{hundredths:02d}{unit}")

    assert read == pytest.approx(units + hundredths / 100)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_unknown(text: str) -> None:
    read = tags.whole(text)

    assert read is None or (read >= 0 and read.is_integer())


@pytest.mark.parametrize(
    ("said", "state", "last"),
    [
        ({"amenity": "cafe"}, "trading", None),
        ({"amenity": "bench"}, "", None),
        ({"office": "insurance", "disused:shop": "shoes"}, "trading", "shoes"),
        ({"disused:amenity": "bank"}, "vacant", "bank"),
        ({"disused:amenity": "bench"}, "", None),
        ({"shop": "vacant", "amenity": "cafe"}, "trading", None),
    ],
)
def test_premises_trade_as_soon_as_one_of_their_keys_says_so(
    said: dict[str, str], state: str, last: str | None
) -> None:
    assert (tags.outlet_state(said), tags.last_outlet(said)) == (state, last)
