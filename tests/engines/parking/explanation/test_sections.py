"""Sections between crossings: joined where nothing meets, each way, with the spaces of its side."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.explanation.sections import (
    Stretches,
    entrances,
    kerb_of,
    sections,
)
from beffroi.foundation.errors import ShapeError


def cross() -> Stretches:
    # Street 0 runs 0-1-2-3-4 along x, street 1 leaves it at node 2 towards node 5, one way;
    # street 2 is closed to cars.
    return Stretches(
        x=np.array([0.0, 100, 200, 300, 400, 200]), y=np.array([0.0, 0, 0, 0, 0, 150]),
        tails=np.array([0, 1, 2, 3, 2, 0]), heads=np.array([1, 2, 3, 4, 5, 5]),
        street=np.array([0, 0, 0, 0, 1, 2]), length=np.array([100.0, 100, 100, 100, 150, 250]),
        forwards=np.array([True] * 5 + [False]), backwards=np.array([True] * 4 + [False] * 2),
    )  # fmt: skip


def test_stretches_join_from_crossing_to_crossing_each_way() -> None:
    made = sections(cross())

    ends = list(zip(made.tail.tolist(), made.head.tolist(), strict=True))
    assert ends == [(0, 2), (2, 4), (2, 5), (2, 0), (4, 2)]
    assert made.length.tolist() == [200, 200, 150, 200, 200]
    assert made.is_alone.tolist() == [False, False, True, False, False]
    assert made.middle[[0, 2]].tolist() == [[100, 0], [200, 75]]


def test_each_side_is_seen_by_who_drives_along_it() -> None:
    places = pd.DataFrame(
        {"street": [0, 0, 1, 0, 2], "side": ["right", "left", "left", None, None]}
    )

    section, place, share = kerb_of(sections(cross()), places)

    seen = {p: section[place == p].tolist() for p in range(5)}
    assert seen == {0: [0, 1], 1: [3, 4], 2: [2], 3: [0, 1, 3, 4], 4: []}
    assert np.bincount(place, share).tolist() == [1, 1, 1, 1]


def test_a_car_park_is_entered_at_the_nearest_crossing_within_reach() -> None:
    made = sections(cross())

    assert entrances(made, np.array([210.0, 205, 900]), np.array([20.0, 140, 900])).tolist() == [
        2, 5, -1,
    ]  # fmt: skip
    assert entrances(made, np.zeros(0), np.zeros(0)).tolist() == []


def test_no_street_is_no_section() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    none = np.zeros(0, dtype=bool)
    made = sections(Stretches(np.zeros(0), np.zeros(0), nothing, nothing, nothing, np.zeros(0),
                              none, none))  # fmt: skip

    assert len(made.tail) == 0
    assert entrances(made, np.zeros(1), np.zeros(1)).tolist() == [-1]


def test_kerbs_without_a_side_column_are_refused() -> None:
    with pytest.raises(ShapeError, match="a side"):
        kerb_of(sections(cross()), pd.DataFrame({"street": [0]}))
