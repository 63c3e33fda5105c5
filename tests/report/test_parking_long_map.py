import geopandas as gpd
import pandas as pd
import shapely

from beffroi.report.parking_long_map import long_map

LONG = pd.DataFrame({
    "section": ["A", "B"], "seen": 30, "over": 8.0, "long": [6, -1], "spaces": 10.0, "days": 1.0,
    "limit": 60.0,
})  # fmt: skip
SHAPES = gpd.GeoDataFrame(
    {"place_id": ["A", "B"], "name": ["A", "B"]},
    geometry=[shapely.LineString([(0, 47), (0.001, 47)]), shapely.Point(0.001, 47.001)], crs=4326,
)  # fmt: skip


def test_sections_are_wider_and_more_orange_as_long_stayers_take_their_spaces() -> None:
    made = long_map(SHAPES, LONG, {})

    assert made is not None
    assert [name.en for _, name in made.keys] == [
        "50% of the spaces or more", "hidden, or spaces unknown",
    ]  # fmt: skip
    assert "a-class-5" in made.plan
    assert "a-class-none" in made.plan


def test_without_a_section_on_a_map_nothing_is_drawn() -> None:
    assert long_map(SHAPES.iloc[:0], LONG, {}) is None
    assert long_map(SHAPES, LONG.iloc[:0], {}) is None
