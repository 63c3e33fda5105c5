"""What is laid out before a search, and what is said of what cannot be searched."""

import pytest

from beffroi.engines.mobility.access import Points, Task, ready
from beffroi.engines.mobility.access.ready import clock
from beffroi.foundation.errors import InputError
from tests.engines.mobility.access.basins import DATE, basin, bus, feed, points

NIGHT = (1 * 3600, 2 * 3600)


def said(laid: object) -> list[str]:
    return [words.en for words in laid.remarks]


def test_a_window_without_service_leaves_public_transport_out_and_keeps_the_rest() -> None:
    some = points((0, 0))

    laid = ready(basin(bus()), some, some, Task(("walk", "transit"), DATE, NIGHT))

    assert laid.task.modes == ("walk",)
    (told,) = said(laid)
    assert told == (
        "Left out: by public transport (no vehicle runs between 01:00 and 03:30 on 2026-09-15)."
    )


def test_a_search_without_any_mode_left_is_refused() -> None:
    some = points((0, 0))

    with pytest.raises(InputError, match="no timetable is given"):
        ready(basin(), some, some, Task(("transit",), DATE))


def test_a_park_and_ride_and_trains_that_are_not_there_are_told() -> None:
    some, task = points((0, 0)), Task(("walk", "park_ride", "bike_transit"), DATE, bike_to="trains")

    laid = ready(basin(bus()), some, some, task)

    assert laid.task.modes == ("walk",)
    reasons = [words.split("(")[1] for words in said(laid)]
    assert reasons == ["no park and ride is known).", "no train or coach runs then)."]


def test_places_and_stops_off_the_streets_are_named() -> None:
    far = feed("car", [(0, 0), (2000, 5000)], [[(0, 27_000), (1, 27_300)]])

    laid = ready(basin(far), points((0, 0), (0, 500)), points((10, 0)), Task(("transit",), DATE))

    assert said(laid) == [
        "1 origin lies off the streets of the map, its times are unknown: p1.",
        "1 stop lies off the streets of the map, nobody can walk to it: car:s1.",
    ]
    assert laid.unplaced_origins.tolist() == [False, True]


def test_a_mode_asked_for_twice_is_searched_once() -> None:
    some: Points = points((0, 0))

    assert ready(basin(), some, some, Task(("walk", "walk"))).task.modes == ("walk",)


def test_times_after_midnight_keep_counting() -> None:
    assert clock(25 * 3600) == "25:00"
    assert clock(-600) == "-00:10"
