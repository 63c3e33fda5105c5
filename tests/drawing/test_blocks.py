"""Ground is cut into blocks of the size wanted, and none of it is lost."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.drawing.blocks import cut

FIELD = shapely.box(0, 0, 400, 300)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.floats(0, 1))
def test_the_blocks_of_a_field_cover_it(seed: int, disorder: float) -> None:
    cuts = cut(
        np.array([FIELD]), np.array([5_000.0]), np.array([disorder]), np.random.default_rng(seed)
    )

    area = shapely.area(cuts.pieces)
    assert area.sum() == pytest.approx(FIELD.area)
    assert (area <= 2 * 5_000).all()
    assert len(cuts.lines) == len(cuts.pieces) - 1


def test_a_ground_that_is_to_stay_whole_is_not_cut() -> None:
    cuts = cut(np.array([FIELD]), np.array([np.inf]), np.array([0.5]), np.random.default_rng(0))

    assert len(cuts.pieces) == 1
    assert len(cuts.lines) == 0


def test_blocks_know_the_ground_that_they_come_from() -> None:
    grounds = np.array([FIELD, shapely.box(500, 0, 600, 100)])

    cuts = cut(grounds, np.array([20_000.0, 4_000.0]), np.zeros(2), np.random.default_rng(1))

    assert shapely.covers(shapely.buffer(grounds[cuts.origin], 1e-6), cuts.pieces).all()
    assert shapely.covers(shapely.buffer(grounds[cuts.line_origin], 1e-6), cuts.lines).all()
