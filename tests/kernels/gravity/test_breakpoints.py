"""Breaking points between two towns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.breakpoints import breaking_point


def test_converse_between_a_town_and_one_four_times_larger() -> None:
    assert breaking_point(100.0, 50_000, 200_000) == pytest.approx(33.333, abs=5e-4)


@given(st.floats(1, 300), st.floats(1, 1e6), st.floats(1, 1e6))
def test_the_two_towns_divide_the_way(distance: float, one: float, other: float) -> None:
    ends = breaking_point(distance, one, other) + breaking_point(distance, other, one)

    assert ends == pytest.approx(distance)


def test_a_town_without_people_is_refused() -> None:
    with pytest.raises(ShapeError):
        breaking_point(10.0, 0, 5)
