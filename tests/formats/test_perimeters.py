"""Perimeters, well drawn and badly."""

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.formats import perimeters
from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError

REDON = (-2.08, 47.65)
RING = [[-2.09, 47.64], [-2.07, 47.64], [-2.07, 47.66], [-2.09, 47.66], [-2.09, 47.64]]


def geojson(path: Path, *geometries: dict[str, object] | None, **members: object) -> Path:
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in geometries]
    document = {"type": "FeatureCollection", "features": features} | members
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def polygon(ring: list[list[float]] = RING) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_polygon_is_read(tmp_path: Path) -> None:
    reading = perimeters.read(geojson(tmp_path / "centre.geojson", polygon()), near=REDON)

    assert reading.perimeter.polygon.equals(shapely.box(-2.09, 47.64, -2.07, 47.66))
    assert reading.perimeter.name.fr == "centre"
    assert reading.warnings == ()


@pytest.mark.parametrize("kind", ["Feature", "Polygon", "GeometryCollection", "MultiPolygon"])
def test_every_shape_of_geojson_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "centre.geojson"
    document = {
        "Feature": {"type": "Feature", "properties": None, "geometry": polygon()},
        "Polygon": polygon(),
        "GeometryCollection": {"type": "GeometryCollection", "geometries": [polygon()]},
        "MultiPolygon": {"type": "MultiPolygon", "coordinates": [[RING]]},
    }[kind]
    path.write_text(json.dumps(document), encoding="utf-8")

    assert perimeters.read(path).perimeter.polygon.area == pytest.approx(0.0004)


@pytest.mark.parametrize("name", ["centre.gpkg", "centre.zip"])
def test_layers_in_lambert_are_turned_into_degrees(tmp_path: Path, name: str) -> None:
    layer = gpd.GeoDataFrame(geometry=[shapely.Polygon(RING)], crs=4326).to_crs(2154)
    path = tmp_path / name
    if name.endswith("zip"):
        layer.to_file(tmp_path / "centre.shp")
        with zipfile.ZipFile(path, "w") as archive:
            for part in tmp_path.glob("centre.*"):
                if part != path:
                    archive.write(part, part.name)
    else:
        layer.to_file(path)

    reading = perimeters.read(path, near=REDON)

    assert reading.perimeter.polygon.hausdorff_distance(shapely.Polygon(RING)) < 1e-6
    assert "RGF93" in reading.warnings[-1].fr


def test_an_old_geojson_that_declares_lambert_is_turned_into_degrees(tmp_path: Path) -> None:
    layer = gpd.GeoSeries([shapely.Polygon(RING)], crs=4326).to_crs(2154)
    shape = json.loads(shapely.to_geojson(layer.iloc[0]))
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}

    reading = perimeters.read(geojson(tmp_path / "a.geojson", shape, crs=crs), near=REDON)

    assert reading.perimeter.polygon.hausdorff_distance(shapely.Polygon(RING)) < 1e-6


def test_several_polygons_are_united_and_told(tmp_path: Path) -> None:
    beside = [[x + 0.02, y] for x, y in RING]

    reading = perimeters.read(geojson(tmp_path / "a.geojson", polygon(), polygon(beside)))

    assert reading.perimeter.polygon.area == pytest.approx(0.0008)
    assert "2 polygons" in reading.warnings[0].en


def test_an_outline_that_crosses_itself_is_repaired_and_told(tmp_path: Path) -> None:
    bow = [RING[0], RING[2], RING[1], RING[3], RING[0]]

    reading = perimeters.read(geojson(tmp_path / "a.geojson", polygon(bow)))

    assert reading.perimeter.polygon.is_valid
    assert "crosses itself" in reading.warnings[0].en


@pytest.mark.parametrize(
    ("shape", "fault"),
    [
        (polygon(RING[:-1]), "ring 1 does not close: it starts at .* and ends at"),
        ({"type": "LineString", "coordinates": RING}, "a LineString, not a polygon"),
        ({"type": "Point", "coordinates": REDON}, "a Point, not a polygon"),
        (polygon([RING[0], RING[1], RING[0]]), "ring 1 has 3 positions"),
        (polygon([RING[0], RING[0], RING[0], RING[0]]), "encloses no area"),
        ({"type": "Polygon", "coordinates": []}, "a Polygon is empty"),
        (polygon([["a", "b"]] * 4), "not a list of positions"),
        ({"type": "Polygon", "coordinates": "x"}, "not a list of positions"),
        (polygon([[1e300, 0], [1e300, 1], [0, 1], [1e300, 0]]), "not a list of positions"),
        (polygon([[float("nan"), 0]] * 4), "not a list of positions"),
        (None, "it holds no geometry"),
    ],
)
def test_what_is_no_outline_is_said(
    tmp_path: Path, shape: dict[str, object] | None, fault: str
) -> None:
    with pytest.raises(FaultyFileError, match=fault):
        perimeters.read(geojson(tmp_path / "a.geojson", shape))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "a.geojson", polygon(RING[:-1]), {"type": "Point", "coordinates": [0, 0]}
    )

    with pytest.raises(FaultyFileError) as caught:
        perimeters.read(path)

    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(
    ("corner", "found"),
    [
        ((317000.0, 6742000.0), r"look like metres in Lambert-93 \(EPSG:2154\)"),
        ((-231000.0, 6050000.0), "look like metres:|look like metres, and"),
        ((1e9, 1e9), "are on no map"),
    ],
)
def test_metres_that_declare_nothing_are_recognised(
    tmp_path: Path, corner: tuple[float, float], found: str
) -> None:
    box = shapely.box(*corner, corner[0] + 1000, corner[1] + 1000)
    path = geojson(tmp_path / "a.geojson", json.loads(shapely.to_geojson(box)))

    with pytest.raises(FaultyFileError, match=found):
        perimeters.read(path, near=REDON)


