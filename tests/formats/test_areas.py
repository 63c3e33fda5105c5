"""Areas written for a map."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.formats import areas
from beffroi.foundation.errors import InputError

SQUARE = gpd.GeoDataFrame(
    {"minutes": [5.0]}, geometry=[shapely.box(700_000, 6_600_000, 700_200, 6_600_200)], crs=2154
)


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson"])
def test_areas_are_read_back(tmp_path: Path, name: str) -> None:
    areas.write(SQUARE, tmp_path / name, layer="isochrones")

    found = gpd.read_file(tmp_path / name)

    assert found.crs.to_epsg() == 4326
    assert found["minutes"].tolist() == [5]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_that_does_not_say_the_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.gpkg or \.geojson"):
        areas.write(SQUARE, tmp_path / "a.shp", layer="isochrones")
