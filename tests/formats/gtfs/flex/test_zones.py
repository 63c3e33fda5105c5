"""Zones: valid polygons in degrees, named."""

from pathlib import Path

import pytest

from beffroi.formats.gtfs.flex.cells import Cells
from beffroi.formats.gtfs.flex.zones import zones

TEMPLATE = '{"type":"FeatureCollection","features":[{"id":"a","geometry":%s}]}'


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ('{"type":"Point","coordinates":[0,0]}', "it is no polygon"),
        ("null", "it is no polygon"),
        ('{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}', "crosses itself"),
        ('{"type":"Polygon","coordinates":[[[0,0],[9e5,0],[9e5,9e5],[0,0]]]}', "not degrees"),
        ('{"type":"Polygon","coordinates":"x"}', "it is no polygon"),
    ],
)
def test_a_zone_that_cannot_be_is_told(tmp_path: Path, geometry: str, said: str) -> None:
    path, cells = tmp_path / "z.geojson", Cells()
    path.write_text(TEMPLATE % geometry, encoding="utf-8")

    drawn = zones(path, cells)

    assert drawn is not None
    assert drawn.empty
    assert [said in fault.en for fault in cells.faults] == [True]
