"""What nobody has seen yet."""

import numpy as np

from beffroi.engines.informal.sizing.unseen import (
    UNKNOWN,
    rides_until_known,
    unseen_share,
    variants_in_all,
)

NONE = np.zeros(0, dtype=np.int64)


def _survey(draw: np.random.Generator, n_rides: int) -> tuple[np.ndarray, np.ndarray]:
    chances = draw.dirichlet(np.full(40, 2.0))
    return chances, draw.multinomial(n_rides, chances)


def test_intervals_of_the_unseen_hold_the_truth_nine_times_in_ten() -> None:
    draw, held = np.random.default_rng(1), []
    for _ in range(600):
        chances, rides = _survey(draw, 80)
        found = unseen_share(rides[rides > 0])
        held.append(found.low <= chances[rides == 0].sum() <= found.high)

    assert 0.84 <= np.mean(held) <= 0.96


def test_intervals_of_all_variants_hold_their_number() -> None:
    draw, held, values = np.random.default_rng(2), [], []
    for _ in range(400):
        _, rides = _survey(draw, 120)
        found = variants_in_all(rides[rides > 0])
        held.append(found.low <= 40 <= found.high)
        values.append(found.value)

    assert np.mean(held) > 0.8
    assert 37 < np.mean(values) < 42


def test_rides_asked_for_bring_the_unseen_down_to_what_is_wanted() -> None:
    draw, left = np.random.default_rng(3), []
    for _ in range(200):
        chances, rides = _survey(draw, 60)
        more = draw.multinomial(rides_until_known(rides[rides > 0]), chances)
        left.append(chances[rides + more == 0].sum())

    assert 0.02 < np.mean(left) < 0.08


def test_without_rides_nothing_is_said() -> None:
    assert unseen_share(NONE) == variants_in_all(NONE) == UNKNOWN
    assert rides_until_known(NONE) == 0
    assert unseen_share(np.array([5, 7])).value == 0
    assert variants_in_all(np.array([5, 7])).low == 2
