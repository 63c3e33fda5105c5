import numpy as np
import pytest

from beffroi.engines.parking.scenarios.day import lengths, memory, stays
from beffroi.foundation.errors import ShapeError


def test_classes_of_stays_keep_the_mean() -> None:
    hours, bounds = stays(1.25, 1.0, 6)

    assert hours.mean() == pytest.approx(1.25)
    assert (np.diff(hours) > 0).all()
    assert bounds[0] == 0


def test_every_hour_of_every_stay_is_counted_once() -> None:
    """Little's law: hours parked are drivers times mean stay."""
    found = memory(7.5, 8.0, 4)

    assert np.allclose((found.mean * lengths()).sum(axis=2), stays(7.5, 8.0, 4)[0][:, np.newaxis])


def test_who_stays_the_night_is_there_in_the_morning() -> None:
    evening = memory(13.0, 8.0, 3).end[:, 11]

    assert (evening[1:, 14] > 0.4).all()
    assert evening[2, 0] > 0.8


def test_steady_arrivals_give_their_load_at_every_hour() -> None:
    found = memory(2.0, 1.0, 5)

    load = (np.full(15, 10.0) * lengths()) @ found.end.mean(axis=0)

    assert np.allclose(load, 20.0, rtol=1e-3)


def test_periods_that_are_no_day_are_refused() -> None:
    with pytest.raises(ShapeError, match="24 hours"):
        lengths((7.0, 8.0, 12.0))
