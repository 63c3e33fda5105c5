"""Commerce's figures: shops, vacancy, and the main street."""

import geopandas as gpd
import pytest
import shapely

from beffroi.engines.commerce.diagnosis import diagnosis
from beffroi.engines.commerce.families import family
from beffroi.engines.commerce.indicators import outcome
from beffroi.engines.commerce.inputs import Inputs
from beffroi.foundation.figures import Figure, Source
from beffroi.territory.tables import AMENITIES, SHOPS
from tests.engines.mobility.drawn import LAMBERT, streets

OSM = (Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0"),)


def shops(*states: str, hours: int = 0) -> gpd.GeoDataFrame:
    n = len(states)
    return SHOPS.framed(
        {
            "shop_id": [f"n{i}" for i in range(n)],
            "state": list(states),
            "kind": ["bakery" if state == "trading" else None for state in states],
            "opening_hours": ["Mo-Sa 09:00-19:00"] * hours + [None] * (n - hours),
            "geometry": [shapely.Point(10 * i, 5) for i in range(n)],
        },
        crs=LAMBERT,
    )


def figures(table: gpd.GeoDataFrame, main_street: str | None = "Grande Rue") -> dict[str, Figure]:
    grande_rue = streets({"highway": "residential", "name": "Grande Rue"})
    made = outcome(Inputs(table, AMENITIES.empty(), grande_rue, main_street, {"osm": OSM}))
    return {figure.id: figure for figure in made.figures}


def test_vacancy_is_a_share_of_all_premises_with_wilson_s_interval() -> None:
    rate = figures(shops(*["trading"] * 96, *["vacant"] * 9))["commerce.vacancy_rate"]

    assert rate.value == pytest.approx(9 / 105)
    assert rate.interval == pytest.approx((0.0457, 0.1549), abs=1e-4)


def test_a_town_without_shops_has_an_unknown_vacancy() -> None:
    found = figures(shops(), main_street=None)

    assert found["commerce.trading_shops"].value == 0
    assert found["commerce.vacancy_rate"].value is None
    assert [f.tone for f in diagnosis(found.values()) if f.id == "commerce.vacancy"] == ["unknown"]


def test_a_map_where_nobody_marked_vacancies_leaves_them_unknown() -> None:
    found = figures(shops(*["trading"] * 40))

    assert found["commerce.vacant_premises"].value is None
    assert found["commerce.vacancy_rate"].value is None
    assert found["commerce.main_street_vacancy_rate"].value is None


def test_a_small_survey_makes_a_probable_finding() -> None:
    found = diagnosis(figures(shops(*["trading"] * 9, "vacant")).values())

    vacancy = next(f for f in found if f.id == "commerce.vacancy")
    assert (vacancy.tone, vacancy.certainty) == ("critical", "probable")


def test_published_hours_are_a_share_of_trading_shops() -> None:
    found = figures(shops("trading", "trading", "vacant", hours=1))

    assert found["commerce.hours_known"].value == 0.5


def test_the_main_street_counts_its_own_premises() -> None:
    found = figures(shops("trading", "vacant"))

    assert found["commerce.main_street_premises"].value == 2
    assert found["commerce.main_street_vacancy_rate"].value == 0.5
    assert "Grande Rue" in found["commerce.main_street_premises"].name.fr


def test_an_unheard_of_shop_is_among_the_others() -> None:
    table = shops("trading")
    table["kind"] = table["kind"].replace("bakery", "hovercraft")

    assert family(table["kind"]).tolist() == ["other"]


@pytest.mark.parametrize(("vacant", "tone"), [(2, "context"), (9, "watch"), (20, "critical")])
def test_vacancy_of_a_map_is_a_floor_and_never_favourable(vacant: int, tone: str) -> None:
    found = figures(shops(*["trading"] * 96, *["vacant"] * vacant))
    judged = {one.id: one for one in diagnosis(found.values())}["commerce.vacancy"]

    assert found["commerce.vacancy_rate"].minimum
    assert found["commerce.vacant_premises"].minimum
    assert found["commerce.main_street_vacancy_rate"].minimum
    assert judged.tone == tone
    assert "au moins" in judged.statement.fr
    assert "at least" in judged.statement.en
