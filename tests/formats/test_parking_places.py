"""Inventories read again: what they hold, what is set aside, every fault at once."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.formats.parking_places import read
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError


def _layer(path: Path, **columns: list) -> Path:
    given = {
        "place_id": ["a", "b"],
        "kind": ["kerb", "off_street"],
        "spaces": [4, None],
        "geometry": [shapely.LineString([(0, 47), (0, 48)]), shapely.Point(0, 47)],
    }
    gpd.GeoDataFrame(given | columns, crs=4326).to_file(path)
    return path


@pytest.mark.parametrize("name", ["i.gpkg", "i.geojson"])
def test_an_inventory_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    reading = read(_layer(tmp_path / name, side=["left", None], street_id=["w1", None]))

    assert reading.table["place_id"].tolist() == ["a", "b"]
    assert reading.table["spaces"].isna().tolist() == [False, True]
    assert reading.table["source"].tolist() == ["osm", "osm"]
    assert reading.warnings == ()


def test_places_twice_are_set_aside_and_counted(tmp_path: Path) -> None:
    reading = read(_layer(tmp_path / "i.geojson", place_id=["a", "a"]))

    assert len(reading.table) == 1
    assert "1 place set aside" in reading.warnings[0].en


def test_sides_of_streets_cut_by_the_edge_are_told_apart(tmp_path: Path) -> None:
    reading = read(_layer(tmp_path / "i.gpkg", geometry=[None, shapely.Point(0, 47)]))

    assert reading.table["place_id"].tolist() == ["b"]
    assert (
        "1 place set aside, without a shape (a): the map names the street" in reading.warnings[0].en
    )


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path = _layer(tmp_path / "i.geojson", kind=["kerb", "garage"], spaces=["-4", "many"])

    with pytest.raises(FaultyFileError, match="garage") as told:
        read(path)
    assert "2 values of spaces" in str(told.value)


def test_columns_that_lack_and_files_of_something_else_are_refused(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"x": [1], "geometry": [shapely.Point(0, 47)]}, crs=4326).to_file(
        tmp_path / "i.geojson"
    )
    (tmp_path / "page.gpkg").write_text("<html>")

    with pytest.raises(FaultyFileError, match="place_id, kind, spaces"):
        read(tmp_path / "i.geojson")
    with pytest.raises(UnreadableFileError):
        read(tmp_path / "page.gpkg")
