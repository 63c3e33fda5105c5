"""Areas within minutes along a street of 4 km."""

import numpy as np
import pytest
import shapely

from beffroi.engines.mobility.access import Basin, Task, ready
from beffroi.engines.mobility.access.inputs import NOWHERE
from beffroi.engines.mobility.access.isochrones import BESIDE, isochrone, reached_lines
from tests.engines.mobility.access.basins import DATE, X, Y, basin, bus, mapped, points

WINDOW = (7 * 3600, 8 * 3600)


def length(area: object) -> float:
    west, _, east, _ = area.bounds
    return east - west - 2 * BESIDE


def test_a_street_is_cut_where_the_time_is_up() -> None:
    laid = ready(basin(), points((2050, 0)), NOWHERE, Task(("walk",), longest=600.0))

    drawn = isochrone(laid, 0, "walk", (5, 10))

    assert drawn["minutes"].tolist() == [5, 10]
    assert [length(a) for a in drawn.geometry] == pytest.approx([750, 1500], abs=1)
    assert drawn["area"].iloc[0] == pytest.approx(drawn.geometry.iloc[0].area)


def test_within_a_single_stretch_one_gets_as_far_too() -> None:
    laid = ready(basin(), points((2050, 0)), NOWHERE, Task(("walk",)))
    ground = laid.ties.grounds["walk"]
    seconds = np.full(ground.graph.n_nodes, np.inf)
    seconds[ground.node[0]] = 0

    lines = reached_lines(ground, seconds, 16.0)

    assert sum(line.length for line in lines) == pytest.approx(2 * 16 * 1.25, abs=0.1)


def test_the_bus_carries_one_beyond_where_one_walks() -> None:
    laid = ready(basin(bus()), points((0, 0)), NOWHERE, Task(("walk", "transit"), DATE, WINDOW,
                                                             longest=1200.0))  # fmt: skip

    walked, ridden = (isochrone(laid, 0, mode, (20,)) for mode in ("walk", "transit"))

    assert length(walked.geometry.iloc[0]) == pytest.approx(1500, abs=1)
    assert length(ridden.geometry.iloc[0]) == pytest.approx(4000, abs=1)


@pytest.mark.parametrize("mode", ["bike", "quiet_bike", "car", "bike_transit", "park_ride"])
def test_every_mode_has_its_area(mode: str) -> None:
    given = basin(bus(), park_rides=points((1000, 0)))
    laid = ready(given, points((0, 0)), NOWHERE, Task((mode,), DATE, WINDOW))

    drawn = isochrone(laid, 0, mode, (30,))

    assert length(drawn.geometry.iloc[0]) > 2000


def test_a_quiet_way_round_is_not_taken_where_it_is_too_long() -> None:
    road = ({"highway": "primary", "maxspeed": "80"}, [(50.0 * n, 0.0) for n in range(41)])
    down = [(2000.0, 300.0), (2000.0, 100.0), (2000.0, 0.0)]
    lane = (
        {"highway": "residential"},
        [(0.0, 0.0), *((50.0 * n, 900.0) for n in range(41)), *down],
    )
    given = Basin(*mapped(road, lane), 2154)
    laid = ready(given, points((0, 450)), NOWHERE, Task(("bike", "quiet_bike"), longest=3600.0))

    drawn = isochrone(laid, 0, "quiet_bike", (30,)).geometry.iloc[0]

    assert drawn.covers(shapely.Point(X + 2000, Y + 320))
    assert not drawn.covers(shapely.Point(X + 2000, Y + 40))


def test_a_place_off_the_streets_has_no_area() -> None:
    laid = ready(basin(), points((0, 900)), NOWHERE, Task(("walk",)))

    assert isochrone(laid, 0, "walk", (10,)).empty
