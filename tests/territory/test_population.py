"""Population: people placed on dwellings."""

import geopandas as gpd
import pytest
import shapely

from beffroi.territory.population import floor_area, is_whole, spread
from beffroi.territory.tables import BUILDINGS


def buildings(*drawn: tuple[str, float, float | None]) -> gpd.GeoDataFrame:
    """Draw buildings of a kind, a ground area and storeys."""
    return BUILDINGS.framed(
        {
            "building_id": [f"w{n}" for n in range(len(drawn))],
            "building": [kind for kind, _, _ in drawn],
            "levels": [levels for _, _, levels in drawn],
            "geometry": [
                shapely.box(100 * n, 0, 100 * n + 10, area / 10)
                for n, (_, area, _) in enumerate(drawn)
            ],
        },
        crs="EPSG:2154",
    )


def test_the_floor_is_the_footprint_times_the_storeys() -> None:
    floor = floor_area(buildings(("house", 100, 2), ("apartments", 300, 4)))

    assert floor.tolist() == [200, 1200]


def test_unknown_storeys_are_those_usual_for_the_kind() -> None:
    floor = floor_area(
        buildings(("house", 100, 3), ("house", 100, None), ("apartments", 100, None))
    )

    assert floor.tolist() == [300, 300, 200]


@pytest.mark.parametrize("kind", ["garage", "church", "retail", "industrial"])
def test_nobody_lives_in_what_is_not_a_dwelling(kind: str) -> None:
    assert floor_area(buildings((kind, 100, 2))).tolist() == [0]


def test_a_hall_without_a_use_is_no_dwelling() -> None:
    assert floor_area(buildings(("yes", 3000, 1), ("yes", 100, 1))).tolist() == [0, 100]


def test_a_whole_commune_shares_out_its_census_population() -> None:
    placed = spread(buildings(("house", 100, 1), ("house", 100, 3)), 40, 1.0)

    assert placed.cells["population"].tolist() == [10, 30]
    assert placed.total == 40
    assert placed.interval is None


def test_a_part_of_a_commune_houses_people_by_floor_and_says_how_unsure_that_is() -> None:
    placed = spread(buildings(("house", 100, 1), ("house", 100, 3)), 1000, 0.1)

    assert placed.total == pytest.approx(400 * 0.8 / 40)
    low, high = placed.interval
    assert low < placed.total < high


def test_a_part_never_houses_more_people_than_the_whole() -> None:
    placed = spread(buildings(("apartments", 1000, 8)), 50, 0.1)

    assert placed.total == 50
    assert placed.interval[1] <= 50


def test_a_map_without_dwellings_leaves_the_people_unknown() -> None:
    placed = spread(buildings(("church", 500, 1)), 40, 1.0)

    assert placed.total is None
    assert placed.cells.empty


def test_a_map_with_fewer_dwellings_than_streets_leaves_the_people_unknown() -> None:
    placed = spread(buildings(("house", 100, 1), ("house", 100, 1)), None, None, n_streets=2)

    assert placed.total is None
    assert placed.cells.empty


def test_an_area_a_tenth_larger_than_the_commune_may_be_the_commune() -> None:
    assert is_whole(1.1)
    assert not is_whole(1.3)