def test_swapped_coordinates_are_recognised(tmp_path: Path) -> None:
    swapped = [[y, x] for x, y in RING]

    with pytest.raises(FaultyFileError, match="look swapped"):
        perimeters.read(geojson(tmp_path / "a.geojson", polygon(swapped)), near=REDON)


def test_the_perimeter_of_another_town_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match=r"it lies \d+ km from the town"):
        perimeters.read(geojson(tmp_path / "a.geojson", polygon()), near=(5.03, 43.83))


def test_a_reference_system_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:999999"}}

    with pytest.raises(FaultyFileError, match="EPSG:999999"):
        perimeters.read(geojson(tmp_path / "a.geojson", polygon(), crs=crs))


def test_malformed_json_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "Polygon",\n "coordinates": [[[', encoding="utf-8")

    with pytest.raises(FaultyFileError, match="line 2"):
        perimeters.read(path)


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type":"Polygon","coordinates":' + "[" * 300_000, encoding="utf-8")

    with pytest.raises(HostileFileError, match="nested too deep"):
        perimeters.read(path)


@pytest.mark.parametrize("raw", [b"", b"perimetre", b"<html>404</html>"])
def test_what_is_no_map_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError):
        perimeters.read(path)


def test_a_layer_of_lines_is_refused(tmp_path: Path) -> None:
    gpd.GeoSeries([shapely.LineString(RING)], crs=4326).to_file(tmp_path / "a.gpkg")

    with pytest.raises(FaultyFileError, match="a LineString, not a polygon"):
        perimeters.read(tmp_path / "a.gpkg")


def test_an_archive_that_climbs_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../centre.shp", "x")

    with pytest.raises(HostileFileError, match="outside the archive"):
        perimeters.read(path)


@given(st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=3), st.just("Polygon")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["type", "coordinates", "features", "geometry", "geometries", "crs"]),
            inner, max_size=4,
        ),
    ),
    max_leaves=15,
))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_any_json_is_a_perimeter_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, document: object
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")

    try:
        reading = perimeters.read(path, near=REDON)
    except (FaultyFileError, UnreadableFileError):
        return

    assert reading.perimeter.polygon.is_valid


SQUARE = [[-2.09, 47.65], [-2.08, 47.65], [-2.08, 47.66], [-2.09, 47.65]]


def saved(folder: Path, ring: list[list[object]], **more: object) -> Path:
    path = folder / "hostile.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring], **more}))
    return path


@pytest.mark.parametrize("third", [None, "a", [1], True])
def test_a_position_of_anything_but_numbers_is_refused(tmp_path: Path, third: object) -> None:
    with pytest.raises(FaultyFileError, match="not a list of positions"):
        perimeters.read(saved(tmp_path, [[*point, third] for point in SQUARE]))
    with pytest.raises(FaultyFileError, match="not a list of positions"):
        perimeters.read(saved(tmp_path, [[True, *point[1:]] for point in SQUARE]))


def test_heights_and_more_are_left_out(tmp_path: Path) -> None:
    reading = perimeters.read(saved(tmp_path, [[*point, 1, 2, 3] for point in SQUARE]))

    assert reading.perimeter.polygon.equals(shapely.Polygon(SQUARE))


@pytest.mark.parametrize(
    ("west", "south", "east", "north", "said"),
    [
        (-180, -90, 180, 90, "360° wide"),
        (-2.09, 47.65, -2.09 + 1e-9, 47.66, "less than a house"),
        (-2.09, 47.65, -2.08999, 47.65001, "covers 1 m²"),
    ],
)
def test_a_perimeter_of_no_town_is_refused(
    tmp_path: Path, west: float, south: float, east: float, north: float, said: str
) -> None:
    box: list[list[object]] = [
        [*point] for point in shapely.box(west, south, east, north).exterior.coords
    ]

    with pytest.raises(FaultyFileError, match=said):
        perimeters.read(saved(tmp_path, box))


def test_a_reference_system_of_nowhere_is_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": 'LOCAL_CS["x"]'}}

    with pytest.raises(FaultyFileError, match="no system of the Earth"):
        perimeters.read(saved(tmp_path, SQUARE, crs=crs))


def test_metres_are_told_without_an_exponent(tmp_path: Path) -> None:
    metres: list[list[object]] = [[3e5, 67e5], [31e4, 67e5], [31e4, 674e4], [3e5, 67e5]]

    with pytest.raises(FaultyFileError, match="y from 6700000 to 6740000"):
        perimeters.read(saved(tmp_path, metres))
