"""Commercial speed: along the line, by the distance given, or straight."""

import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.engines.mobility.service.schedule import schedule
from beffroi.engines.mobility.service.speeds import lengths
from tests.engines.mobility.service.drawn import APART, LAMBERT, ORIGIN, feed, stops, tables

COURSE = {"t": {"stops": "abc", "hours": (8, 8.1, 8.2)}}


def measured(given: dict[str, pd.DataFrame], **places: shapely.Point) -> pd.Series:
    bus = feed(given)
    points = [places.get(id_, point) for id_, point in zip("abc", bus.stops.geometry, strict=False)]
    return lengths(schedule(given), bus.stops.set_geometry(points, crs=LAMBERT), given).iloc[0]


def shape(*points: tuple[float, float]) -> pd.DataFrame:
    """Draw a line through metres from the origin."""
    drawn = stops([f"p{n}" for n in range(len(points))])
    moved = [shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in points]
    degrees = drawn.set_geometry(moved).geometry.to_crs(4326)
    return pd.DataFrame(
        {
            "shape_id": "s", "shape_pt_sequence": range(len(points)), "shape_pt_lat": degrees.y,
            "shape_pt_lon": degrees.x,
        }
    )  # fmt: skip


def with_shape(*points: tuple[float, float], **course: object) -> dict[str, pd.DataFrame]:
    given = tables({"t": COURSE["t"] | course}, shapes=shape(*points))
    given["trips"]["shape_id"] = "s"
    return given


def test_without_a_line_stops_are_joined_by_straight_lines() -> None:
    found = measured(tables(COURSE))

    assert found["measured"] == "straight"
    assert found["length"] == pytest.approx(2 * APART)
    assert found["duration"] == pytest.approx(720)


def test_the_line_is_followed_between_the_ends_alone() -> None:
    found = measured(with_shape((-500, 0), (0, 0), (400, 300), (800, 0), (2000, 0)))

    assert found["measured"] == "shape"
    assert found["length"] == pytest.approx(1000, abs=2)


def test_a_loop_is_followed_all_around() -> None:
    round_ = with_shape(
        (0, 0), (400, 0), (800, 0), (800, 400), (0, 400), (0, 0),
        stops="abca", hours=(8, 8.1, 8.2, 8.3),
    )  # fmt: skip

    found = measured(round_)

    assert found["measured"] == "shape"
    assert found["length"] == pytest.approx(2400, abs=3)


def test_a_line_drawn_elsewhere_is_not_followed() -> None:
    found = measured(with_shape((9000, 9000), (9010, 9000)))

    assert found["measured"] == "straight"


@pytest.mark.parametrize("unit", [1.0, 0.001])
def test_distances_given_at_stops_are_in_metres_or_kilometres(unit: float) -> None:
    given = tables(COURSE)
    given["stop_times"]["shape_dist_traveled"] = np.array([0.0, 450.0, 900.0]) * unit

    found = measured(given)

    assert (found["measured"], found["length"]) == ("given", pytest.approx(900))


def test_distances_that_cannot_be_are_not_believed() -> None:
    given = tables(COURSE)
    given["stop_times"]["shape_dist_traveled"] = [0.0, 0.0, 0.0]

    assert measured(given)["measured"] == "straight"


def test_a_stop_without_a_place_makes_the_way_unknown() -> None:
    nowhere = shapely.Point(float("inf"), float("inf"))

    assert np.isnan(measured(tables(COURSE), b=nowhere)["length"])


def test_a_feed_with_lines_for_some_trips_measures_the_others_straight() -> None:
    given = tables(COURSE, shapes=shape((0, 0), (800, 0)))

    assert measured(given)["measured"] == "straight"
