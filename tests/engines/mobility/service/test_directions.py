"""Directions: told by the feed, or guessed from where trips go."""

import numpy as np
import pandas as pd

from beffroi.engines.mobility.service.directions import directions

PLACES = pd.DataFrame({"stop_id": list("abc"), "x": [0.0, 500.0, 1000.0], "y": [0.0, 0.0, 10.0]})


def found(given: list[float], *courses: str, places: pd.DataFrame | None = PLACES) -> list[int]:
    names = [f"t{n}" for n in range(len(courses))]
    trips = pd.DataFrame({"trip_id": names, "route_id": "r", "given": given})
    calls = pd.DataFrame(
        [(name, stop) for name, course in zip(names, courses, strict=True) for stop in course],
        columns=["trip_id", "stop_id"],
    )
    return directions(trips, calls, places).tolist()


def test_a_feed_that_tells_both_ways_is_believed() -> None:
    assert found([1, 0], "ac", "ca") == [1, 0]


def test_without_a_word_from_the_feed_a_way_back_is_another_way() -> None:
    assert found([np.nan] * 3, "abc", "cba", "bc") == [0, 1, 0]


def test_a_feed_that_gives_all_trips_one_way_is_not_believed() -> None:
    assert found([0, 0], "abc", "cb") == [0, 1]


def test_a_loop_goes_the_first_way() -> None:
    assert found([np.nan, np.nan], "abc", "aba") == [0, 0]


def test_without_places_all_trips_go_one_way() -> None:
    assert found([np.nan, np.nan], "abc", "cba", places=None) == [0, 0]
