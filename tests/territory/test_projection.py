"""The legal projection of each territory."""

import numpy as np
import pyproj
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.territory import projection


@pytest.mark.parametrize(
    ("code", "epsg"),
    [
        ("35236", 2154), ("2A004", 2154), ("2B", 2154), ("97105", 5490), ("97209", 5490),
        ("97302", 2972), ("97411", 2975), ("97502", 4467), ("97608", 4471), ("97701", 5490),
        ("97801", 5490), ("98818", 3163), ("98613", 8903),
    ],
)  # fmt: skip
def test_each_territory_has_the_projection_of_the_decree(code: str, epsg: int) -> None:
    assert projection.legal_epsg(code, 0.0, 0.0) == epsg


@pytest.mark.parametrize(
    ("lon", "lat", "epsg"),
    [(6.14, 46.2, 32632), (-73.03, 5.83, 32618), (6.7, 0.3, 32632), (-51.2, -30.0, 32722)],
)
def test_a_town_abroad_is_measured_in_its_utm_zone(lon: float, lat: float, epsg: int) -> None:
    assert projection.legal_epsg("", lon, lat) == epsg


def test_tahiti_is_measured_in_its_own_zone() -> None:
    assert projection.legal_epsg("98735", -149.57, -17.53) == 3297


def test_a_point_off_the_globe_is_refused() -> None:
    with pytest.raises(ShapeError, match="not on the globe"):
        projection.legal_epsg("", 600000.0, 6700000.0)


@pytest.mark.parametrize("legal", [projection.MAINLAND, *projection.OVERSEAS])
def test_metres_are_true_in_the_middle_of_each_territory(
    legal: projection.LegalProjection,
) -> None:
    west, south, east, north = legal.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    turn = pyproj.Transformer.from_crs(4326, legal.epsg, always_xy=True)
    one, other = turn.transform(lon, lat), turn.transform(lon, lat + 0.01)

    drawn = np.hypot(other[0] - one[0], other[1] - one[1])

    true = pyproj.Geod(ellps="GRS80").inv(lon, lat, lon, lat + 0.01)[2]
    assert drawn == pytest.approx(true, rel=0.003)
