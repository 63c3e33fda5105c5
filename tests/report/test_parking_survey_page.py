"""The page of a parking survey: the colours of occupancy, and what is said of it."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.report.parking_survey_page import occupancies, rendered
from beffroi.study.parking_survey import Done


@pytest.mark.parametrize(
    ("share", "tone"),
    [(0.59, "calm"), (0.6, "fair"), (0.8, "busy"), (0.9, "full"), (1.4, "full"), (np.nan, "none")],
)
def test_each_occupancy_has_its_colour(share: float, tone: str) -> None:
    hours = pd.DataFrame({"section": ["R"], "hour": [9], "vehicles": [3.0], "occupancy": [share],
                          "low": [0.1], "high": [1.5]})  # fmt: skip

    _, rows = occupancies(hours)

    assert rows[0][1][0].tone == tone


def test_hours_without_a_pass_stay_blank() -> None:
    hours = pd.DataFrame({
        "section": ["R", "R"], "hour": [9, 11], "vehicles": 3.0, "occupancy": 0.5, "low": 0.1,
        "high": 0.9,
    })  # fmt: skip

    across, rows = occupancies(hours)

    assert across == (9, 10, 11)
    assert [cell.aside.en for cell in rows[0][1]] == ["10–90%", "no pass", "10–90%"]


def test_sections_that_are_on_a_map_have_their_hours_there() -> None:
    hours = pd.DataFrame({
        "section": ["R", "R"], "hour": [9, 11], "vehicles": 3.0, "occupancy": [0.5, 0.95],
        "low": 0.1, "high": 1.0,
    })  # fmt: skip
    shapes = gpd.GeoDataFrame({"place_id": ["R"], "name": ["R"]},
                              geometry=[shapely.LineString([(0, 47), (0.001, 47)])],
                              crs=4326)  # fmt: skip

    pages = [rendered(Done(Path(), "s", (), hours, (), (), (), (), (), where))
             for where in (shapes, shapes.iloc[:0])]  # fmt: skip

    assert ['id="hour"' in page for page in pages] == [True, False]
    assert 'class="h-place h-full" data-place="0"' in pages[0]
    assert pages[0].count("<table") == pages[1].count("<table")
