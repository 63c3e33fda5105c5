"""Who still searches after so long: the closed form of a circle, and the mean it adds up to."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.search import searched
from beffroi.kernels.queueing.search_times import still_searching
from tests.kernels.queueing.test_search import drawn, ring


def test_on_a_circle_each_round_halves_the_searchers() -> None:
    still = still_searching(ring(4), np.full(4, 0.5), np.ones(4), until=60, step=10)

    assert still == pytest.approx(0.5 ** np.arange(7))


@pytest.mark.parametrize("seed", range(2))
def test_the_curve_adds_up_to_the_mean_time(seed: int) -> None:
    circuit, on, starts = drawn(seed)
    found, _ = searched(circuit, on, starts, patience=100)
    mean = float(starts @ found.time) / starts.sum()

    still = still_searching(circuit, on, starts, until=2_000, step=1.0, patience=100)

    assert (np.diff(still) <= 1e-9).all()
    assert still[0] == pytest.approx(1.0)
    assert np.trapezoid(still, dx=1.0) == pytest.approx(mean, rel=0.01)


def test_strange_questions_are_refused() -> None:
    for until, step, starts in ((10, 20, 1.0), (10, 0, 1.0), (10, 5, 0.0)):
        with pytest.raises(ShapeError, match="a driver or more"):
            still_searching(ring(3), np.ones(3), np.full(3, starts), until=until, step=step)
