"""What is said of a market shared out."""

from beffroi.study.commerce_market import power_name
from beffroi.study.commerce_shared import percent


def test_small_shares_keep_a_decimal() -> None:
    assert percent(0.5).en == "50\u00a0%"
    assert percent(0.034).fr == "3,4\u00a0%"


def test_powers_have_names_and_others_keep_theirs() -> None:
    assert power_name("decay").en == "time to come (decay)"
    assert power_name("parking").en == "parking"
