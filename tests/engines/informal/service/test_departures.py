"""Departures that rides show."""

import numpy as np
import pytest

from beffroi.engines.informal.service.departures import departures
from tests.engines.informal.service.rides import MONDAY, laid, ride


def test_a_ride_leaves_when_it_moves_and_not_when_it_is_recorded() -> None:
    seen = departures(laid([ride(MONDAY)]))

    assert seen.leaves[0] - MONDAY == pytest.approx(0, abs=5)
    assert seen.arrives[0] - MONDAY == pytest.approx(120, abs=5)


def test_a_ride_recorded_from_the_middle_shows_no_departure() -> None:
    time, along = ride(MONDAY)
    late = along > 400

    seen = departures(laid([(time[late], along[late])]))

    assert np.isnan(seen.leaves[0])
    assert np.isfinite(seen.arrives[0])
