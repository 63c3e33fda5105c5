"""Between what a mean search lies: values tried, and drivers followed at the right ones."""

import numpy as np
import pytest

from beffroi.engines.parking.explanation.following import followed, mean_search
from beffroi.engines.parking.explanation.searching import occupancies
from beffroi.foundation.language import Words
from beffroi.study.parking_bounds import STAY, Tried, bounds
from tests.engines.parking.explanation.test_searching import held, places


def _tried(occupancy: float, time: float, *, surveyed: bool = True) -> Tried:
    taken = occupancies(held(), np.full(len(places()), occupancy))
    return Tried(Words("", ""), time, held(), taken, surveyed=surveyed)


def test_values_tried_bound_a_search_where_a_survey_finds_room() -> None:
    told = bounds(_tried(0.7, 60.0), [_tried(0.7, 50.0), _tried(0.7, 90.0)])

    assert (told.low, told.high, told.followed) == (50.0, 90.0, None)


def test_the_highest_is_as_many_times_as_long_as_drivers_followed_search() -> None:
    usual = _tried(0.9, 60.0)
    quick, slow = (Tried(usual.name, time, usual.held, usual.occupancy) for time in (50.0, 90.0))

    told = bounds(usual, [slow, quick])

    assert told.followed == followed(usual.held, usual.occupancy, stay=STAY)
    assert told.low == pytest.approx(50.0 * min(told.followed.low, 1.0))
    assert told.high == pytest.approx(90.0 * told.followed.high)


def test_another_occupancy_is_followed_at_its_own() -> None:
    usual, most = _tried(0.7, 60.0), _tried(0.95, 140.0)

    told = bounds(usual, [most])

    assert told.followed is None
    assert told.high == pytest.approx(140.0 * followed(held(), most.occupancy, stay=STAY).high)


def test_without_a_survey_drivers_are_always_followed_unless_there_is_none() -> None:
    usual = _tried(0.8, 60.0, surveyed=False)
    told = bounds(usual, [])

    assert told.followed == followed(held(), usual.occupancy, stay=STAY, surveyed=False)
    assert told.followed.mean == pytest.approx(mean_search(held(), usual.occupancy), rel=0.02)
    assert bounds(_tried(0.0, 60.0, surveyed=False), []).followed is None


def test_a_small_town_has_days_on_which_one_searches_less() -> None:
    told = bounds(_tried(0.7, 60.0, surveyed=False), [])

    assert told.followed.low < 1
    assert told.low == pytest.approx(60.0 * told.followed.low)
