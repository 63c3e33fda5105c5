"""Names of trades."""

import pytest

from beffroi.territory.trade_kinds import kind_name, kind_of, trade_kinds


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_name_leads_back_to_its_own_value(language: str) -> None:
    for kind, name in trade_kinds().items():
        assert kind_of(name.in_(language).upper()) == kind  # type: ignore[arg-type]


def test_a_value_that_nobody_named_is_its_own_name() -> None:
    assert kind_name("trading_cards").en == "trading cards"
    assert kind_of("trading cards") is None
