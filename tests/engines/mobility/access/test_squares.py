"""People gathered in squares of 200 m."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.access import Points
from beffroi.engines.mobility.access.squares import gathered


def some(*rows: tuple[float, float, float]) -> Points:
    x, y, weight = np.array(rows, float).T
    return Points(np.array([str(n) for n in range(len(rows))], object), x, y, weight)


def test_houses_of_a_square_are_one_place_where_most_people_live() -> None:
    found = gathered(some((10, 10, 3), (110, 10, 1), (310, 10, 5)))

    assert found.ids.tolist() == ["0:0", "200:0"]
    assert found.x.tolist() == pytest.approx([35, 310])
    assert found.weight.tolist() == [4, 5]


def test_a_house_whose_people_are_unknown_counts_for_nothing() -> None:
    assert gathered(some((10, 10, np.nan))).weight.tolist() == [0]


@given(
    st.lists(st.tuples(st.floats(-5e3, 5e3), st.floats(-5e3, 5e3), st.floats(0, 90)), min_size=1)
)
def test_nobody_is_lost(rows: list[tuple[float, float, float]]) -> None:
    given_ = some(*rows)

    assert gathered(given_).weight.sum() == pytest.approx(given_.weight.sum())
