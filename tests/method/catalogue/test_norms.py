"""The dated numbers that costs rest on."""

import pytest

from beffroi.method.catalogue.norms import annuity, norms, yearly_days


def test_a_year_is_worth_less_the_later_it_comes() -> None:
    assert annuity(10, 0.035) == pytest.approx((1 - 1.035**-10) / 0.035)
    assert annuity(7, 0) == 7


def test_a_full_time_is_the_legal_hours_over_the_length_of_a_day() -> None:
    assert yearly_days(1.0) == pytest.approx(1607 / 7)


def test_every_norm_holds_its_usual_value() -> None:
    assert all(one.low <= one.value <= one.high for one in norms().values())
