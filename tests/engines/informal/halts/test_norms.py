"""What halts are judged by."""

import pytest

from beffroi.engines.informal.halts.norms import parameter


def test_a_parameter_is_a_number_and_an_unknown_one_is_a_mistake_of_the_caller() -> None:
    assert parameter("together") == 25.0
    with pytest.raises(KeyError):
        parameter("nothing")
