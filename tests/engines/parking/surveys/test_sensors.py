"""Sensors that fail in every way are found, and those that work are believed."""

import numpy as np

from beffroi.engines.parking.surveys.sensors import (
    DRIFTING,
    GARBLED,
    RESTLESS,
    STUCK,
    by_hour,
    judged,
)
from beffroi.territory.parking_surveys import SensorDays

N_DAYS = 35


def drawn(*, seed: int = 0) -> SensorDays:
    """Draw forty sensors over five weeks, quiet on Sundays, some of them slow."""
    draw = np.random.default_rng(seed)
    pace = draw.choice([2.0, 8.0, 16.0], 40)
    sunday = np.arange(N_DAYS) % 7 == 6
    changes = draw.poisson(pace[:, None] * np.where(sunday, 0.2, 1.0)).astype(np.int32)
    share = np.clip(draw.normal(0.6, 0.08, (40, N_DAYS)), 0, 1)
    taken = np.repeat(share[:, :, None] * 3_600, 24, axis=2).astype(np.float32)
    return SensorDays(
        tuple(f"C{k}" for k in range(40)), 20_000, changes + 1, np.zeros_like(changes), changes,
        taken, np.full(40, 20_000 * 86_400.0), (20_000 + N_DAYS) * 86_400.0,
    )  # fmt: skip


def test_sensors_that_work_are_believed_quiet_sundays_included() -> None:
    found = judged(drawn())

    assert found.aside == ()
    assert found.kept.all()


def test_each_way_to_fail_is_found_with_its_days() -> None:
    days = drawn()
    days.changes[3, 12:] = 0
    days.taken[3, 12:] = 3_600
    days.taken[7] = (np.linspace(0.3, 1.0, N_DAYS)[:, None] * 3_600).astype(np.float32)
    days.changes[11] += 400
    days.bad[20] = days.events[20]
    days.changes[25] = 0

    found = judged(days)

    reasons = {one.sensor: one.reason for one in found.aside}
    assert reasons == {"C3": STUCK, "C7": DRIFTING, "C11": RESTLESS, "C20": GARBLED, "C25": STUCK}
    stuck = next(one for one in found.aside if one.sensor == "C3")
    assert (stuck.first, stuck.last) == (20_012, 20_000 + N_DAYS - 1)
    assert found.kept[3, :12].all()
    mean, low, high = by_hour(days, found)
    assert 0.57 < mean[9] < 0.63
    assert low[9] < mean[9] < high[9]


def test_without_a_day_that_can_be_believed_nothing_is_told() -> None:
    days = drawn()
    days.bad[:] = days.events

    assert np.isnan(by_hour(days, judged(days))[0]).all()
