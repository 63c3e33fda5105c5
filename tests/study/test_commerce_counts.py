"""Counts put on streets."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.study.commerce_counts import counted

STREETS = gpd.GeoDataFrame(
    {"street": ["Rue Basse", None, "Rue Morte"], "demand": [40.0, 5.0, 0.0]},
    geometry=[shapely.LineString([(-2.080, 47.65), (-2.078, 47.65)]),
              shapely.LineString([(-2.078, 47.65), (-2.076, 47.65)]),
              shapely.LineString([(-2.080, 47.652), (-2.076, 47.652)])], crs=4326,
).to_crs(2154)  # fmt: skip
ROWS = """point,lon,lat,begins,ends,passers
A,-2.079,47.65005,2026-09-15T11:00,2026-09-15T13:00,90
A,-2.079,47.65005,2026-09-19T11:00,2026-09-19T13:00,60
far,-2.050,47.65,2026-09-15T11:00,2026-09-15T12:00,9
dead,-2.078,47.652,2026-09-15T11:00,2026-09-15T12:00,9
"""


def test_counts_of_a_point_add_up_on_its_street(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(ROWS, encoding="utf-8")
    found = counted(path, STREETS, 2154)

    row = found.points.iloc[0]
    assert found.points["point"].tolist() == ["A"]
    assert (row["street"], row["hours"], row["passers"], row["demand"]) == ("Rue Basse", 4, 150, 40)
    assert row["week"] == pytest.approx(150 / row["share"])
    assert (row["error"], row["ninety"]) == (0.20, 0.41)
    assert [words.en.split(":")[-1] for words in found.warnings] == [" far.", " dead."]
