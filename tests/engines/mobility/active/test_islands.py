"""Islands: quiet streets that join, and who lives along them."""

import numpy as np

from beffroi.engines.mobility.active.islands import islands
from tests.engines.mobility.active.drawn import ways


def test_a_busy_street_parts_two_islands() -> None:
    town = ways(
        (0, 1, True), (1, 2, False), (2, 3, True), at=[(0, 0), (100, 0), (200, 0), (450, 0)]
    )

    found = islands(town, np.array([0, 3, 1]), np.array([5.0, 30.0, 2.0]))

    assert found.population.tolist() == [30.0, 7.0]
    assert found.metres.tolist() == [250.0, 100.0]
    assert found.of_node.tolist() == [1, 1, 0, 0]


def test_a_home_on_a_busy_street_is_on_no_island() -> None:
    town = ways((0, 1, True), (1, 2, False), at=[(0, 0), (100, 0), (200, 0)])

    found = islands(town, np.array([2]), np.array([9.0]))

    assert found.population.tolist() == [0.0]
