"""Every object that carries the tag has its row."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from beffroi.territory.tables import TABLES
from tests.formats.osm.sketch import GRID, read, relation, tags, way

SQUARE = (1, 2, 5, 4, 1)
BLOCK = (1, 3, 9, 7, 1)


def node(number: int, **said: str) -> str:
    return f'<node id="{number}" lat="48.0005" lon="2.0005">{tags(**said)}</node>'


def test_every_table_keeps_its_schema_even_without_rows(tmp_path: Path) -> None:
    extract = read(tmp_path, GRID)

    schemas = {table.name: table for table in TABLES}
    assert len(extract.tables) == 13
    for name, table in extract.tables.items():
        assert schemas[name].faults(table) == []
        assert list(table.columns) == list(schemas[name].columns)
        assert table.crs == "EPSG:4326"


def test_a_street_keeps_its_nodes_its_tags_and_its_line(tmp_path: Path) -> None:
    said = {"highway": "residential", "name": "Rue Haute", "oneway__bicycle": "no",
            "maxspeed": "30", "parking__left": "lane"}  # fmt: skip

    (street,) = read(tmp_path, GRID, way(1, 1, 2, 5, **said)).tables["streets"].itertuples()

    assert (street.street_id, street.highway, street.name) == ("w1", "residential", "Rue Haute")
    assert (street.oneway_bicycle, street.maxspeed) == ("no", "30")
    assert street.parking == '{"parking:left": "lane"}'
    assert street.nodes.dtype == np.int64
    assert street.nodes.tolist() == [1, 2, 5]
    assert list(street.geometry.coords) == [(2, 48), (2.001, 48), (2.001, 48.001)]


def test_a_square_drawn_as_a_street_stays_a_line(tmp_path: Path) -> None:
    streets = read(tmp_path, GRID, way(1, *SQUARE, highway="pedestrian", area="yes")).tables[
        "streets"
    ]

    assert streets.geometry.geom_type.tolist() == ["LineString"]
    assert streets["area"].tolist() == ["yes"]


def test_a_street_cut_by_the_edge_keeps_its_longest_part(tmp_path: Path) -> None:
    streets = [way(1, 77, 1, 2, 3, 78, 9, highway="path"), way(2, 1, 77, highway="path")]

    extract = read(tmp_path, GRID, *streets)

    table = extract.tables["streets"]
    assert [nodes.tolist() for nodes in table["nodes"]] == [[1, 2, 3], [1]]
    assert table.geometry.is_empty.tolist() == [False, True]
    assert [said.en[:40] for said in extract.warnings[1:]] == [
        "1 streets are cut at the edge of the fil",
        "1 streets have no two nodes in a row in ",
    ]


def test_the_nodes_of_the_streets_are_listed_once(tmp_path: Path) -> None:
    streets = (way(1, 5, 2, 1, highway="path"), way(2, 2, 3, 77, highway="path"))

    nodes = read(tmp_path, GRID, *streets, way(3, *SQUARE, building="yes")).street_nodes

    assert nodes["node_id"].tolist() == [1, 2, 3, 5]
    assert nodes["lon"].tolist() == [2, 2.001, 2.002, 2.001]


def test_nodes_and_relations_with_a_highway_tag_are_not_streets(tmp_path: Path) -> None:
    extract = read(
        tmp_path, GRID, node(20, highway="crossing"), relation(1, ("way", 1, ""), highway="service")
    )

    assert extract.tables["streets"].empty
    assert any("holds no street" in said.en for said in extract.warnings)


def test_a_relation_and_its_outer_way_are_two_objects_only_if_both_are_tagged(
    tmp_path: Path,
) -> None:
    both = (way(1, *SQUARE, building="yes"), way(2, *SQUARE))
    of_ways = (relation(8, ("way", 1, "outer"), type="multipolygon", building="yes"),
               relation(9, ("way", 2, "outer"), type="multipolygon", building="yes"))  # fmt: skip

    buildings = read(tmp_path, GRID, *both, *of_ways).tables["buildings"]

    assert buildings["building_id"].tolist() == ["w1", "r8", "r9"]


def test_storeys_and_heights_are_read_leniently(tmp_path: Path) -> None:
    said = [("2.5", "7 m"), ("3", "9,5"), ("2;3", "~12")]
    elements = [
        way(n, *SQUARE, building="yes", building__levels=levels, height=height)
        for n, (levels, height) in enumerate(said, start=1)
    ]

    extract = read(tmp_path, GRID, *elements)

    table = extract.tables["buildings"]
    assert table["levels"].fillna(-1).tolist() == [2.5, 3, -1]
    assert table["height"].fillna(-1).tolist() == [7, 9.5, -1]
    assert {"1 values of `building:levels`", "1 values of `height` are not p"} <= {
        said.en[:29] if "levels" in said.en else said.en[:30] for said in extract.warnings
    }


def test_shops_are_trading_or_vacant_and_counted_once(tmp_path: Path) -> None:
    extract = read(
        tmp_path, GRID, node(20, shop="bakery", opening_hours="Mo-Sa 07:00-19:00"),
        node(21, shop="vacant", disused__shop="shoes"), node(22, disused__shop="yes"),
        node(23, shop="no"), way(1, *SQUARE, shop="mall"),
    )  # fmt: skip

    shops = extract.tables["shops"]
    assert shops["shop_id"].tolist() == ["n20", "n21", "n22", "w1"]
    assert shops["state"].tolist() == ["trading", "vacant", "vacant", "trading"]
    assert shops["kind"].fillna("?").tolist() == ["bakery", "shoes", "?", "mall"]
    assert set(shops.geometry.geom_type) == {"Point"}
    assert shapely.box(2, 48, 2.001, 48.001).contains(shops.geometry.iloc[3])


def test_a_car_park_has_an_area_only_if_its_outline_is_whole(tmp_path: Path) -> None:
    park = {"amenity": "parking", "parking": "surface", "capacity": "12"}
    elements = (
        node(20, **park, capacity__disabled="no"),
        way(1, *SQUARE, **park, capacity__disabled="yes"),
        relation(9, ("way", 1, "outer"), ("way", 77, "outer"), type="multipolygon", **park),
    )

    extract = read(tmp_path, GRID, *elements)

    parks = extract.tables["car_parks"]
    assert parks["car_park_id"].tolist() == ["n20", "w1", "r9"]
    assert parks["capacity"].tolist() == [12, 12, 12]
    assert parks["capacity_disabled"].fillna(-1).tolist() == [0, -1, -1]
    # A thousandth of a degree at 48° North: 111.2 m by 74.6 m.
    assert parks["area"].fillna(0).tolist() == pytest.approx([0, 111.2 * 74.6, 0], rel=1e-3)
    assert extract.tables["amenities"]["amenity_id"].tolist() == ["n20", "w1", "r9"]


def test_an_object_of_which_nothing_is_present_is_counted_without_a_place(tmp_path: Path) -> None:
    lost = relation(9, ("way", 77, "outer"), type="multipolygon", amenity="school")

    extract = read(tmp_path, GRID, way(1, 1, 2, highway="path"), lost)

    assert extract.tables["amenities"].geometry.is_empty.tolist() == [True]
    assert any("1 objects have no member" in said.en for said in extract.warnings)


def test_bicycle_parkings_and_places_are_points(tmp_path: Path) -> None:
    extract = read(
        tmp_path, GRID,
        node(20, amenity="bicycle_parking", bicycle_parking="stands", capacity="8", covered="no"),
        way(1, *SQUARE, place="square", name="Place d'Armes"), node(21, place="islet"),
        node(22, place="town", name="Redon", population="9592"),
    )  # fmt: skip

    (stands,) = extract.tables["bicycle_parkings"].itertuples()
    places = extract.tables["places"]
    assert (stands.kind, stands.capacity, stands.covered) == ("stands", 8, "no")
    assert places["name"].tolist() == ["Redon", "Place d'Armes"]
    assert places["population"].fillna(-1).tolist() == [9592, -1]
    assert set(places.geometry.geom_type) == {"Point"}


def test_a_lake_cut_by_the_edge_keeps_its_shore(tmp_path: Path) -> None:
    lake = {"type": "multipolygon", "natural": "water", "water": "lake", "name": "Léman"}
    extract = read(
        tmp_path, GRID, way(1, 1, 2, 3), way(2, 1, 4, 7, waterway="river", name="Vilaine"),
        way(3, *SQUARE, natural="water"), way(4, 77, 78, waterway="canal"),
        way(5, 1, 2, 77, natural="water"), node(20, waterway="waterfall"),
        relation(9, ("way", 1, "outer"), ("way", 77, "outer"), **lake),
    )  # fmt: skip

    water = extract.tables["water"].set_index("water_id")
    assert water["kind"].to_dict() == {
        "w2": "river", "w4": "canal", "w3": "water", "w5": "water", "r9": "lake"
    }  # fmt: skip
    assert water.geometry.geom_type.tolist() == [
        "LineString", "LineString", "Polygon", "MultiLineString", "MultiLineString"
    ]  # fmt: skip
    assert water.geometry.is_empty.to_dict()["w4"]


def test_greens_are_areas(tmp_path: Path) -> None:
    extract = read(
        tmp_path, GRID, way(1, *SQUARE, leisure="park", name="Jardin"), node(20, leisure="park")
    )

    (park,) = extract.tables["greens"].itertuples()
    assert (park.green_id, park.kind, park.name) == ("w1", "park", "Jardin")
    assert park.geometry.geom_type == "Polygon"


def test_a_route_is_drawn_from_the_ways_present(tmp_path: Path) -> None:
    said = {"type": "route", "route": "bus", "ref": "2", "from": "Gare"}
    routes = (
        relation(1, ("way", 1, ""), ("way", 2, "platform"), ("way", 77, ""), **said),
        relation(2, ("node", 1, "stop"), ("node", 3, "stop"), **said),
        relation(3, ("way", 77, ""), **said),
        relation(4, ("relation", 1, ""), type="route_master", route_master="bus"),
    )

    table = read(tmp_path, GRID, way(1, 1, 2), way(2, 4, 5), *routes).tables["route_relations"]

    assert table["route_relation_id"].tolist() == ["r1", "r2", "r3"]
    assert table["n_members"].tolist() == [3, 2, 1]
    assert table["from"].tolist() == ["Gare"] * 3
    assert [shape.wkt for shape in shapely.normalize(table.geometry)] == [
        "MULTILINESTRING ((2 48, 2.001 48))", "POINT (2.001 48)", "POINT EMPTY"
    ]  # fmt: skip


def test_the_value_no_says_that_there_is_none(tmp_path: Path) -> None:
    extract = read(tmp_path, GRID, way(1, *BLOCK, building="no", amenity="no"))

    assert extract.tables["buildings"].empty
    assert extract.tables["amenities"].empty
