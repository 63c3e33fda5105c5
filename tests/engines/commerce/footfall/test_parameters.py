"""What footfall takes for granted."""

from beffroi.engines.commerce.footfall.parameters import parameter


def test_ways_are_those_published() -> None:
    assert parameter("radius") == 800
    assert 0.001 <= parameter("decay") <= 0.004
    assert 1.05 <= parameter("detour") <= 1.15
