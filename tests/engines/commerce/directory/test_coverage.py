"""Shops open by hour of the week, and the gap of noon."""

import numpy as np
import pytest

from beffroi.engines.commerce.directory.coverage import (
    Week,
    coverage,
    is_open_at_lunch,
    is_open_on_sunday,
    noon_gap,
)

CUT: Week = (((540, 720), (840, 1140)),) * 6 + ((),)
THROUGH: Week = (((540, 1140),),) * 6 + ((),)


def test_unknown_hours_are_in_no_share() -> None:
    found = coverage([CUT, THROUGH, None, None])

    assert (found.known, found.unknown) == (2, 2)
    assert found.share(1, 13 * 60) == pytest.approx(0.5)
    assert found.share(1, 11 * 60) == pytest.approx(1.0)
    assert found.share(6, 11 * 60) == pytest.approx(0.0)


def test_half_of_two_shops_close_at_noon() -> None:
    assert noon_gap(coverage([CUT, THROUGH])) == pytest.approx(0.5)


def test_nothing_is_said_where_no_hours_are_known() -> None:
    found = coverage([None])

    assert noon_gap(found) is None
    assert found.share(0, 0) is None


def test_the_night_of_sunday_ends_on_monday() -> None:
    counts = coverage([((),) * 6 + (((1320, 1560),),)]).counts

    assert counts[6, -8:].tolist() == [1] * 8
    assert counts[0, :8].tolist() == [1] * 8
    assert counts.sum() == 16


def test_a_quarter_counts_if_its_middle_is_open() -> None:
    counts = coverage([(((540, 547),),) + ((),) * 6, (((540, 548),),) + ((),) * 6]).counts

    assert np.flatnonzero(counts[0]).tolist() == [36]
    assert counts[0, 36] == 1


def test_lunch_asks_for_an_hour_and_sunday_for_a_moment() -> None:
    assert not is_open_at_lunch(CUT)
    assert is_open_at_lunch(THROUGH)
    assert is_open_at_lunch((((720, 780),),) + ((),) * 6)
    assert not is_open_at_lunch(((),) * 5 + (((540, 1140),),) * 2)
    assert not is_open_on_sunday(CUT)
    assert is_open_on_sunday(((),) * 6 + (((480, 780),),))
