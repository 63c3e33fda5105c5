"""Which shops are published, and what is refused of what a town says of its site."""

import dataclasses

import geopandas as gpd
import pytest
import shapely

from beffroi.foundation.errors import SettingsError
from beffroi.study.commerce_listing import Publication, checked, directory
from tests.report import commerce_twin

TOLD = Publication("Commerces", commerce_twin.FIRST)


def test_shops_are_in_the_order_of_their_names_those_without_last() -> None:
    names = [shop.name for shop in commerce_twin.made().shops]

    assert names[-1] == ""
    assert names[1:4] == ["Au Fournil d’Élise", "Cabinet de massage", "Chaussures Martin"]


def test_what_nobody_saw_and_what_is_not_understood_is_said() -> None:
    warnings = [words.en for words in commerce_twin.made().warnings]

    assert warnings[0].startswith("1 shop known by the register of establishments alone is not")
    assert warnings[1].startswith("The hours of 1 shop are not understood")
    assert ": " in warnings[2]


def test_the_reason_why_hours_are_not_understood_is_told_in_both_languages() -> None:
    said = commerce_twin.made().warnings[2]

    assert said.fr != said.en
    assert said.en.endswith(".")


def test_neighbours_of_premises_are_the_shops_that_trade() -> None:
    placed, _ = sorted(commerce_twin.made().vacancies, key=lambda one: one.area is None)

    assert (placed.area, placed.rent, placed.neighbours) == (62.0, 110.0, 2)
    assert placed.beside in {shop.name for shop in commerce_twin.made().shops}


def test_who_passes_before_premises_is_told_of_the_nearest_street() -> None:
    street = shapely.LineString([(-2.09, 47.6511), (-2.07, 47.6511)])
    flows = gpd.GeoDataFrame(
        {"index": [62.0], "low": [300.0], "high": [700.0]}, geometry=[street], crs=4326
    )

    made = directory(commerce_twin.premises(), TOLD, flows=flows)

    assert {(one.passing, one.passers) for one in made.vacancies} == {(62.0, (300.0, 700.0))}
    far = flows.translate(yoff=0.01)
    none = directory(commerce_twin.premises(), TOLD, flows=flows.set_geometry(far))
    assert {one.passing for one in none.vacancies} == {None}


def test_two_premises_of_one_name_for_a_page_are_one() -> None:
    rows = ({"premises_id": "osm:n1", "name": "A"}, {"premises_id": "osm-n1", "name": "B"})

    assert len(directory(commerce_twin.premises(rows), TOLD).shops) == 1


def test_without_a_map_nothing_is_fed_back() -> None:
    assert directory(commerce_twin.premises(), TOLD).feedback is None


def test_the_address_of_a_site_ends_with_a_stroke() -> None:
    assert checked(dataclasses.replace(TOLD, url="https://a.fr/b")).url == "https://a.fr/b/"


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"url": "javascript:alert(1)"}, "address of a site"),
        ({"url": "https://a.fr/?x"}, "address of a site"),
        ({"country": "France"}, "two capitals"),
        ({"zone": "Paris"}, "time zone"),
        ({"weeks": 900}, "2 to 26 weeks"),
        ({"school": "D"}, "A, B or C"),
        ({"contact": "moi"}, "neither an e-mail"),
    ],
)
def test_what_a_town_cannot_say_of_its_site_is_refused(
    change: dict[str, object], match: str
) -> None:
    with pytest.raises(SettingsError, match=match):
        checked(dataclasses.replace(TOLD, **change))  # type: ignore[arg-type]
