"""Layers opened as what they are."""

import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.carriers import layers
from beffroi.foundation.errors import UnreadableFileError

AREA = gpd.GeoDataFrame({"code": ["35236"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=2154)
LINE = gpd.GeoDataFrame({"code": ["x"]}, geometry=[shapely.LineString([(0, 0), (1, 1)])], crs=2154)


def test_the_layer_of_areas_is_chosen_and_the_others_are_told(tmp_path: Path) -> None:
    path = tmp_path / "town.gpkg"
    LINE.to_file(path, layer="streets")
    AREA.to_file(path, layer="centre")

    layer = layers.read(path)

    assert layer.frame["code"].tolist() == ["35236"]
    assert "2 layers" in layer.warnings[0].en
    assert "centre" in layer.warnings[0].fr


def test_a_shapefile_beside_its_companions_is_read(tmp_path: Path) -> None:
    AREA.to_file(tmp_path / "centre.shp")

    layer = layers.read(tmp_path / "centre.shp")

    assert layer.frame["code"].tolist() == ["35236"]
    assert layers.epsg(tmp_path / "centre.shp") == 2154


def test_a_layer_without_geometry_has_no_reference_system(tmp_path: Path) -> None:
    path = tmp_path / "town.gpkg"
    AREA.to_file(path)

    assert layers.is_geopackage(path)
    assert "geometry" not in layers.read(path, read_geometry=False).frame


def test_a_file_that_points_elsewhere_is_not_followed(tmp_path: Path) -> None:
    AREA.to_file(tmp_path / "secret.gpkg")
    path = tmp_path / "centre.gpkg"
    path.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource relativeToVRT="1">'
        "secret.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )

    with pytest.raises(UnreadableFileError, match="no GeoPackage"):
        layers.read(path)


@pytest.mark.parametrize("n_bytes", [50, 100, 150])
def test_a_shapefile_cut_short_is_said_to_be_cut(tmp_path: Path, n_bytes: int) -> None:
    square = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326)
    square.to_file(tmp_path / "a.shp")
    cut = (tmp_path / "a.shp").read_bytes()[:n_bytes]
    (tmp_path / "a.shp").write_bytes(cut)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in tmp_path.glob("a.*"):
            if path.suffix != ".zip":
                archive.write(path, path.name)

    for name in ("a.shp", "a.zip"):
        with pytest.raises(UnreadableFileError, match="is cut"):
            layers.read(tmp_path / name)
