"""Prices of both versions of the reference."""

import pandas as pd

from beffroi.engines.informal.prices import prices
from tests.engines.informal.feeds import feed


def test_the_second_version_of_fares_prices_lines_and_areas() -> None:
    tables = {k: v for k, v in feed().items() if not k.startswith("fare")} | {
        "fare_products": pd.DataFrame({"fare_product_id": ["f", "f", "g"], "currency": "EUR",
                                       "amount": ["2.5", "2.0", "9.0"]}),
        "fare_leg_rules": pd.DataFrame({"fare_product_id": ["f", "g"], "network_id": ["n", None],
                                        "from_area_id": [None, "x"], "to_area_id": [None, "y"]}),
        "route_networks": pd.DataFrame({"route_id": ["EW"], "network_id": ["n"]}),
        "stop_areas": pd.DataFrame({"stop_id": ["a", "b"], "area_id": ["x", "y"]}),
    }  # fmt: skip

    known = prices(tables)

    assert known.of("EW", "a", "b") == (2.0, "EUR")
    assert known.of("NS", "a", "b") == (9.0, "EUR")
    assert known.of("NS", "b", "a")[1] == ""
