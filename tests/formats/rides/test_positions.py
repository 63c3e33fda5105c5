"""Positions on the globe."""

import numpy as np

from beffroi.formats.rides.positions import are_metres, distances


def test_metres_are_told_from_degrees() -> None:
    assert are_metres(np.array([446299.0]), np.array([4635291.0]))
    assert not are_metres(np.array([-54.0]), np.array([5.5]))
    assert not are_metres(np.array([np.nan]), np.array([np.nan]))


def test_a_degree_of_latitude_measures_a_fortieth_of_four_thousandths() -> None:
    assert abs(distances(np.array([2.0, 2.0]), np.array([48.0, 49.0]))[0] - 111_195) < 1
