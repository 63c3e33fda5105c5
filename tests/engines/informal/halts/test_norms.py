"""Parameters of halts."""

import tomllib

from beffroi.engines.informal.halts.norms import PARAMETERS, parameter


def test_every_parameter_is_a_number_above_zero() -> None:
    names = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))

    assert all(parameter(name) > 0 for name in names)
