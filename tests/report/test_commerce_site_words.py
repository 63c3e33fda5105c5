"""Trades, days and hours in words."""

import datetime as dt

from beffroi.report.commerce_site_words import (
    DAY_NAMES,
    clock,
    day_words,
    hours_words,
    script_words,
    trade,
)


def test_days_and_hours_are_said_as_people_do() -> None:
    assert day_words(dt.date(2026, 7, 1)).fr == "mercredi 1er juillet 2026"
    assert hours_words(((0, 1440),)).fr == "ouvert jour et nuit"
    assert hours_words(((1080, 1560),)).en == "18:00–\u206002:00"
    assert clock(1440, "fr") == "minuit"
    assert [name.fr for name in DAY_NAMES][::6] == ["lundi", "dimanche"]


def test_a_trade_without_a_name_keeps_its_value() -> None:
    assert trade("restaurant").fr == "restaurant"
    assert trade("model_trains").fr == "model trains"


def test_what_scripts_say_has_the_parts_that_they_fill() -> None:
    said = script_words(dt.date(2026, 7, 6))

    assert "{hour}" in said["open_until"].fr
    assert all(part in said["closed_day"].fr for part in ("{day}", "{hour}"))
    assert "{n}" in said["found"].fr
