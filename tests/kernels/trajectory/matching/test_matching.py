"""Matching: as cheap as the best of all choices, driven as streets allow, gaps told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.matching import (
    FAR,
    INTERPOLATED,
    MATCHED,
    NO_STREET,
    NO_WAY,
    Matched,
    Model,
    Roads,
    matched,
    roads,
)
from tests.kernels.trajectory.matching.plain import (
    EXACT,
    cheapest,
    cost_of,
    distance,
    places,
    point_of,
    town,
)

USUAL = Model(3, 50, 6, 2, 3, 300, 2_000, 100, 60)
SIGMA = 5.0


def alone(made: Roads, fixes: np.ndarray, model: Model = USUAL) -> Matched:
    return matched(made, np.array([0, len(fixes)]), fixes, np.full(len(fixes), SIGMA), model)


def street(*xs: float, opens: tuple[bool, bool] = (True, True)) -> Roads:
    """Lay pieces of street one behind the other, from west to east."""
    n = len(xs) - 1
    x = np.array(xs, dtype=float)
    ends = np.column_stack([np.arange(n), np.arange(1, n + 1)])
    points = np.column_stack([x[ends.ravel()], np.zeros(2 * n)])
    return roads(
        np.column_stack([x, 0 * x]),
        ends,
        np.tile(opens, (n, 1)),
        2 * np.arange(n + 1),
        points,
        reach=50.0,
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_no_other_choice_of_places_costs_less(seed: int, n: int) -> None:
    made, rng = town(seed), np.random.default_rng(seed)
    fixes = np.cumsum(rng.normal(0, 45, (n, 2)), axis=0) + rng.uniform(0, 140, 2)

    found = alone(made, fixes, EXACT)

    near = [len(places(made, fix, EXACT)) > 0 for fix in fixes]
    assert (found.edge >= 0).tolist() == near
    if not all(near) or (found.why == NO_WAY).any():
        return
    chosen = list(zip(found.edge.tolist(), found.along.tolist(), strict=True))
    mine = cost_of(made, fixes, SIGMA, EXACT, chosen)
    assert mine == pytest.approx(cheapest(made, fixes, SIGMA, EXACT), abs=1e-6)
    beamed = alone(made, fixes, EXACT._replace(beam=200.0))
    assert np.array_equal(beamed.edge, found.edge)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 12))
def test_steps_follow_each_other_as_streets_may_be_driven(seed: int, n: int) -> None:
    made, rng = town(seed, side=4), np.random.default_rng(seed)
    fixes = np.cumsum(rng.normal(20, 30, (n, 2)), axis=0)

    found = alone(made, fixes, EXACT)

    for k in range(len(found.steps)):
        if found.steps[k] < 0:
            continue
        step, rises = found.steps[k], found.end[k] > found.begin[k]
        assert made.opens[step, 0 if rises else 1]
        if k and found.steps[k - 1] >= 0:
            before = point_of(made, found.steps[k - 1], found.end[k - 1])
            assert np.allclose(before, point_of(made, step, found.begin[k]))
    if n == 2 and found.steps.tolist() != [-1] and (found.why == 0).all():
        a, b = zip(found.edge.tolist(), found.along.tolist(), strict=True)
        length = np.abs(found.end - found.begin).sum()
        assert length == pytest.approx(distance(made, a, b))


def test_a_ride_around_a_corner_is_told_street_by_street() -> None:
    x, y = np.array([0.0, 100, 100]), np.array([0.0, 0, 100])
    points = np.column_stack([x, y])[[0, 1, 2, 1]]
    made = roads(
        np.column_stack([x, y]), np.array([[0, 1], [2, 1]]), np.ones((2, 2), bool),
        np.array([0, 2, 4]), points, reach=50.0,
    )  # fmt: skip
    fixes = np.array([[10.0, 3], [50, -2], [97, 4], [103, 40], [99, 90]])

    found = alone(made, fixes)

    assert found.steps.tolist() == [0, 1]
    assert found.begin.tolist() == [10, 100]
    assert found.end.tolist() == [100, 10]
    assert found.first.tolist() == [0, 1]
    assert found.verdict.tolist() == [MATCHED] * 5


def test_a_device_that_stands_is_laid_along_the_way_between_others() -> None:
    fixes = np.array([[10.0, 0], [12, 1], [11, -1], [60, 0]])

    found = alone(street(0, 100), fixes)

    assert found.verdict.tolist() == [MATCHED, INTERPOLATED, INTERPOLATED, MATCHED]
    assert found.along.tolist() == [10, 12, 11, 60]
    assert found.steps.tolist() == [0]


def test_a_side_street_entered_by_an_error_alone_is_not_driven() -> None:
    x, y = np.array([0.0, 100, 200, 100]), np.array([0.0, 0, 0, 80])
    ends = np.array([[0, 1], [1, 2], [1, 3]])
    points = np.column_stack([x, y])[ends.ravel()]
    made = roads(
        np.column_stack([x, y]), ends, np.ones((3, 2), bool), np.arange(0, 7, 2), points, reach=50.0
    )
    fixes = np.array([[60.0, 0], [80, 0], [101, 15], [120, 0], [140, 0]])

    found = alone(made, fixes)

    assert found.edge[2] == 2
    assert found.steps.tolist() == [0, 1]


def test_a_one_way_street_is_not_driven_against() -> None:
    made = street(0, 100, 200, opens=(True, False))

    found = alone(made, np.array([[170.0, 0], [20.0, 0], [40.0, 0]]))

    assert found.why.tolist() == [NO_WAY, 0]
    assert found.edge.tolist() == [1, 0, 0]
    assert found.end.tolist()[1:] == [40]


def test_gaps_part_a_ride_and_are_told() -> None:
    made = street(0, 5_000)
    fixes = np.array([[10.0, 900], [10, 0], [50, 0], [3_000, 0], [3_050, 0], [3_100, 80],
                      [3_200, 0], [3_250, 0], [3_300, 200]])  # fmt: skip

    found = alone(made, fixes)

    assert found.steps.tolist() == [-1, 0, -1, 0, -1, 0, -1]
    assert found.why.tolist() == [NO_STREET, 0, FAR, 0, NO_STREET, 0, NO_STREET]
    assert found.first.tolist() == [0, 1, 2, 3, 4, 6, 7]
    assert found.end[[1, 3, 5]].tolist() == [50, 3_050, 3_250]


def test_rides_in_parallel_are_those_one_by_one() -> None:
    made, rng = town(7, side=5), np.random.default_rng(7)
    rides = [np.cumsum(rng.normal(15, 12, (20, 2)), axis=0) for _ in range(9)]
    fixes, sigma = np.concatenate(rides), np.full(180, SIGMA)

    whole = matched(made, 20 * np.arange(10), fixes, sigma, USUAL, workers=2)

    single = [alone(made, ride) for ride in rides]
    assert whole.steps.tolist() == [step for one in single for step in one.steps]
    assert np.array_equal(whole.off, np.concatenate([one.off for one in single]), equal_nan=True)
    assert np.diff(whole.indptr).tolist() == [len(one.steps) for one in single]


def test_a_map_without_streets_matches_nothing() -> None:
    made = roads(
        np.empty((0, 2)), np.empty((0, 2), int), np.empty((0, 2), bool), np.zeros(1, int),
        np.empty((0, 2)), reach=50.0,
    )  # fmt: skip

    found = alone(made, np.zeros((2, 2)))

    assert found.edge.tolist() == [-1, -1]
    assert found.why.tolist() == [NO_STREET]


def test_what_does_not_fit_is_refused() -> None:
    made, fixes = street(0, 100), np.zeros((2, 2))

    with pytest.raises(ShapeError, match="above 0"):
        matched(made, np.array([0, 2]), fixes, np.zeros(2), USUAL)
    with pytest.raises(ShapeError, match="reach"):
        alone(made, fixes, USUAL._replace(radius=60))
    with pytest.raises(ShapeError, match="finite"):
        alone(made, fixes * np.nan)
    with pytest.raises(ShapeError, match="a line a street"):
        roads(np.zeros((1, 2)), np.zeros((1, 2), int), np.ones((1, 2), bool),
              np.array([0, 3]), np.zeros((2, 2)), reach=50)  # fmt: skip
