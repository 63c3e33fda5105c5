"""The ends of variants."""

import numpy as np

from beffroi.engines.informal.halts.terminals import terminals
from tests.engines.informal.halts.drawn import BACK, STREET

NONE = np.zeros((0, 2))


def test_ends_of_one_place_and_way_are_one_stop() -> None:
    made = terminals((STREET, STREET + np.array([0.0, 8.0]), BACK), NONE, NONE)

    assert made.first.tolist()[0] == made.first.tolist()[1] != made.first.tolist()[2]
    assert made.last.tolist()[0] == made.last.tolist()[1] != made.last.tolist()[2]
    assert len(made.points) == 4


def test_an_end_at_a_known_stop_is_that_stop() -> None:
    made = terminals((STREET,), np.array([[10.0, 5.0]]), np.zeros((1, 2)))

    assert made.first.tolist() == [0]
    assert made.last.tolist() == [1]
    assert np.allclose(made.points, [[3000, 0]])
