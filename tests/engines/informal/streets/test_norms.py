"""Parameters of the room."""

from beffroi.engines.informal.streets.norms import classes, parameter


def test_parameters_are_numbers_and_lists() -> None:
    assert parameter("missing_length") == 50
    assert "footway" not in classes("driven")
