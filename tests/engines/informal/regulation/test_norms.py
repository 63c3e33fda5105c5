from beffroi.engines.informal.regulation.norms import parameter


def test_intervals_are_those_of_the_tables_of_the_network() -> None:
    assert parameter("level") == 0.9
