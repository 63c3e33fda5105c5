"""Areas of water, read and refused."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.formats import waters
from beffroi.foundation.errors import FaultyFileError


def written(folder: Path, shape: shapely.Geometry) -> Path:
    path = folder / "river.geojson"
    path.write_text(gpd.GeoSeries([shape], crs=4326).to_json(), encoding="utf-8")
    return path


def test_a_river_is_read(tmp_path: Path) -> None:
    found = waters.read(written(tmp_path, shapely.box(-54.1, 5.4, -54.0, 5.6)))

    assert found.areas.total_bounds.tolist() == [-54.1, 5.4, -54.0, 5.6]


@pytest.mark.parametrize(("shape", "said"), [
    (shapely.Point(-54.0, 5.4), "Point"),
    (shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "crosses itself"),
    (shapely.box(5, 100, 6, 101), "longitude"),
])  # fmt: skip
def test_what_is_no_water_is_refused(tmp_path: Path, shape: shapely.Geometry, said: str) -> None:
    with pytest.raises(FaultyFileError, match=said):
        waters.read(written(tmp_path, shape))
