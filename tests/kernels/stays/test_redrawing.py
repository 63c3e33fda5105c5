"""Intervals of stays: they hold the truth, and widen when there is little to see."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.stays.fitting import chosen, classes, fitted
from beffroi.kernels.stays.redrawing import came, drawn
from tests.kernels.stays.passes import HOUR, passed_by, sightings

PASSES = np.arange(8.0, 18.5, 0.5)


def test_intervals_hold_the_mean_and_the_vehicles_that_came() -> None:
    day = passed_by(PASSES, 1.5, 1.0, seed=5)
    seen = sightings(day)
    own = classes(seen)
    fits = fitted(own)
    group = np.random.default_rng(0).integers(0, 20, len(seen.gap))

    found = drawn(own, group, fits, draws=200, seed=1)

    low, high = np.quantile(found.mean, [0.025, 0.975]) / HOUR
    assert low < 1.5 < high < low * 1.6
    low, high = np.quantile(found.came, [0.025, 0.975])
    assert low < day.n_came < high
    counts = np.bincount(own.of).astype(float)
    assert (
        len(seen.gap)
        < came(own, counts, chosen(fits))
        == pytest.approx(np.median(found.came), rel=0.1)
    )
    assert found.longer(0.0).tolist() == [1.0] * 200
    assert found.left_over(0.0) == pytest.approx(found.mean)


def test_each_draw_is_fitted_as_it_would_be_alone() -> None:
    seen = sightings(passed_by(PASSES, 1.0, 1.3, seed=2))
    own = classes(seen)
    fits = fitted(own, laws=["weibull"])

    found = drawn(own, np.arange(len(seen.gap)), fits, draws=3, seed=4)

    draw = np.random.default_rng(4)
    chances = np.bincount(own.of) / len(own.of)
    for k, counts in enumerate(draw.multinomial(len(own.of), chances, size=3)):
        alone = fitted(own, counts, laws=["weibull"])[0]
        assert (found.mean[k], found.shape[k]) == pytest.approx((alone.mean, alone.shape), rel=0.01)


def test_no_draw_is_refused() -> None:
    own = classes(sightings(passed_by(PASSES, 1.0, 1.0, seed=2)))

    with pytest.raises(ShapeError):
        drawn(own, np.zeros(1, dtype=np.int64), fitted(own), draws=1, seed=0)
