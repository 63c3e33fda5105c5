"""The ground of a town: bends that tear nothing, and a river on one side of the centre."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.drawing.measures import measures
from beffroi.drawing.terrain import terrain


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_bending_the_plan_folds_it_nowhere(seed: int) -> None:
    ground = terrain(measures(20_000, seed))
    east, north = np.meshgrid(np.arange(-1600, 1600, 80.0), np.arange(-1600, 1600, 80.0))
    corner = np.column_stack([east.ravel(), north.ravel()])
    steps = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]

    bent = np.stack([ground.warp(corner + step) for step in steps], axis=1)

    area = shapely.area(shapely.polygons(bent))
    first, second = bent[:, 1] - bent[:, 0], bent[:, 2] - bent[:, 1]
    turns = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    assert (area > 20).all()
    assert (turns > 0).all()


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_the_river_passes_beside_the_squares_and_the_railway_on_the_other_side(seed: int) -> None:
    ground = terrain(measures(20_000, seed))

    assert not any(ground.corridor.intersects(square) for square in ground.squares)
    assert ground.river.distance(shapely.Point(0, 0)) < 1.3 * ground.measures.centre_radius
    assert not ground.ballast.intersects(ground.ring)


def test_the_old_bridge_and_the_gates_are_on_great_roads() -> None:
    ground = terrain(measures(20_000, 1))

    over = [part for _, part, line in ground.roads if line.crosses(ground.river)]

    assert "radial" in over
