import numpy as np
import pytest

from beffroi.engines.parking.explanation.free import all_free, free_spaces


def test_free_spaces_lie_within_their_bounds_and_the_unknown_stays_so() -> None:
    spaces = np.array([10.0, 100.0, 8.0, np.nan, 5.0, 0.0])
    mean, low, high = free_spaces(spaces, np.array([0.7, 0.85, 1.0, 0.5, np.nan, 0.5]))

    assert mean[:3].tolist() == pytest.approx([3.0, 15.0, 0.0])
    assert (low[:3] <= mean[:3]).all()
    assert (mean[:3] <= high[:3]).all()
    assert (low[2], high[2]) == (0.0, 0.0)
    assert np.isnan(mean[3:5]).all()


def test_bounds_agree_with_states_written_out() -> None:
    load, counts = 8.0, np.arange(11)
    weights = np.array([load**k / float(np.prod(np.arange(1, k + 1))) for k in counts])
    law = weights / weights.sum()
    occupancy = float(law @ counts) / 10

    _, low, high = free_spaces(np.array([10.0]), np.array([occupancy]))

    taken = np.cumsum(law)
    assert 10 - high[0] == counts[np.argmax(taken >= 0.05)]
    assert 10 - low[0] == counts[np.argmax(taken >= 0.95)]


def test_a_sum_is_surer_than_its_parts() -> None:
    spaces, taken = np.full(50, 10.0), np.full(50, 0.8)
    free, low, high = all_free(spaces, taken)
    _, lows, highs = free_spaces(spaces, taken)

    assert free == pytest.approx(100.0)
    assert lows.sum() < low < free < high < highs.sum()
    assert all_free(np.array([np.nan]), np.array([0.5])) == (0.0, 0.0, 0.0)
