"""GeoJSON: lines with their times, points as rows, maps told from rides."""

import json

from beffroi.formats.rides import geojson
from beffroi.formats.rides.track import Options
from tests.formats.rides.made import line

PLACES = [(-54.03, 5.5), (-54.03, 5.501)]
TIMES = ["2023-02-19T12:00:00Z", "2023-02-19T12:00:10Z"]


def test_the_times_of_a_line_stand_in_its_properties() -> None:
    for said in ({"coordTimes": TIMES}, {"coordinateProperties": {"times": [TIMES]}}):
        (track,) = geojson.read(line(PLACES, route="A", **said).encode(), Options()).tracks
        assert track.fixes["time"].tolist() == [1676808000.0, 1676808010.0]
        assert track.label == "A"


def test_latitudes_beyond_a_pole_are_longitudes() -> None:
    found = geojson.read(line([(-33.4, 151.2), (-33.5, 151.3)]).encode(), Options())

    assert found.tracks[0].fixes["lon"].tolist() == [151.2, 151.3]
    assert found.notes["swapped"] == 1


def test_a_named_system_of_coordinates_is_obeyed() -> None:
    document = json.loads(line([(446299.2, 4635291.7), (446300.0, 4635292.0)]))
    document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32616"}}

    (track,) = geojson.read(json.dumps(document).encode(), Options()).tracks

    assert track.fixes["lat"].between(41, 42).all()


def test_pieces_of_streets_are_no_rides() -> None:
    document = json.loads(line(PLACES))
    document["features"] *= 20

    found = geojson.read(json.dumps(document).encode(), Options())

    assert found.tracks == []
    assert found.notes["pieces"] == 20


def test_malformed_shapes_never_crash() -> None:
    for shape in (None, {"type": "LineString"}, {"type": "Point", "coordinates": "x"},
                  {"type": "LineString", "coordinates": [[1], "a", None, [2, 3]]}, 3):  # fmt: skip
        document = {"type": "FeatureCollection", "features": [{"type": "Feature",
                    "geometry": shape, "properties": []}]}  # fmt: skip
        geojson.read(json.dumps(document).encode(), Options())


def test_features_without_a_shape_are_counted() -> None:
    document = json.loads(line(PLACES))
    document["features"] += [None, {"type": "Feature", "geometry": None, "properties": {}}]

    found = geojson.read(json.dumps(document).encode(), Options())
    none = geojson.read(b'{"type": "FeatureCollection", "features": [null]}', Options())

    assert len(found.tracks) == 1
    assert found.notes["no_shape"] == 2
    assert +none.notes == {"no_shape": 1}
