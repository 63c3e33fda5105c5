"""The map of footfall."""

import geopandas as gpd
import shapely

from beffroi.report.commerce_footfall_map import street_layer, weekly
from beffroi.report.metres import Scale


def test_stretches_as_busy_as_one_another_are_one_shape_and_the_busiest_come_last() -> None:
    lines = [shapely.LineString([(n / 1000, 0), ((n + 1) / 1000, 0)]) for n in range(4)]
    streets = gpd.GeoDataFrame(
        {"street": ["Rue"] * 4, "street_id": ["w1"] * 4, "index": [100.0, 60.0, 3.0, 0.2],
         "passers": float("nan"), "low": float("nan"), "high": float("nan")},
        geometry=lines, crs=4326,
    )  # fmt: skip
    layer = street_layer(streets, Scale(0.0, 0.0))

    assert layer.classes == ("class-none", "class-1")
    assert [words.en for words in layer.facts["index"]] == ["3.0", "100"]
    assert layer.facts["week"] == [None, None]


def test_a_week_is_said_to_two_figures() -> None:
    assert weekly(1234.0, 410.0, 3720.0).en == "1,200 (410 to 3,700)"
    assert weekly(float("nan"), 1.0, 2.0) is None
