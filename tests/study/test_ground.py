"""Ground steps: the map in metres, the perimeter, the centre, the people."""

import pytest

from beffroi.study.ground import located, steps, town_of
from beffroi.study.settings import Settings
from beffroi.study.workshop import Workshop


def test_the_map_comes_out_in_the_legal_projection(shop: Workshop) -> None:
    streets = located(shop, "streets")

    assert streets.crs.to_epsg() == 2154
    assert streets.length.round().tolist() == pytest.approx([400] * 10, abs=1)


def test_the_town_is_that_of_the_register(shop: Workshop) -> None:
    assert town_of(shop).name == "Redon"


def test_the_place_names_the_main_street_and_its_perimeter(shop: Workshop) -> None:
    place = shop.document("place")

    assert place["main_street"] == "Grande Rue"
    assert place["perimeter"]["given"]
    assert place["perimeter"]["name"]["fr"] == "centre.geojson"


def test_a_step_is_made_for_each_register_that_a_study_has() -> None:
    bare = Settings("35236", sources={"osm": ("a.osm",)})
    rich = Settings("35236", sources={"osm": ("a.osm",), "bnlc": ("b.csv",), "grid": ("c.csv",)})

    assert [step.name for step in steps(bare)] == ["registers", "map", "place"]
    assert [step.name for step in steps(rich)] == ["registers", "map", "place", "bnlc"]
    assert steps(rich)[2].inputs == ("grid",)
