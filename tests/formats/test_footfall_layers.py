"""The layer of footfall, read back."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.formats import footfall_layers
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError

LINE = shapely.LineString([(-2.09, 47.65), (-2.08, 47.65)])


def test_what_is_no_index_is_left_out_and_flows_may_lack(tmp_path: Path) -> None:
    path = tmp_path / "f.gpkg"
    frame = gpd.GeoDataFrame({"index": [62.0, 400.0]}, geometry=[LINE, LINE], crs=4326)
    frame.to_crs(2154).to_file(path)

    found = footfall_layers.read(path)

    assert found["index"].tolist() == [62.0]
    assert found["passers"].isna().all()
    assert found.geometry[0].distance(LINE) < 1e-6


def test_another_layer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.geojson"
    gpd.GeoDataFrame({"x": [1]}, geometry=[LINE], crs=4326).to_file(path)

    with pytest.raises(FaultyFileError, match="index"):
        footfall_layers.read(path)
    with pytest.raises(UnreadableFileError):
        footfall_layers.read(tmp_path / "no.gpkg")
