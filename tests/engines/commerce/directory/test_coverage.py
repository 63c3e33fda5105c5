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


def test_half_of_sixty_shops_close_at_noon_within_the_bounds_of_agresti_and_min() -> None:
    found = noon_gap(coverage([CUT, THROUGH] * 30))

    assert found is not None
    assert found.value == pytest.approx(0.5)
    assert found.low == pytest.approx(
        30 / 62 - 1.96 * np.sqrt((31 / 62 - (30 / 62) ** 2) / 62), rel=1e-4
    )
    assert found.low < 0.38 < 0.6 < found.high


@pytest.mark.parametrize(("known", "shops", "missing"), [(10, 196, 20), (30, 300, 0),
                                                         (30, 301, 1), (2, 2, 28)])  # fmt: skip
def test_few_hours_do_not_tell_of_a_town(known: int, shops: int, missing: int) -> None:
    found = coverage([CUT] * known + [None] * (shops - known))

    assert found.missing == missing
    assert (noon_gap(found) is None) == (missing > 0)


def test_shops_that_are_all_alike_still_leave_the_gap_unsure() -> None:
    found = noon_gap(coverage([CUT] * 30))

    assert found is not None
    assert (found.value, found.high) == (1.0, 1.0)
    assert 0.75 < found.low < 0.9


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
