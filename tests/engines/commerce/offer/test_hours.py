"""When shops are open: read from what the map says, and nothing made up."""

import pandas as pd
import pytest

from beffroi.engines.commerce.offer.hours import MIDDAY, MONDAY, SUNDAY, opened

WEEK = "2026-09-21"


def shops(*hours: str | None) -> pd.DataFrame:
    return pd.DataFrame({"opening_hours": pd.Series(hours, dtype="string")})


def test_only_hours_that_are_understood_count() -> None:
    found = opened(shops("Mo-Sa 09:00-19:00", "mardi 9h-12h", "9h-12h-15", None), WEEK)

    assert (found.shops, found.told, found.known) == (4, 3, 2)


def test_the_gap_of_noon_is_seen() -> None:
    found = opened(shops("Tu-Sa 09:00-12:00,14:00-19:00", "Mo-Su 08:00-20:00"), WEEK)

    assert found.at(MIDDAY) == 1
    assert found.at(11 * 60) == 2
    assert found.on(MONDAY) == 1
    assert found.on(SUNDAY) == 1
    assert found.shares()[13 * 4] == pytest.approx(0.5)


def test_a_shop_open_three_noons_of_four_is_not_open_at_noon() -> None:
    found = opened(shops("Tu,We,Fr 10:00-18:00"), WEEK)

    assert found.at(MIDDAY) == 0
    assert found.shares()[13 * 4] == pytest.approx(0.75)


def test_a_town_without_hours_has_no_share() -> None:
    found = opened(shops(None, None), WEEK)

    assert found.known == 0
    assert found.shares().sum() == 0


def test_a_public_holiday_is_no_usual_day() -> None:
    """The week of 13 July 2026 holds the 14th, a Tuesday: the shop opens on the others."""
    found = opened(shops("Tu-Sa 09:00-12:00; PH off"), "2026-07-13")

    assert found.at(11 * 60) == 1
