"""The rule of a place, as a visitor meets it."""

import pytest

from beffroi.engines.parking.inventory.regulation import cases, rule, stay


@pytest.mark.parametrize(
    ("tags", "regulation"),
    [
        ({"fee": "no"}, "free"),
        ({"fee": "yes"}, "paid"),
        ({"fee": "Mo-Sa 09:00-19:00"}, "paid"),
        ({"fee": "no", "fee:conditional": "yes @ (Mo-Fr 09:00-12:00)"}, "paid"),
        ({"authentication:disc": "yes", "maxstay": "90 min"}, "blue_zone"),
        ({"authentication:disc:conditional": "yes @ (Mo-Sa 09:00-19:00)"}, "blue_zone"),
        ({"fee": "blue_zone"}, "blue_zone"),
        ({"fee": "no", "maxstay": "20 min"}, "short_stay"),
        ({"fee": "no", "maxstay": "7 days"}, "free"),
        ({"access": "residents", "fee": "no"}, "residents"),
        ({"access": "permit", "zone": "B"}, "residents"),
        ({"access": "private"}, "private"),
        ({"access": "customers"}, "private"),
        ({"access": "no", "disabled": "designated"}, "disabled"),
        ({"restriction": "loading_only"}, "delivery"),
        ({"restriction": "no_stopping", "fee": "yes"}, "forbidden"),
        ({"restriction:conditional": "no_parking @ (We 06:00-14:00)", "fee": "no"}, "free"),
        ({"vehicles": "motorcycle", "fee": "no"}, "private"),
        ({"fee": "unknown"}, ""),
        ({}, ""),
    ],
)
def test_the_strictest_rule_of_the_day_is_the_rule(tags: dict[str, str], regulation: str) -> None:
    assert rule(tags).regulation == regulation


def test_the_hours_of_a_tariff_are_told_and_the_market_is_an_exception() -> None:
    told = rule({
        "fee:conditional": "yes @ (Mo-Fr 09:00-19:00; Sa 09:00-12:00)", "maxstay": "2 hours",
        "restriction:conditional": "no_parking @ (We 06:00-14:00)", "charge": "1.20 EUR/hour",
    })  # fmt: skip

    assert told.hours == "Mo-Fr 09:00-19:00; Sa 09:00-12:00"
    assert told.maxstay == 120
    assert told.tariff == "1.20 EUR/hour"
    assert told.exceptions == "restriction=no_parking @ (We 06:00-14:00)"


def test_a_free_first_hour_belongs_to_the_tariff() -> None:
    told = rule({"fee": "yes", "fee:conditional": "no @ (stay < 1 hour)"})

    assert (told.regulation, told.hours) == ("paid", "")
    assert told.tariff == "fee=no @ (stay < 1 hour)"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2h", 120), ("1.5 hours", 90), ("1,5 h", 90), ("30 minutes", 30), ("1 day", 1440),
     ("2 weeks", 20_160), ("", None), ("90", None), ("two hours", None), ("2 h except market",
     None)],
)  # fmt: skip
def test_a_longest_stay_is_read_with_its_unit(text: str, minutes: float | None) -> None:
    assert stay(text) == minutes


def test_conditions_without_brackets_are_read() -> None:
    assert cases("yes @ Mo-Fr 09:00-19:00; no @ (stay < 30 minutes)") == [
        ("yes", "Mo-Fr 09:00-19:00"),
        ("no", "stay < 30 minutes"),
    ]
