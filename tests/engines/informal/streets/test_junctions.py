"""Junctions along shapes."""

import numpy as np

from beffroi.engines.informal.streets import junctions, web
from tests.engines.informal.drives import HERE
from tests.engines.informal.streets.maps import streets


def test_junctions_of_streets_are_told_each_time_they_are_passed() -> None:
    there_and_back = np.array([[0.0, 2], [900, 2], [900, -2], [0, -2]])
    far = np.array([[0.0, 300], [900, 300]])

    found = junctions([there_and_back, far], web(streets(), HERE))

    assert np.allclose(found[0], [500, 1_304], atol=3)
    assert found[1].tolist() == []


def test_a_map_without_junctions_has_none() -> None:
    found = junctions([np.array([[0.0, 0], [9, 0]])], web(streets([]), HERE))

    assert found[0].tolist() == []
