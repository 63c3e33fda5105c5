"""Coordinates of national files."""

import pandas as pd
import pytest

from beffroi.carriers import coordinates


def column(*texts: str | None) -> pd.Series:
    return pd.Series(texts, dtype="string")


def test_swapped_coordinates_are_put_right_and_told() -> None:
    found = coordinates.located(column("47.65"), column("-2,08"), column("35236-C-001"))

    assert (found.points.x.item(), found.points.y.item()) == (-2.08, 47.65)
    assert "1 coordinate written with a comma" in found.warnings[0].en
    assert "1 place whose longitude" in found.warnings[1].en


@pytest.mark.parametrize(
    ("lon", "lat"), [("0", "0"), ("", "47"), ("600000", "6700000"), ("x", "1")]
)
def test_a_place_off_france_is_not_placed(lon: str, lat: str) -> None:
    found = coordinates.located(column(lon), column(lat), column("35236-C-001"))

    assert not found.placed.any()
    assert found.points.isna().all()
    assert "35236-C-001" in found.warnings[0].fr


def test_legal_metres_of_each_territory_become_degrees() -> None:
    east = pd.Series([317345.0, 338000.0, None], dtype="Float64")
    north = pd.Series([6742000.0, 7690000.0, 6742000.0], dtype="Float64")

    lon, lat = coordinates.from_legal_metres(east, north, column("35236", "97411", "35236"))

    assert lon.round(1).tolist() == [-2.1, 55.4, pd.NA]
    assert lat.round(1).tolist() == [47.7, -20.9, pd.NA]
