"""The parameters of the room."""

import pytest

from beffroi.engines.informal.service.norms import parameter


def test_a_parameter_is_a_number_and_an_unknown_one_a_fault() -> None:
    assert parameter("level") == 0.9
    with pytest.raises(KeyError):
        parameter("nothing")
