"""Service of lines, direction by direction."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.service.basin import Basin, basin
from beffroi.engines.mobility.service.lines import line_hours, line_service
from tests.engines.mobility.service.drawn import HOUR, calendar, feed, tables

WEEK = [calendar("w", "1111100", "2026-09-01", "2026-09-30")]


def drawn() -> Basin:
    """Draw a line: two runs from a to c, one from b to c, and one back."""
    runs = {
        "t": {"stops": "abc", "hours": (8, 8.25, 8.5)},
        "u": {"stops": "abc", "hours": (10, 10.25, 10.5)},
        "v": {"stops": "bc", "hours": (11, 11.5)},
        "w": {"stops": "cba", "hours": (25, 25.25, 25.5)},
    }
    return basin([feed(tables(runs, WEEK))])


def ways(found: Basin, *lengths: float) -> pd.DataFrame:
    n = len(found.schedules["gtfs-1"].trips)
    return pd.DataFrame(
        {"length": lengths or [9000.0] * n, "measured": ["shape"] * n, "duration": [1800.0] * n}
    )


def test_a_line_is_measured_at_the_stop_that_most_runs_leave() -> None:
    found = drawn()

    rows = line_service(found, ways(found), None).set_index("direction")

    assert rows["stop_id"].tolist() == ["b", "c"]
    assert rows["departures"].tolist() == [3, 1]
    assert rows["runs"].tolist() == [3, 1]
    assert rows.loc[0, "headway_midday"] == pytest.approx(0.75 * HOUR)
    assert (rows["first"] / HOUR).tolist() == [8, 25]


def test_speed_is_the_way_of_all_runs_over_their_time() -> None:
    found = drawn()

    rows = line_service(found, ways(found, 9000, 9000, np.nan, 4500), None)

    assert rows["speed"].tolist() == pytest.approx([5.0, 2.5])
    assert rows["measured"].tolist() == ["shape", "shape"]


def test_without_a_centre_shop_hours_are_not_known() -> None:
    found = drawn()

    assert line_service(found, ways(found), None)["at_shop_hours"].isna().all()


def test_a_line_is_tried_at_shop_hours() -> None:
    found = drawn()

    rows = line_service(found, ways(found), np.asarray(found.stops["stop_id"] == "c"))

    assert rows["at_shop_hours"].tolist() == [True, True]


def test_runs_are_counted_at_the_hour_when_they_begin() -> None:
    hours = line_hours(drawn())

    assert hours[["direction", "hour", "departures"]].to_numpy().tolist() == [
        [0, 8, 1], [0, 10, 1], [0, 11, 1], [1, 25, 1],
    ]  # fmt: skip
