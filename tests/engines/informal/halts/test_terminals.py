"""Ends of variants."""

import numpy as np

from beffroi.engines.informal.halts.terminals import terminals
from tests.engines.informal.halts.drawn import BACK, STREET

NONE = np.zeros((0, 2))


def test_ends_in_one_place_are_one_stop_where_they_go_the_same_way() -> None:
    made = terminals((STREET, STREET + [8.0, 0.0], BACK), NONE, NONE)  # noqa: RUF005

    assert made.first[0] == made.first[1] != made.first[2]
    assert made.last[0] == made.last[1]
    assert len(made.points) == 4


def test_an_end_at_a_known_stop_is_that_stop() -> None:
    known, way = np.array([[10.0, 0.0]]), np.array([[1.0, 0.0]])

    made = terminals((STREET,), known, way)

    assert made.first.tolist() == [0]
    assert made.last.tolist() == [1]
    assert terminals((STREET,), known, -way).first.tolist() == [1]
