import geopandas as gpd
import numpy as np
import pytest
import shapely

from beffroi.report.atlas import atlas
from beffroi.report.drawn import Drawn
from beffroi.report.overlays import services, squares
from tests.report import twin
from tests.report.conftest import Opener


def inhabited() -> gpd.GeoDataFrame:
    return twin.table(
        population=[120.0, 40.0, 7.0],
        off_streets=[False, False, True],
        minutes_walk=[4.0, np.nan, np.nan],
        minutes_without_car=[4.0, 31.0, np.nan],
        geometry=[twin.square(0, 0, 1), twin.square(1, 0, 1), twin.square(2, 0, 1)],
    )


def by_key(layers: list[Drawn]) -> dict[str, Drawn]:
    return {layer.key: layer for layer in layers}


def test_squares_are_classed_after_their_time_and_the_unknown_apart() -> None:
    drawn = by_key(squares(inhabited()))

    assert drawn["squares-without_car"].classes == ("class-1", "class-4", "class-none")
    assert drawn["squares-walk"].classes == ("class-1", "class-5", "class-none")
    assert drawn["squares-walk"].facts["mark"] == ["4", ">60", "?"]
    assert drawn["squares-walk"].facts["minutes_walk"][2] is None


def test_the_legend_says_how_many_people_live_in_each_class() -> None:
    drawn = by_key(squares(inhabited()))

    said = [key.name.en for key in drawn["squares-without_car"].keys]
    assert said == [
        "up to 10 minutes: 120 inhabitants",
        "30 to 60 minutes: 40 inhabitants",
        "off the streets, unknown: 7 inhabitants",
    ]


def test_services_bear_a_letter_and_those_without_a_place_are_left_out() -> None:
    table = twin.table(
        kind=["taxi", "solidarity"], name=["Gare", None], capacity=[None, None],
        geometry=[shapely.Point(twin.at(1, 1)), shapely.Point(twin.at(1, 2))],
    )  # fmt: skip

    (drawn,) = services(table)

    assert drawn.facts["mark"] == ["T"]
    assert [key.mark for key in drawn.keys] == ["T"]


def test_what_is_off_is_in_the_legend_and_not_on_the_still_plan() -> None:
    shown = atlas(twin.study(layers={**twin.layers(), "access_squares": inhabited()}))

    assert shown is not None
    rows = {row.group: row for row in shown.legend}
    assert rows["squares-walk"].is_off
    assert not rows["streets"].is_off
    assert "squares-walk" not in shown.plan


@pytest.mark.browser
def test_one_set_of_areas_alone_is_shown(opener: Opener) -> None:
    report = opener(twin.study(layers={**twin.layers(), "access_squares": inhabited()}))
    report.wait_for_map()

    report.page.locator("[data-group=squares-walk]").check()
    report.page.locator("[data-group=squares-without_car]").focus()
    report.page.keyboard.press("Space")

    ticked = report.page.locator("[data-area]:not([data-area='']):checked")
    assert [box.get_attribute("data-group") for box in ticked.all()] == ["squares-without_car"]
    shown = "() => atlas.beffroiMap.getLayoutProperty('squares-walk', 'visibility')"
    assert report.page.evaluate(shown) == "none"
    assert report.said == []
