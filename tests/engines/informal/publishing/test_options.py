"""What decides how a network is published is dated data."""

from beffroi.engines.informal.publishing.options import parameter


def test_virtual_stops_can_be_spaced() -> None:
    assert 0 < parameter("virtual_least") < parameter("virtual_most")
    assert parameter("hail_some") < parameter("hail_free") <= 1
    assert 2 * parameter("virtual_shared") < parameter("virtual_least")
