"""A register of premises on disk."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from beffroi.formats import premises_layers
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.territory.commerce import PERIODS, PREMISES
from beffroi.territory.tables import STREETS


def register() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        PREMISES.framed(
            {
                "premises_id": ["osm:n1", "siret:00000000000000"],
                "state": ["trading", "unknown"],
                "name": ["<b>Chez = Paul</b>", None],
                "is_chain": [True, None],
                "area": [35.5, None],
                "sources": ["osm", "sirene"],
                "geometry": [shapely.Point(-2.08, 47.65), None],
            }
        )
    )


def streets() -> gpd.GeoDataFrame:
    line = shapely.LineString([(-2.08, 47.65), (-2.07, 47.65)])
    return gpd.GeoDataFrame(
        STREETS.framed({"street_id": ["w1"], "highway": ["residential"], "name": ["Grande Rue"],
                        "nodes": [[1, 2]], "geometry": [line]})
    )  # fmt: skip


def test_a_register_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path, periods = tmp_path / "premises.gpkg", PERIODS.framed(
        {"period_id": ["x"], "siret": ["00000000000000"], "state": ["closed"]}
    )  # fmt: skip

    premises_layers.write(
        path, register(), streets(), periods=periods, about={"date": "2024-05-01"}
    )
    made, roads, past, about = premises_layers.read(path)

    pd.testing.assert_frame_equal(pd.DataFrame(made.drop(columns="geometry")),
                                  pd.DataFrame(register().drop(columns="geometry")))  # fmt: skip
    assert made.geometry.iloc[0].equals(shapely.Point(-2.08, 47.65))
    assert made.geometry.isna().tolist() == [False, True]
    assert roads["name"].tolist() == ["Grande Rue"]
    assert past is not None
    pd.testing.assert_frame_equal(past, periods)
    assert about == {"date": "2024-05-01"}


def test_a_map_layer_without_premises_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    streets().drop(columns="nodes").to_file(path, layer="roads", driver="GPKG")

    with pytest.raises(FaultyFileError, match="roads"):
        premises_layers.read(path)


def test_premises_that_lost_their_state_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    register().drop(columns="state").to_file(path, layer="premises", driver="GPKG")

    with pytest.raises(FaultyFileError, match="state"):
        premises_layers.read(path)


def test_two_premises_of_one_name_are_refused(tmp_path: Path) -> None:
    path, twice = tmp_path / "x.gpkg", register()
    twice["premises_id"] = "osm:n1"
    twice.to_file(path, layer="premises", driver="GPKG")

    with pytest.raises(FaultyFileError, match="premises_id"):
        premises_layers.read(path)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_text("no layer", encoding="utf-8")

    with pytest.raises(UnreadableFileError):
        premises_layers.read(path)


def test_a_state_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "premises.gpkg"
    premises_layers.write(path, register().assign(state=["bleu", "unknown"]), streets(), about={})

    with pytest.raises(FaultyFileError, match="osm:n1 are of state 'bleu'"):
        premises_layers.read(path)
