import json

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.report.parking_hours import hours_part

PLACES = gpd.GeoDataFrame(
    {"place_id": ["a", "b", "c"], "name": ["Rue <b>A</b>", None, "Halle"]},
    geometry=[shapely.LineString([(0, 47), (0.001, 47)]), shapely.Point(0.0005, 47.0005),
              shapely.box(0.001, 47.0, 0.0012, 47.0002)], crs=4326,
)  # fmt: skip
OCCUPIED = pd.DataFrame({
    "place_id": ["a", "a", "b", "b"], "hour": ["9 h", "10 h", "9 h", "10 h"],
    "occupancy": [0.5, 0.899, 0.7, float("nan")],
})  # fmt: skip


def test_each_place_has_a_class_and_a_number_by_hour() -> None:
    part = hours_part(PLACES, OCCUPIED, {})

    assert part is not None
    assert part.hours == ("9 h", "10 h")
    assert part.rows == (
        ("Rue <b>A</b>", (("calm", "50"), ("busy", "89"))),
        ("b", (("fair", "70"), ("none", "–"))),
    )
    assert "<b>" not in part.plan
    assert "<" not in part.data
    assert json.loads(part.data)["places"][0][1] == ["busy", "89"]


def test_one_hour_or_no_place_needs_no_slider() -> None:
    assert hours_part(PLACES, OCCUPIED[OCCUPIED["hour"] == "9 h"], {}) is None
    assert hours_part(PLACES.iloc[2:], OCCUPIED, {}) is None
