"""What is given to the timetable kernels is checked at their door."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor.checking import NEVER, numbers, pointers, same_length, whole_seconds


def test_walks_are_rounded_up_and_no_way_stays_no_way() -> None:
    assert whole_seconds([0.0, 59.2, 60.0, np.inf, 1e12], "walks").tolist() == [
        0,
        60,
        60,
        NEVER,
        NEVER,
    ]


@pytest.mark.parametrize("wrong", [[-1.0], [np.nan]])
def test_a_walk_that_is_negative_or_missing_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ShapeError, match="1 of the walks"):
        whole_seconds(wrong, "walks")


@pytest.mark.parametrize("wrong", [[3], [-1], [0.5], [[0]]])
def test_a_number_of_nothing_is_refused(wrong: list[object]) -> None:
    with pytest.raises(ShapeError, match="stops"):
        numbers(wrong, 3, "stops")


def test_no_number_at_all_is_a_list_too() -> None:
    assert numbers([], 0, "stops").tolist() == []


def test_groups_without_members_have_no_length() -> None:
    assert pointers(np.array([1, 1, 3]), 5).tolist() == [0, 0, 2, 2, 3, 3]


def test_lists_of_unequal_length_are_refused() -> None:
    with pytest.raises(ShapeError, match=r"stop, seconds are of shapes \(1,\), \(2,\)"):
        same_length({"stop": np.zeros(1), "seconds": np.zeros(2)})
