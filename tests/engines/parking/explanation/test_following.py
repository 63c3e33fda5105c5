"""Drivers followed one by one: the occupancy holds, means agree while there is room, then fall."""

import numpy as np
import pytest

from beffroi.engines.parking.explanation.following import followed, is_filling, mean_search
from beffroi.engines.parking.explanation.searching import occupancies
from beffroi.foundation.errors import ShapeError
from tests.engines.parking.explanation.test_searching import DESTINATION, held, places


def _at(occupancy: float) -> np.ndarray:
    return occupancies(held(), np.full(len(places()), occupancy))


def test_means_agree_while_there_is_room_and_are_too_short_when_there_is_not() -> None:
    roomy, full = (followed(held(), _at(q), stay=3_600.0) for q in (0.6, 0.93))

    assert roomy.low <= 1 <= roomy.high
    assert full.low > 1
    assert roomy.times == pytest.approx(roomy.time / roomy.mean, rel=0.03)
    assert full.high - full.low < 0.5


@pytest.mark.parametrize("occupancy", [0.8, 0.9, 0.95])
def test_the_occupancy_holds_though_some_give_up(occupancy: float) -> None:
    found = followed(held(), _at(occupancy), stay=3_600.0)

    assert found.occupancy == pytest.approx(occupancy, abs=0.012)


def test_the_interval_of_a_day_holds_other_days() -> None:
    found = followed(held(), _at(0.9), stay=3_600.0)
    others = [followed(held(), _at(0.9), stay=3_600.0, seed=seed) for seed in range(2, 12)]

    assert all(found.low < other.times < found.high for other in others)
    assert found == followed(held(), _at(0.9), stay=3_600.0)


def test_only_who_begins_near_counts_and_the_occupancy_there_holds() -> None:
    far = np.hypot(*(held().middle - np.array(DESTINATION)).T) > 250
    uneven = np.where(far, 0.5, _at(0.93))

    near = followed(held(), uneven, stay=3_600.0, destination=DESTINATION)
    whole = followed(held(), uneven, stay=3_600.0)
    nobody = followed(held(), np.where(far, 0.9, 0.0), stay=3_600.0, destination=DESTINATION)

    asked = held().spaces @ np.nan_to_num(uneven) / held().spaces.sum()
    assert near.occupancy == pytest.approx(asked, abs=0.02)
    assert near.mean > 1.2 * whole.mean
    assert nobody.time > 0


def test_streets_are_nearly_full_from_the_threshold_on_and_within_the_longest_walk() -> None:
    away = np.hypot(*(held().middle - np.array(DESTINATION)).T)
    one = np.where(np.arange(len(away)) == np.where(held().spaces > 0, away, np.inf).argmin(), 1, 0)

    assert [is_filling(held(), _at(q), DESTINATION) for q in (0.84, 0.85)] == [False, True]
    assert is_filling(held(), 0.85 * one, DESTINATION)
    assert not is_filling(held(), 0.85 * one, (DESTINATION[0] + 700, DESTINATION[1]))
    assert not is_filling(held(), np.where(held().spaces > 0, np.nan, 1.0), DESTINATION)


def test_the_mean_over_the_ground_grows_with_occupancy_and_patience() -> None:
    found = [mean_search(held(), _at(q)) for q in (0.5, 0.8, 0.9)]

    assert (np.diff(found) > 0).all()
    assert mean_search(held(), _at(0.9), patience=100.0) < found[-1]


def test_nobody_parked_and_occupancies_of_others_are_refused() -> None:
    with pytest.raises(ShapeError, match="a vehicle"):
        followed(held(), _at(0.0), stay=3_600.0)
    with pytest.raises(ShapeError, match="each section"):
        followed(held(), np.ones(3), stay=3_600.0)
