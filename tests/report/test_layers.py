from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.formats import osm
from beffroi.foundation.language import Words
from beffroi.report import layers
from beffroi.report.drawn import Drawn
from beffroi.report.layers import drawn_layers
from beffroi.study.layers import walked
from tests.report import twin

STOP_FACTS = ("name", "departures", "service", "first", "last")


def by_key(tables: dict[str, gpd.GeoDataFrame]) -> dict[str, Drawn]:
    return {layer.key: layer for layer in drawn_layers(tables)}


def test_pieces_of_a_street_are_drawn_as_one() -> None:
    streets = by_key(twin.layers())["streets"]

    names = [name for name in streets.facts["name"] if name == "Rue des Tanneurs"]
    assert len(names) == 1
    assert streets.count == 5


def test_a_street_is_drawn_after_its_class() -> None:
    streets = by_key(twin.layers())["streets"]

    drawn = dict(zip(streets.facts["name"], streets.classes, strict=True))
    assert drawn["Grande Rue"] == "pedestrian"
    assert drawn["Quai du Port"] == "major"
    assert drawn[None] == "path"


def test_shops_are_parted_by_their_state() -> None:
    drawn = by_key(twin.layers())

    assert (drawn["trading"].count, drawn["vacant"].count) == (2, 1)
    assert drawn["trading"].facts["name"] == ["Boulangerie du Beffroi", "Au P’tit Train"]


def test_a_car_park_drawn_as_an_area_also_bears_a_sign() -> None:
    drawn = by_key(twin.layers())

    assert len(drawn["car-park-areas"].shapes) == 1
    assert len(drawn["car-park"].shapes) == 2
    assert drawn["car-park"].facts["capacity"][1] is None


def test_walks_are_areas_that_count_their_streets() -> None:
    drawn = by_key(twin.layers())

    walks = [drawn[f"minutes-{minutes}"] for minutes in (5, 10, 15)]
    assert [walk.count for walk in walks] == [2, 4, 1]
    assert {shape.geom_type for walk in walks for shape in walk.shapes} == {"Polygon"}


def test_no_ground_is_walked_twice_nor_faster_than_one_walks() -> None:
    centre = shapely.Point(0, 0)
    lines = [((0, 0), (300, 0)), ((0, 60), (300, 60)), ((300, 0), (700, 0)), ((0, 0), (0, 3000))]
    streets = gpd.GeoDataFrame(
        {"minutes": [0.0, 1.0, 4.9, 0.0]},
        geometry=[shapely.LineString(ends) for ends in lines], crs="EPSG:2154",
    )  # fmt: skip
    streets.loc[4] = [8.0, shapely.LineString([(600, 0), (700, 0)])]

    bands = walked(streets, centre)

    near, far = bands.geometry
    assert list(bands["minutes"]) == [5, 10]
    assert list(bands["streets"]) == [4, 1]
    assert near.intersection(far).area == pytest.approx(0, abs=1e-6)
    assert near.hausdorff_distance(centre) <= 5 * 75 + 41
    assert far.distance(shapely.Point(0, 3000)) > 2000


def test_the_courts_between_streets_are_filled_and_the_fields_left() -> None:
    def ring(side: float, x: float) -> shapely.LinearRing:
        return shapely.box(x, 0, x + side, side).exterior

    streets = gpd.GeoDataFrame(
        {"minutes": [1.0, 2.0]}, geometry=[ring(120, 0), ring(250, 0)], crs="EPSG:2154"
    )

    (ground,) = walked(streets, shapely.Point(100, 100)).geometry

    assert ground.contains(shapely.Point(60, 60))
    assert not ground.contains(shapely.Point(185, 185))


def test_pieces_of_the_main_street_are_one_line_that_can_bear_its_name() -> None:
    pieces = [twin.line((0, 2), (2, 2)), twin.line((2, 2), (4, 2))]
    tables = {"main_street": twin.table(name=["Grande Rue"] * 2, geometry=pieces)}

    drawn = by_key(tables)["main-street"]

    assert drawn.count == 2
    assert [shape.geom_type for shape in drawn.shapes] == ["LineString"]


def test_absent_and_empty_layers_are_not_drawn() -> None:
    tables = {"water": twin.layers()["water"].head(0), "greens": twin.layers()["greens"]}

    assert list(by_key(tables)) == ["greens"]


def test_the_smallest_buildings_are_left_out_of_a_great_town(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layers, "MOST_BUILDINGS", 2)
    squares = [twin.square(0, 0, side) for side in (0.3, 0.1, 0.2)]
    tables = {"buildings": twin.table(building=["house"] * 3, geometry=squares)}

    drawn = by_key(tables)["buildings"]

    assert [shape.area for shape in drawn.shapes] == [squares[0].area, squares[2].area]
    assert drawn.count == 3
    assert drawn.note.en == "The 2 largest are drawn."


def test_a_column_that_a_table_lacks_is_unknown() -> None:
    tables = {"stops": twin.layers()["stops"][["geometry"]]}

    drawn = by_key(tables)["stop"]

    assert drawn.facts == {key: [None, None] for key in STOP_FACTS}


def test_empty_and_missing_shapes_are_passed_over() -> None:
    tables = {
        "shops": twin.table(
            state=["trading"] * 3,
            name=["A", "B", "C"],
            kind=[None] * 3,
            geometry=[None, shapely.Point(), shapely.Point(twin.at(1, 1))],
        )
    }

    assert by_key(tables)["trading"].facts["name"] == ["C"]


@pytest.mark.real
def test_the_map_of_redon_draws_what_its_file_holds(real_data: Path) -> None:
    tables = osm.read(real_data / "osm" / "redon_35_fr.osm").tables

    drawn = by_key(tables)

    counts = {key: drawn[key].count for key in ("trading", "vacant", "car-park", "buildings")}
    assert counts == {"trading": 96, "vacant": 9, "car-park": 31, "buildings": 1075}
    assert drawn["streets"].count == 370


def test_stops_are_drawn_after_their_class_of_service() -> None:
    served = twin.layers()["stops"].assign(service_class=[30.0, None])

    stops = by_key({"stops": served})["stop"]

    assert stops.classes == ("30", "0")
    said, unknown = stops.facts["service"]
    assert isinstance(said, Words)
    assert said.fr == "30 ou plus par sens"
    assert unknown is None
