"""Which variant is the way back of which."""

import numpy as np

from beffroi.engines.informal.lines import paired
from tests.engines.informal.drives import OUT, way

OTHER = way((0, 0), (0, 1_500), (3_500, 1_500))
SHORT = way((3_500, 1_500), (3_500, 800))


def test_the_way_back_that_follows_the_way_out_goes_with_it() -> None:
    lines = [OUT, OTHER[::-1], OUT[::-1], OTHER, SHORT]

    pair = paired(lines, np.zeros(5, int), np.array([0, 1, 1, 0, 1]))

    assert pair.tolist() == [0, 1, 0, 1, 2]


def test_one_way_back_goes_with_one_way_out_of_its_own_line() -> None:
    lines = [OTHER, OUT, OUT[::-1], OUT[::-1]]

    pair = paired(lines, np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1]))

    assert pair.tolist() == [0, 1, 1, 2]
    assert not len(paired([], np.empty(0, int), np.empty(0, int)))
