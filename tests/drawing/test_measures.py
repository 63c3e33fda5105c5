"""A larger town is wider, has more roads, lines and shops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.drawing.measures import LEAST, MOST, measures
from beffroi.foundation.errors import InputError


@given(st.integers(LEAST, MOST - 1), st.integers(0, 99))
def test_measures_never_shrink_as_the_town_grows(inhabitants: int, seed: int) -> None:
    one, other = measures(inhabitants, seed), measures(inhabitants + 1, seed)

    assert one.radius < other.radius
    assert one.n_radials <= other.n_radials
    assert one.n_bus_lines <= other.n_bus_lines
    assert one.n_premises <= other.n_premises


@given(st.integers(LEAST, MOST))
def test_the_old_centre_lies_within_the_faubourgs_within_the_town(inhabitants: int) -> None:
    size = measures(inhabitants, 0)

    assert size.centre_radius < size.faubourg_radius < size.radius


def test_each_room_throws_dice_of_its_own() -> None:
    size = measures(20_000, 1)

    assert size.dice("terrain").random() != size.dice("blocks").random()
    assert size.dice("terrain").random() == size.dice("terrain").random()


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(InputError, match="Seed -1"):
        measures(20_000, -1)
