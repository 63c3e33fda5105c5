"""Journeys by public transport that begin on foot, by bike or by car."""

import numpy as np
import pytest

from beffroi.engines.mobility.access import Task, ready
from beffroi.engines.mobility.access.journeys import approach, journeys
from beffroi.engines.mobility.access.ties import walked_to_stops
from beffroi.foundation.errors import ShapeError
from tests.engines.mobility.access.basins import DATE, basin, bus, feed, points

ALL = slice(None)
WINDOW = (7 * 3600, 8 * 3600)


def test_everybody_waits_between_nothing_and_a_headway() -> None:
    one, other = points((0, 0)), points((4000, 0))
    laid = ready(basin(bus()), one, other, Task(("transit",), DATE, WINDOW))

    found = journeys(laid, "transit", ALL, ALL)

    assert found.least.tolist() == [[400]]
    waits = [400 + 60 * n for n in range(10)]
    assert found.percentiles[0, 0].tolist() == [waits[0], waits[2], waits[4], waits[7], waits[9]]
    assert found.share.tolist() == [[1]]


def test_two_operators_are_changed_between_on_foot() -> None:
    first = feed("a", [(0, 0), (2000, 0)], [[(0, 27_000), (1, 27_200)]])
    second = feed(
        "b", [(2100, 0), (4000, 0)], [[(0, 27_340), (1, 27_540)], [(0, 27_339), (1, 27_500)]]
    )
    one, other = points((0, 0)), points((4000, 0))
    laid = ready(basin(first, second), one, other, Task(("transit",), DATE, (27_000, 27_060)))

    found = journeys(laid, "transit", ALL, ALL)

    # 200 s on board, a minute to change and 80 s on foot: the vehicle of 27,340 and not before.
    assert found.least.tolist() == [[540]]


def test_a_bike_is_locked_at_the_stop() -> None:
    far = points((1000, 0), (1600, 0))
    one_stop = feed("k", [(0, 0), (4000, 0)], [[(0, 27_000), (1, 27_300)]])
    laid = ready(basin(one_stop), far, far, Task(("bike_transit",), DATE, WINDOW))
    tails = laid.ties.parts["origins"]

    ridden = approach(laid, "bike_transit", tails)[:, 0]

    assert ridden == pytest.approx([1000 / 4.2 + 60, 1600 / 4.2 + 60], abs=0.1)
    assert walked_to_stops(laid.ties, tails)[:, 0].tolist() == [800, np.inf]


def test_one_rides_to_trains_alone_if_asked() -> None:
    train = feed("sncf", [(0, 0), (4000, 0)], [[(0, 27_000), (1, 27_300)]], route_type=2)
    some = points((1500, 0))
    task = Task(("bike_transit",), DATE, WINDOW, bike_to="trains")
    laid = ready(basin(bus(), train), some, some, task)

    ridden = approach(laid, "bike_transit", laid.ties.parts["origins"])[0]

    kept = [stop for stop, seconds in zip(laid.day.stops, ridden, strict=True) if seconds < 500]
    assert kept == ["bus:s1", "bus:s2", "sncf:s0"]


def test_the_car_is_left_at_the_park_and_ride() -> None:
    home, town = points((500, 0)), points((4000, 0))
    given = basin(bus(), park_rides=points((2000, 0)))
    laid = ready(given, home, town, Task(("park_ride",), DATE, WINDOW))

    driven = approach(laid, "park_ride", laid.ties.parts["origins"])[0]

    at_park = driven[list(laid.day.stops).index("bus:s2")]
    assert at_park == pytest.approx(1500 / (50 / 3.6 * 0.6) + 60, abs=0.1)
    assert journeys(laid, "park_ride", ALL, ALL).least[0, 0] > at_park + 200


def test_journeys_without_a_day_are_refused() -> None:
    some = points((0, 0))

    with pytest.raises(ShapeError):
        journeys(ready(basin(), some, some, Task(("walk",))), "transit", ALL, ALL)
