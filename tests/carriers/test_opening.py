"""Opening hours as parts of kinds of days."""

import pytest

from beffroi.carriers.opening import LONGEST, shares


def test_a_week_is_parted_by_day_and_band() -> None:
    found = shares("Tu,Th 08:30-12:00; Su 21:00-23:00")

    assert found is not None
    assert found["weekday", "morning"] == 0.4
    assert found["weekday", "evening"] == 0.0
    assert found["sunday", "night"] == 1.0


def test_always_is_always() -> None:
    found = shares("24/7")

    assert found is not None
    assert set(found.values()) == {1.0}


@pytest.mark.parametrize("written", ["la veille", "9h-12h", "Mo" * LONGEST, "25:00-99:00"])
def test_what_is_no_rule_is_unknown(written: str) -> None:
    assert shares(written) is None
