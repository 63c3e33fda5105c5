"""Walks to stops, along a street of 1,100 m."""

import numpy as np
import pytest

from beffroi.engines.mobility.service.walking import Points, walks
from tests.engines.mobility.service.drawn import ORIGIN, street


def east(*metres: float) -> Points:
    return Points(np.array([ORIGIN[0] + x for x in metres]), np.full(len(metres), ORIGIN[1]))


def test_stops_within_a_walk_are_listed_with_their_distance() -> None:
    found = walks(street(), east(0, 1000), east(200, 500, 600), farthest=500)

    rows = found.sort_values(["origin", "stop"])[["origin", "stop", "metres"]]
    assert rows.to_numpy().tolist() == [
        [0, 0, pytest.approx(200)], [0, 1, pytest.approx(500)],
        [1, 1, pytest.approx(500)], [1, 2, pytest.approx(400)],
    ]  # fmt: skip


def test_the_way_to_the_street_counts() -> None:
    beside = Points(np.array([ORIGIN[0]]), np.array([ORIGIN[1] + 100]))

    found = walks(street(), beside, east(200), farthest=500)

    assert found["metres"].tolist() == pytest.approx([300])


def test_a_place_far_from_any_street_or_nowhere_is_out_of_reach() -> None:
    far = Points(np.array([ORIGIN[0], np.inf]), np.array([ORIGIN[1] + 200, np.inf]))

    assert walks(street(), far, east(0), farthest=500).empty
    assert walks(street(), east(0), far, farthest=500).empty
