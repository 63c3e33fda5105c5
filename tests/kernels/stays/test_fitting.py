"""Laws of stays found again through passes, where the mid-point rule goes wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.stays.fitting import (
    Sightings,
    chosen,
    classes,
    fitted,
    log_likelihoods,
    seen_shares,
)
from beffroi.kernels.stays.laws import LAWS, Law, longer
from tests.kernels.stays.passes import HOUR, midpoint, passed_by, sightings

SEEDS = range(12)


@pytest.mark.parametrize(
    ("gap", "mean", "shape", "error"),
    [
        (0.5, 0.75, 1.0, 0.24),
        (0.5, 3.0, 1.5, -0.21),
        (1.0, 0.75, 1.0, 0.59),
        (1.0, 3.0, 1.5, -0.17),
    ],
)
def test_the_mean_stay_is_found_again_where_the_mid_point_rule_errs(
    gap: float, mean: float, shape: float, error: float
) -> None:
    passes = np.arange(0.0, 10.0 + gap / 2, gap)
    days = [passed_by(passes, mean, shape, seed=seed) for seed in SEEDS]

    means = [fitted(classes(sightings(day)), laws=["gamma"])[0].mean / HOUR for day in days]

    assert np.median(means) == pytest.approx(mean, rel=0.05)
    assert np.median([midpoint(day) for day in days]) / mean - 1 == pytest.approx(error, abs=0.02)


def test_irregular_passes_are_no_worse_than_regular_ones() -> None:
    passes = np.array([8.0, 8.5, 9.5, 10.0, 11.0, 11.4, 12.0, 13.0, 13.5, 14.5, 15.0, 16.0, 17.5])
    days = [passed_by(passes, 1.5, 1.0, seed=seed) for seed in SEEDS]

    means = [fitted(classes(sightings(day)), laws=["gamma"])[0].mean / HOUR for day in days]

    assert np.median(means) == pytest.approx(1.5, rel=0.05)


def test_passes_too_far_apart_do_not_tell_the_mean() -> None:
    day = passed_by(np.arange(0.0, 10.5, 2.0), 0.75, 1.0, seed=0)

    found = chosen(fitted(classes(sightings(day))))

    assert found.is_flat


@given(st.sampled_from(LAWS), st.floats(0.3, 6), st.floats(0.4, 5), st.integers(0, 50))
def test_what_passes_may_see_of_a_vehicle_seen_sums_to_one(
    law: Law, mean: float, shape: float, seed: int
) -> None:
    passes = np.cumsum(np.random.default_rng(seed).integers(600, 7_200, 7)).astype(float)
    at, end = passes - passes[1], len(passes) - 1
    last = np.arange(1, end + 1)
    seen = Sightings(np.full(end, at[1] - at[0]), at[last], np.append(at[2:], np.inf)[last - 1])

    own = classes(seen)
    shares = np.exp(log_likelihoods(own, law, np.array([mean * HOUR]), np.array([shape])))

    assert shares.sum() == pytest.approx(1.0, abs=1e-9)


def test_the_share_seen_is_the_mean_of_the_longer_stays_over_the_gap() -> None:
    own = classes(Sightings(np.array([HOUR]), np.array([0.0]), np.array([np.inf])))

    seen = seen_shares(own, "weibull", np.array([2 * HOUR]), np.array([0.8]))

    steps = (np.arange(4_000) + 0.5) / 4_000 * HOUR
    assert seen[0, 0] == pytest.approx(longer("weibull", steps, 2 * HOUR, 0.8).mean(), abs=1e-6)


def test_without_any_law_the_same_stays_come_out() -> None:
    """Turnbull's estimate by EM agrees with the law on stays longer than the gap between passes."""
    gap, n = 1.0, 11
    day = passed_by(np.arange(0.0, n), 2.0, 1.5, seed=3, load=3_000.0)
    seen = sightings(day)
    found = chosen(fitted(classes(seen), laws=["gamma"]))
    steps = np.arange(0.125, 14.0, 0.25)
    u = (np.arange(40) + 0.5) / 40 * gap
    last, after = seen.last / HOUR, seen.next / HOUR
    pairs, counts = np.unique(np.stack([last, after]), axis=1, return_counts=True)
    inside = np.stack([
        ((u[:, None] + x <= steps) & (steps < u[:, None] + y)).mean(axis=0) for x, y in pairs.T
    ])  # fmt: skip
    ever = (u[:, None] <= steps).mean(axis=0)
    mass = np.full(len(steps), 1 / len(steps))

    for _ in range(400):
        share = counts @ (inside * mass / (inside @ mass)[:, None])
        unseen = counts.sum() / (ever @ mass) * (1 - ever) * mass
        mass = (share + unseen) / (share + unseen).sum()

    for time in (2.0, 3.0, 4.0, 6.0):
        law, beyond = longer(found.law, [time * HOUR, gap * HOUR], found.mean, found.shape)
        found_share = mass[steps > time].sum() / mass[steps > gap].sum()
        assert found_share == pytest.approx(law / beyond, abs=0.03)


def test_a_vehicle_gone_before_it_was_last_seen_is_refused() -> None:
    with pytest.raises(ShapeError):
        Sightings(np.array([1.0]), np.array([2.0]), np.array([2.0]))
