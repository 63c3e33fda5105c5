"""Tables of parking, as people are handed them."""

import csv
import json
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from beffroi.formats import parking_layers, parking_places
from beffroi.foundation.errors import InputError
from beffroi.territory.parking import PARKING_PLACES

REMARKS = pd.DataFrame({"remark_id": ["w1:count"], "fr": ["Compter"]})


def places() -> gpd.GeoDataFrame:
    table = PARKING_PLACES.framed({
        "place_id": ["w1:left", "w2"], "kind": ["kerb", "off_street"], "source": "osm",
        "name": ["=1+1", None], "spaces": [12, None],
        "geometry": [shapely.LineString([(-2.08, 47.65), (-2.07, 47.65)]), shapely.Point(-2, 47)],
    })  # fmt: skip
    return gpd.GeoDataFrame(table)


def test_a_layer_is_read_again(tmp_path: Path) -> None:
    for ending in ("gpkg", "geojson"):
        path = tmp_path / f"places.{ending}"
        parking_layers.write({"parking_places": places(), "remarks": REMARKS}, path)

        again = parking_places.read(path).table

        assert again["place_id"].tolist() == ["w1:left", "w2"]
        assert again["spaces"].tolist()[0] == 12
        assert pd.isna(again["spaces"].tolist()[1])


def test_geojson_says_null_of_what_is_unknown(tmp_path: Path) -> None:
    parking_layers.write({"places": places()}, tmp_path / "places.geojson")

    told = json.loads((tmp_path / "places.geojson").read_text(encoding="utf-8"))
    assert [one["properties"]["spaces"] for one in told["features"]] == [12, None]


def test_a_csv_holds_a_point_and_no_formula(tmp_path: Path) -> None:
    parking_layers.write({"places": places()}, tmp_path / "places.csv")

    with (tmp_path / "places.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["name"], second["lon"], second["spaces"]) == ("'=1+1", "-2.0", "")


def test_a_workbook_holds_every_table(tmp_path: Path) -> None:
    parking_layers.write({"places": places(), "remarks": REMARKS}, tmp_path / "places.xlsx")

    book = openpyxl.load_workbook(tmp_path / "places.xlsx")
    assert book.sheetnames == ["places", "remarks"]
    assert book["places"]["C2"].data_type == "s"


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"let it end in \.gpkg"):
        parking_layers.write({"places": places()}, tmp_path / "places.shp")
