"""A whole area as one pool, beside what is known of queues."""

import numpy as np
import pytest

from beffroi.engines.parking.explanation.area import area
from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import full_share, load_at_occupancy
from beffroi.kernels.queueing.impatience import circling


def test_the_load_found_gives_back_the_occupancy() -> None:
    taken = np.array([0.1, 0.6, 0.85, 0.95, 0.99])
    for spaces in (1, 12, 300, 4_000):
        found = area(spaces, taken, stay=5_400.0, patience=900.0)
        back = circling(found.load, spaces, 900.0 / 5_400.0)
        assert back.occupancy == pytest.approx(taken, abs=1e-9)
        assert found.search == pytest.approx(back.search * 5_400.0)
        assert (np.diff(found.circling) >= 0).all()


def test_drivers_without_patience_are_lost_as_by_erlang() -> None:
    found = area(40, 0.9, stay=3_600.0, patience=3.6)

    load = load_at_occupancy(np.array([0.9]), np.array([40]))
    assert found.gives_up[0] == pytest.approx(full_share(load, np.array([40]))[0], rel=0.02)
    assert found.search[0] < 1.0


def test_what_cannot_be_told_is_unknown() -> None:
    found = area(300, [np.nan, 0.0, 0.995, 1.0], stay=5_400.0)

    assert np.isnan(found.circling).tolist() == [True, False, True, True]
    assert found.circling[1] == 0
    assert np.isnan(area(0, 0.5, stay=60.0).full).all()
    for wrong in ({"occupancy": 1.2}, {"occupancy": -0.1}, {"stay": 0.0}, {"spaces": -1.0}):
        with pytest.raises(ShapeError):
            area(**({"spaces": 10.0, "occupancy": 0.5, "stay": 60.0} | wrong))
