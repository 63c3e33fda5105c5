"""The parameters of cuts are dated and sourced."""

import tomllib

from beffroi.engines.informal.tracing.norms import PARAMETERS, parameter


def test_every_parameter_has_its_source() -> None:
    with PARAMETERS.open("rb") as file:
        told = tomllib.load(file)
    assert all(
        {"value", "unit", "valid_from", "source", "url"} == set(one) for one in told.values()
    )
    assert parameter("gap") == 300
