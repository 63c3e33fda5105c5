"""Drivers followed one by one: a known circle, conservation, the walk of means."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.cruising import Kerb, cruised, cruises
from beffroi.kernels.queueing.search import searched
from tests.kernels.queueing.test_search import ring


def _circle(occupancy: float, stay: float, **options: float) -> tuple[float, float]:
    n = 200
    circuit, draw = ring(n), np.random.default_rng(0)
    parked = (draw.permutation(n) < round(occupancy * n)).astype(np.int64)
    starts = np.full(n, occupancy * 3600 / (10 * stay))
    kerb = Kerb(np.ones(n, int), parked, np.ones(n))
    found = cruised(circuit, kerb, starts, stay=10 * stay, lasts=(200 * stay, 4_000 * stay),
                    seed=1, **options)  # fmt: skip
    looked = np.nansum(found.time * found.drivers) / found.drivers.sum() / 10 + 0.5
    return looked, float(found.occupancy.mean())


def test_a_circle_of_200_spaces_asks_for_twice_the_looks_that_independence_says() -> None:
    # Computed apart: 11.8 to 12.9 spaces looked at, at an occupancy of .84, where 1/(1 - q) is 6.2.
    looked, occupancy = _circle(0.84, 1_000)

    assert occupancy == pytest.approx(0.84, abs=0.02)
    assert 11.0 < looked < 14.5


def test_where_room_is_plenty_the_walk_of_means_is_right() -> None:
    looked, _ = _circle(0.2, 1_000)
    mean = searched(ring(200), np.full(200, 0.2), np.ones(200))[0].time[0] / 10 + 0.5

    assert looked == pytest.approx(mean, rel=0.05)


def test_nobody_is_lost_and_the_same_seed_draws_the_same() -> None:
    circuit = ring(3, both_ways=True)
    starts, kerb = np.full(6, 60.0), Kerb(np.full(6, 2), np.full(6, 2), np.ones(6))

    found, again = (cruised(circuit, kerb, starts, stay=2_000.0, lasts=(0.0, 72_000.0), seed=7,
                            patience=120.0) for _ in range(2))  # fmt: skip

    assert found.drivers.sum() == pytest.approx(360 * 20, rel=0.05)
    assert (found.parked <= found.drivers).all()
    assert found.parked.sum() == pytest.approx(12 * 0.97 * 36, rel=0.1)
    assert found.time.tolist() == again.time.tolist()
    assert (found.distance / found.time).mean() == pytest.approx(5.0, rel=0.1)


def test_days_are_parts_of_the_whole() -> None:
    circuit = ring(4, both_ways=True)
    starts, kerb = np.full(8, 40.0), Kerb(np.full(8, 2), np.full(8, 1), np.ones(8))
    told = {"stay": 900.0, "lasts": (5_000.0, 41_000.0), "seed": 3, "patience": 300.0}

    whole = cruised(circuit, kerb, starts, **told)
    days = cruises(circuit, kerb, starts, days=7, **told)

    assert sum(day.drivers for day in days).tolist() == whole.drivers.tolist()
    assert sum(day.parked for day in days).tolist() == whole.parked.tolist()
    assert np.mean([day.occupancy for day in days], axis=0) == pytest.approx(whole.occupancy)
    for name in ("time", "distance"):
        total = sum(getattr(day, name) * day.drivers for day in days)
        assert total == pytest.approx(getattr(whole, name) * whole.drivers)


def test_strange_simulations_are_refused() -> None:
    circuit, one = ring(3), np.ones(3)
    for parked, until in (([2, 0, 0], 9.0), ([0, 0, 0], -1.0)):
        with pytest.raises(ShapeError):
            cruised(
                circuit,
                Kerb(np.ones(3, int), np.array(parked), one),
                one,
                stay=1.0,
                lasts=(0.0, until),
                seed=0,
            )
    with pytest.raises(ShapeError, match="somebody"):
        cruised(
            circuit,
            Kerb(np.ones(3, int), np.zeros(3, int), one),
            0 * one,
            stay=1.0,
            lasts=(0.0, 9.0),
            seed=0,
        )
