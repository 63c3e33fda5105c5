"""The map of vitality: vacant premises by age, runs and poles."""

import numpy as np
import pytest
import shapely

from beffroi.report.commerce_vitality_map import layers
from beffroi.report.drawn import Drawn
from beffroi.report.metres import Scale
from beffroi.study.commerce_vitality import Asked, vitality
from tests.study import commerce_street as street


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    since = [None, None, None, "2026-07-01", "2025-06-01", None, *[None] * (street.SHOPS - 6)]
    path = street.write(tmp_path_factory.mktemp("street"), vacant_since=since)
    found = layers(vitality(Asked(path)), Scale(street.LON, street.LAT))
    return {layer.key: layer for layer in found}


def test_vacant_premises_have_the_colour_and_letter_of_their_age(drawn: dict[str, Drawn]) -> None:
    vacant = drawn["shops_vacant"]

    assert vacant.classes == ("class-2", "class-4", "class-none")
    assert vacant.facts["mark"] == ["6", "L", "?"]
    assert vacant.facts["since"][2] is None
    assert len(vacant.keys) == 3


def test_a_run_covers_its_premises_and_a_pole_all_shops(drawn: dict[str, Drawn]) -> None:
    run = drawn["shops_runs"].shapes[0]

    assert all(shapely.intersects(run, one) for one in drawn["shops_vacant"].shapes)
    assert drawn["shops_poles"].count == 1
    ring = shapely.convex_hull(drawn["shops_poles"].shapes[0])
    assert shapely.contains(ring, np.asarray(drawn["shops_trading"].shapes)).all()


def test_trading_shops_tell_their_family(drawn: dict[str, Drawn]) -> None:
    assert drawn["shops_trading"].count == 21
    assert {words.en for words in drawn["shops_trading"].facts["family"]} == {
        "Clothing and accessories", "Specialised food",
    }  # fmt: skip
