"""Parameters: each is dated and sourced in both languages."""

import tomllib

from beffroi.engines.commerce.vitality.parameters import VALUES, parameter


def test_each_parameter_is_dated_and_sourced() -> None:
    entries = tomllib.loads(VALUES.read_text("utf-8"))

    assert all({"value", "unit", "valid_from", "source", "url"} <= set(one)
               for one in entries.values())  # fmt: skip
    assert all(one["source"]["fr"] and one["source"]["en"] for one in entries.values())
    assert parameter("pole_least") == 20
    assert parameter("frictional_below") < parameter("structural_from")
