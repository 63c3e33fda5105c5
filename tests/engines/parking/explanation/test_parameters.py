"""Parameters of the search: dated data, in order."""

from beffroi.engines.parking.explanation.parameters import parameter


def test_what_is_slow_is_slower_than_what_is_quick() -> None:
    assert parameter("slow_speed") < parameter("speed") < parameter("fast_speed")
    assert parameter("short_walk") < parameter("long_walk")
