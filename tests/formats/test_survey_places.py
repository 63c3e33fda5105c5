"""Places of a survey, from a sheet that a person kept or the layer of an inventory."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from beffroi.formats.survey_places import read
from beffroi.foundation.errors import FaultyFileError


def test_a_sheet_is_read_with_its_decimal_commas_and_its_hours(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "Rue;Nombre de places;Durée max;Réglementation\nRue Haute;12;1h30;zone bleue\n"
        "Rue Basse;4,5;90 min;payant\nRue X;-3;?;\n", encoding="utf-8",
    )  # fmt: skip

    places, said = read(path)

    assert places["street"].tolist() == ["Rue Haute", "Rue Basse", "Rue X"]
    assert places["spaces"].fillna(-9).tolist() == [12, 4.5, -9]
    assert places["limit"].fillna(-9).tolist() == [90, 90, -9]
    assert [words.en for words in said] == [
        "places.csv: spaces not understood, held as unknown, on lines 4",
        "places.csv: limit not understood, held as unknown, on lines 4",
    ]


@pytest.mark.parametrize("name", ["places.geojson", "places.parquet"])
def test_the_layer_of_an_inventory_is_read(tmp_path: Path, name: str) -> None:
    frame = gpd.GeoDataFrame(
        {"place_id": ["w1:left"], "name": pd.Series([None], dtype="string"), "spaces": [7.0],
         "maxstay": [60.0], "street": ["Rue Haute"], "regulation": ["blue_zone"]},
        geometry=[shapely.Point(5, 44)], crs=4326,
    )  # fmt: skip
    if name.endswith("parquet"):
        frame.to_parquet(tmp_path / name)
    else:
        frame.to_file(tmp_path / name)

    places, _ = read(tmp_path / name)

    assert places[["place_id", "street", "spaces", "limit"]].to_numpy().tolist() == [
        ["w1:left", "Rue Haute", 7.0, 60.0]
    ]
    assert places["geometry"].iloc[0].x == 5


def test_a_sheet_without_spaces_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("rue;longueur\nRue Haute;12\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="spaces"):
        read(path)


def test_a_place_listed_twice_is_said(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("rue;places\nRue Haute;5\nrue haute;12\nRue Basse;3\n", encoding="utf-8")

    _, said = read(path)

    assert [words.en for words in said] == [
        "places.csv: rue haute is listed more than once: its spaces are added"
    ]
