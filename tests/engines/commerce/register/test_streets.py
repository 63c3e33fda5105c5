"""The order of a walk."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.commerce.register.mapped import mapped
from beffroi.engines.commerce.register.streets import walk_order
from tests.engines.commerce.drawn import one_street, outlets


def ordered(*shops: dict[str, object]) -> pd.DataFrame:
    return walk_order(mapped(outlets(*shops), one_street()), one_street())


def numbered(*numbers: str | None, street: str = "Grande Rue") -> list[dict[str, object]]:
    return [{"addr_housenumber": number, "addr_street": street} for number in numbers]


def test_odd_numbers_then_even_ones_each_upwards() -> None:
    made = ordered(*numbered("4", "11", "2", "3", "12 bis", "12"))

    assert made.index.tolist() == [3, 1, 2, 0, 5, 4]
    assert made["side"].tolist() == ["odd", "odd", "even", "even", "even", "even"]


def test_without_numbers_they_come_along_the_street() -> None:
    shops = [{"geometry": shapely.Point(x, 0)} for x in (300, 100, 200)]

    assert ordered(*shops).index.tolist() == [1, 2, 0]


def test_streets_come_by_name_whatever_their_accents_and_the_nameless_last() -> None:
    away = {"geometry": shapely.Point(0, 5000)}
    made = ordered(away, {"addr_street": "Rue Zola"}, {"addr_street": "Rue de l'Évêché"})

    assert made["street"].fillna("–").tolist() == ["Rue de l'Évêché", "Rue Zola", "–"]


def test_nothing_to_walk_is_no_fault() -> None:
    assert len(ordered()) == 0


def test_a_street_that_the_map_does_not_draw_is_walked_along_its_premises() -> None:
    shops = [{"geometry": shapely.Point(0, y), "addr_street": "Rue Zola"} for y in (9, 1, 5)]
    none = gpd.GeoDataFrame(one_street().iloc[:0])

    made = walk_order(mapped(outlets(*shops), none), none)

    assert made.index.tolist() == [1, 2, 0]
