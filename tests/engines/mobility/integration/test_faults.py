"""What is wrong with feeds, or between them, named."""

import pytest

from beffroi.engines.mobility.integration.inputs import Part
from beffroi.foundation.errors import InputError
from tests.engines.mobility.integration.feeds import BUS, COACH, WEEK, both, part, together

FARES = "fare_id,price,currency_type,payment_method,transfers\nT,1.50,{currency},0,1\n"
PRODUCTS = "fare_product_id,amount,currency\nP,1.50,EUR\n"


def said(*parts: Part) -> str:
    return "\n".join(words.en for words in together(*parts).remarks)


def test_nothing_is_wrong_with_two_feeds_that_share_nothing() -> None:
    own = {name: text.replace("1,Village", "9,Village") for name, text in COACH.items()}
    assert "car: " not in said(part("bus", BUS), part("car", own))


def test_identifiers_in_common_are_named() -> None:
    assert (
        "stops.txt: 3 identifiers are used by bus, car for things of their own (1, 2, 3)"
        in said(part("bus", BUS), part("car", COACH))
    )


def test_a_stop_in_the_gulf_of_guinea_is_named_kept_and_tied_to_nothing() -> None:
    stops = COACH["stops"].replace("47.60000,-2.09000", "0,0")

    made = together(part("bus", BUS), part("car", COACH, stops=stops))

    assert "car: 1 stop is at 0° of longitude and latitude (1)" in "\n".join(
        words.en for words in made.remarks
    )
    assert "car:1" in set(made.tables["stops"]["stop_id"])
    assert "car:1" not in set(made.transfers["from_stop_id"])


def test_an_expired_feed_is_named_with_its_last_day() -> None:
    old = WEEK + "S,1,1,1,1,1,1,0,20240101,20240630\n"

    assert "car: expired, its last day of service is 2024-06-29." in said(
        part("bus", BUS), part("car", COACH, calendar=old)
    )


def test_feeds_without_a_common_day_are_named_with_their_days() -> None:
    later = WEEK + "S,1,1,1,1,1,1,0,20260601,20260630\n"

    told = said(part("bus", BUS), part("car", COACH, calendar=later))

    assert "bus: 2026-01-05 – 2026-01-30; car: 2026-06-01 – 2026-06-30" in told


def test_a_feed_that_never_runs_is_named() -> None:
    never = WEEK + "S,0,0,0,0,0,0,0,20260105,20260130\n"

    assert "car: none of its trips has a day of service." in said(
        part("bus", BUS), part("car", COACH, calendar=never)
    )


def test_currencies_and_languages_are_compared() -> None:
    swiss = COACH | {"fare_attributes": FARES.format(currency="CHF")}
    agency = "agency_name,agency_timezone,agency_lang\nBus,Europe/Paris,de\n"

    told = said(
        part("bus", BUS, fare_attributes=FARES.format(currency="EUR")),
        part("car", swiss, agency=agency),
    )

    assert "several currencies (bus: EUR; car: CHF)" in told
    assert "several languages (bus: fr; car: de)" in told


def test_clocks_that_differ_cannot_be_in_one_feed() -> None:
    agency = COACH["agency"].replace("Europe/Paris", "America/Cayenne")

    with pytest.raises(InputError, match="not in one timezone") as caught:
        together(part("bus", BUS), part("car", COACH, agency=agency))

    assert "America/Cayenne" in str(caught.value)


def test_clocks_that_agree_under_two_names_are_one() -> None:
    agency = COACH["agency"].replace("Europe/Paris", "Europe/Brussels")

    made = together(part("bus", BUS), part("car", COACH, agency=agency))

    assert set(made.tables["agency"]["agency_timezone"]) == {"Europe/Paris"}
    assert any("same time" in words.en for words in made.remarks)


def test_a_timezone_that_nobody_knows_is_refused() -> None:
    agency = COACH["agency"].replace("Europe/Paris", "Mars/Olympus")

    with pytest.raises(InputError, match="not in one timezone"):
        together(part("bus", BUS), part("car", COACH, agency=agency))


def test_fares_ordered_in_two_ways_are_named() -> None:
    legs = "network_id,fare_product_id{priority}\n,P{value}\n"
    one = {"fare_products": PRODUCTS, "fare_leg_rules": legs.format(priority="", value="")}
    other = {"fare_products": PRODUCTS,
             "fare_leg_rules": legs.format(priority=",rule_priority", value=",3")}  # fmt: skip

    assert "car gives priorities and bus does not" in said(
        part("bus", BUS, **one), part("car", COACH, **other)
    )


def test_what_is_said_is_said_in_french_too() -> None:
    assert all(words.fr != words.en for words in both().remarks)
