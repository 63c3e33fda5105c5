"""Fares compared."""

import numpy as np

from beffroi.engines.informal.comparison import fares
from beffroi.engines.informal.comparison.pairs import pairs
from beffroi.engines.informal.prices import Prices
from beffroi.engines.informal.published import published
from tests.engines.informal.feeds import HERE, feed


def test_another_currency_is_another_price_and_no_price_at_all_is_unknown() -> None:
    network = published(feed(), HERE)
    matched, draw = pairs(network, network), np.random.default_rng(0)
    euros, dollars, nothing = (
        Prices(amounts, {}) for amounts in ({("", "", ""): (2.0, "EUR")},
                                            {("", "", ""): (2.0, "USD")}, {})
    )  # fmt: skip

    assert fares.compared(matched, euros, euros, draw).value == 1.0
    assert fares.compared(matched, dollars, euros, draw).value == 0.0
    assert fares.compared(matched, nothing, euros, draw).value is None
