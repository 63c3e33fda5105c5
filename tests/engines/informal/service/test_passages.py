"""When rides pass stops."""

import numpy as np
import pytest

from beffroi.engines.informal.service.passages import passages
from tests.engines.informal.service.rides import MONDAY, calls, laid, ride


def test_a_stay_at_a_stop_is_no_part_of_the_way() -> None:
    passed = passages(laid([ride(MONDAY)]), ["a"], calls())

    assert passed["leaves"].iloc[0] - MONDAY == pytest.approx(0, abs=1)
    assert (passed["arrives"].iloc[1:] - MONDAY).tolist() == pytest.approx([50, 120], abs=1)
    assert passed["leaves"].iloc[1] - passed["arrives"].iloc[1] == pytest.approx(20, abs=1)


def test_a_red_light_far_from_stops_is_part_of_the_way() -> None:
    passed = passages(laid([ride(MONDAY)]), ["a"], calls(stops=(0.0, 400.0, 1_000.0)))

    assert passed["leaves"].iloc[1] == passed["arrives"].iloc[1]
    assert passed["arrives"].iloc[2] - passed["leaves"].iloc[1] == pytest.approx(80, abs=1)


def test_nobody_knows_when_a_stop_was_passed_in_silence() -> None:
    time, along = ride(MONDAY)
    kept = (along < 300) | (along > 900)
    passed = passages(laid([(time[kept], along[kept])]), ["a"], calls())

    assert np.isnan(passed["arrives"].iloc[1])
    assert np.isfinite(passed["arrives"].iloc[[0, 2]]).all()


def test_rides_without_times_and_variants_without_stops_pass_nothing() -> None:
    time, along = ride(MONDAY)

    assert not len(passages(laid([(time * np.nan, along)]), ["a"], calls()))
    assert not len(passages(laid([(time, along)]), ["b"], calls()))
