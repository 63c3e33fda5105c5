"""Variants between the same terminals are a route; the way back is its other direction."""

import numpy as np

from beffroi.engines.informal.lines.routes import routes
from tests.engines.informal.drives import OUT, way

NEAR = way((0, 0), (2_000, 0), (2_000, 1_000), (2_400, 1_000), (2_400, 1_500), (3_500, 1_500))
OTHER = way((0, 0), (0, 1_500), (3_500, 1_500))
BEYOND = np.concatenate([OUT, way((5_000, 1_500))])


def test_the_way_back_and_a_like_way_are_one_route() -> None:
    route, direction = routes([OUT, OUT[::-1], NEAR], ["", "", ""], np.array([3, 2, 1]))
    assert route.tolist() == [0, 0, 0]
    assert direction.tolist() == [0, 1, 0]


def test_another_way_and_a_longer_one_are_other_routes() -> None:
    assert routes([OUT, OTHER, BEYOND], [""] * 3, np.ones(3, int))[0].tolist() == [0, 1, 2]


def test_one_way_back_goes_with_the_way_out_that_it_follows() -> None:
    route, _ = routes([OTHER, OUT, OUT[::-1]], [""] * 3, np.ones(3, int))
    assert route.tolist() == [0, 1, 1]


def test_names_part_and_join() -> None:
    assert routes([OUT, NEAR], ["1", "2"], np.ones(2, int))[0].tolist() == [0, 1]
    assert routes([OUT, OTHER], ["1", "1"], np.ones(2, int))[0].tolist() == [0, 0]


def test_a_loop_is_no_way_back_of_another() -> None:
    loop = way((0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000), (0, 0))
    other = -loop
    assert routes([loop, other], ["", ""], np.ones(2, int))[0].tolist() == [0, 1]
    assert routes([loop, loop[::-1]], ["", ""], np.ones(2, int))[0].tolist() == [0, 0]
    assert not len(routes([], [], np.empty(0, int))[0])
