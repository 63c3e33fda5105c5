"""Walks around places and between stops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor import Walks, amended, links, walks
from tests.kernels.raptor.drawing import Drawn, drawn_timetables


def listed(between: Walks) -> list[dict[int, int]]:
    """Write the walks of each stop as a dictionary."""
    spans = zip(between.indptr[:-1], between.indptr[1:], strict=True)
    return [
        dict(zip(between.stops[a:b].tolist(), between.seconds[a:b].tolist(), strict=True))
        for a, b in spans
    ]


@given(drawn_timetables())
@settings(max_examples=30, deadline=None)
def test_walks_one_after_the_other_are_one_walk(drawn: Drawn) -> None:
    assert listed(drawn.walks()) == drawn.changes()


@given(st.integers(0, 300))
def test_each_stop_comes_first_in_its_own_list(change: int) -> None:
    between = walks([0, 1, 2], [1, 2, 0], [0, 5, 0], n_stops=3, change=change)

    assert between.stops[between.indptr[:-1]].tolist() == [0, 1, 2]
    assert (between.seconds[between.indptr[:-1]] == change).all()


def test_walks_are_not_strung_together_beyond_the_longest() -> None:
    around = walks([0, 1, 2], [1, 2, 3], [60, 60, 60], n_stops=4, longest=120)

    assert listed(around)[0] == {0: 0, 1: 60, 2: 120}


def test_the_shortest_of_several_links_counts_and_no_way_is_none() -> None:
    found = links([1, 1, 0], [2, 2, 1], [90, 30, np.inf], n_places=2, n_stops=3)

    assert [array.tolist() for array in found] == [[0, 0, 1], [2], [30]]


@pytest.mark.parametrize("wrong", [{"tails": [9]}, {"seconds": [-1]}, {"change": -5}])
def test_walks_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    given_ = {"tails": [0], "heads": [1], "seconds": [60], "n_stops": 2} | wrong

    with pytest.raises(ShapeError):
        walks(**given_)


def test_links_of_unequal_length_are_refused() -> None:
    with pytest.raises(ShapeError, match="one length"):
        links([0, 0], [1], [60], n_places=1, n_stops=2)


def test_a_change_that_cannot_be_made_is_no_walk_and_another_time_is_not_closed_again() -> None:
    between = walks([0, 1], [1, 2], [60, 60], n_stops=3, change=30)

    mended = amended(between, [0, 0, 2], [0, 1, 0], [np.inf, 300, 10.5])

    assert listed(mended) == [{1: 300}, {1: 30, 2: 90}, {2: 30, 0: 11}]


def test_changes_without_a_time_are_refused() -> None:
    with pytest.raises(ShapeError, match="changes"):
        amended(walks([], [], [], n_stops=1), [0], [0], [np.nan])
