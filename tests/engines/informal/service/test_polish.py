"""Paces parted into legs and rides."""

import numpy as np
import pytest

from beffroi.engines.informal.service.polish import medians, polished, shrunk


def test_legs_and_rides_are_told_apart_whichever_rides_saw_which_legs() -> None:
    draw = np.random.default_rng(2)
    legs, rides = draw.normal(-2, 0.4, 12), draw.normal(0, 0.2, 9)
    rides -= np.median(rides)
    leg, ride = (index.ravel() for index in np.meshgrid(range(12), range(9)))
    seen = draw.random(len(leg)) < 0.8
    leg, ride = leg[seen], ride[seen]

    found = polished(legs[leg] + rides[ride], leg, ride, np.zeros(9, dtype=np.int64))

    assert found.leg == pytest.approx(legs, abs=1e-3)
    assert found.ride == pytest.approx(rides, abs=1e-3)
    assert found.n_rides.sum() == seen.sum()


def test_one_ride_in_a_jam_does_not_slow_a_leg() -> None:
    leg, ride = (index.ravel() for index in np.meshgrid(range(5), range(5)))
    pace = np.random.default_rng(5).normal(0, 0.01, 25)
    pace[12] = 3.0

    found = polished(pace, leg, ride, np.zeros(5, dtype=np.int64))

    assert np.abs(found.leg).max() < 0.03
    assert found.noise[2] > found.noise[0]


def test_the_fewer_the_rides_the_nearer_to_what_is_expected() -> None:
    values, n = np.array([1.0, 1.0, 1.0, -1.0, np.nan]), np.array([1, 4, 16, 4, 0])

    drawn, variance = shrunk(values, 0.3 / np.maximum(n, 1), np.zeros(5))

    assert 0 < drawn[0] < drawn[1] < drawn[2] < 1
    assert drawn[4] == 0
    assert variance[0] > variance[1] > variance[2]


def test_an_empty_group_has_no_median() -> None:
    assert np.isnan(medians(np.array([1.0]), np.array([1]), 2)[0])
