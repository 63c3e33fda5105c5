"""The parameters of lines are dated and sourced."""

import tomllib

from beffroi.engines.informal.lines.norms import PARAMETERS, parameter


def test_every_parameter_has_its_source() -> None:
    with PARAMETERS.open("rb") as file:
        told = tomllib.load(file)
    assert all(
        {"value", "unit", "valid_from", "source", "url"} == set(one) for one in told.values()
    )
    assert parameter("variant_overlap") == 0.9
