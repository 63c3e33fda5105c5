"""What totals may be, given what is not known of the powers."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.bands import drawn, middle, totals_drawn
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.shares import huff_totals, pull

FLOORS, TIMES = np.array([[100.0], [400.0]]), np.array([[2.0, 8.0], [9.0, 3.0]])


def test_powers_that_are_sure_give_one_answer() -> None:
    sums, away = totals_drawn(drawn([0.9, 2.0], np.zeros((2, 2)), draws=3), FLOORS, TIMES, [5, 7])

    assert sums[0] == pytest.approx(huff_totals(pull(FLOORS, [0.9]), TIMES, Decay(2.0), [5, 7])[0])
    assert (sums == sums[0]).all()
    assert away.tolist() == [0, 0, 0]


def test_every_draw_shares_out_all_that_is_spent() -> None:
    powers = drawn([1.0, 2.0], np.diag([0.09, 0.25]), draws=50, seed=1)
    sums, away = totals_drawn(powers, FLOORS, TIMES, [5, 7], outside=np.full((50, 2), 2.0))

    assert sums.sum(axis=1) + away == pytest.approx(np.full(50, 12.0))
    assert (powers.strengths > 0).all()


def test_the_middle_of_the_draws_holds_nineteen_in_twenty() -> None:
    low, high = middle(np.arange(1001.0)[:, np.newaxis])

    assert (low[0], high[0]) == (25.0, 975.0)


def test_a_decay_that_may_be_anything_is_refused() -> None:
    with pytest.raises(ShapeError):
        drawn([1.0, -3.0], np.eye(2))
    with pytest.raises(ShapeError):
        drawn([1.0, 2.0], np.full((2, 2), np.nan))
