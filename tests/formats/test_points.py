"""Points that a person gives, in tables and layers, whole or damaged."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.formats import points
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError


def written(folder: Path, *lines: str) -> Path:
    path = folder / "p.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_table_is_read_with_its_weights(tmp_path: Path) -> None:
    found = points.read(written(tmp_path, "id;lon;lat;weight", "a;2,5;46,9;10", "b;2,6;46,8;"))

    assert found.table["id"].tolist() == ["a", "b"]
    assert found.table["lon"].tolist() == [2.5, 2.6]
    assert found.table["weight"].tolist()[0] == 10
    assert found.table["weight"].isna().tolist() == [False, True]
    assert found.warnings == ()


def test_french_headings_are_understood(tmp_path: Path) -> None:
    found = points.read(written(tmp_path, "Identifiant,Longitude,Latitude,Population", "a,2,46,7"))

    assert found.table.to_numpy().tolist() == [["a", 2, 46, 7]]


def test_without_ids_rows_are_numbered_and_without_weights_each_counts_one(tmp_path: Path) -> None:
    found = points.read(written(tmp_path, "lon,lat", "2,46", "3,47"))

    assert found.table["id"].tolist() == ["1", "2"]
    assert found.table["weight"].tolist() == [1, 1]


def test_thousands_of_ids_that_are_one_are_told_once(tmp_path: Path) -> None:
    found = points.read(written(tmp_path, "id,lon,lat", *["a,2,46"] * 5000, "b,2,46"))

    assert found.table["id"].tolist() == ["a", "b"]
    assert found.warnings[0].en == (
        "p.csv: 4999 points left out whose ids were there already (a, …)."
    )


def test_points_nowhere_unnamed_or_of_negative_weight_are_told(tmp_path: Path) -> None:
    found = points.read(
        written(tmp_path, "id,lon,lat,weight", "a,999,46,1", "b,,46,1", ",2,46,1", "c,2,46,-3")
    )

    assert found.table["id"].tolist() == ["c"]
    assert found.table["weight"].isna().all()
    assert [words.en.split(": ")[1][:20] for words in found.warnings] == [
        "2 points without a p", "1 point without an i", "1 negative weight ta",
    ]  # fmt: skip


def test_areas_of_a_layer_stand_for_a_point_inside(tmp_path: Path) -> None:
    square = gpd.GeoDataFrame({"idcar_200m": ["x"], "ind": [12.5]},
                              geometry=[shapely.box(700_000, 6_600_000, 700_200, 6_600_200)],
                              crs=2154)  # fmt: skip
    square.to_file(tmp_path / "s.gpkg")

    found = points.read(tmp_path / "s.gpkg")

    assert found.table[["id", "weight"]].to_numpy().tolist() == [["x", 12.5]]
    assert found.table["lon"].iloc[0] == pytest.approx(3.0013, abs=1e-3)


def test_geojson_is_read(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"id": "a"},
               "geometry": {"type": "Point", "coordinates": [2, 46]}}  # fmt: skip
    path = tmp_path / "p.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    assert points.read(path).table["id"].tolist() == ["a"]


def test_a_table_without_coordinates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="lacks columns"):
        points.read(written(tmp_path, "id,x", "a,1"))


def test_a_file_without_any_usable_point_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="no point that can be used"):
        points.read(written(tmp_path, "lon,lat", "999,46"))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        points.read(tmp_path / "none.csv")
