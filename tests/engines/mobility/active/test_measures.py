"""Measures: everything computed once for what is said of a town."""

from beffroi.engines.mobility.active.measures import measured
from tests.engines.mobility.active.town import inputs


def test_a_town_is_measured_once_for_every_purpose() -> None:
    done = measured(inputs())

    assert done.trips.purposes == ("shopping", "commuting")
    assert [link.ways for link in done.links] == [(1,)]
    assert [row for row, _ in done.chosen] == [0]
    assert len(done.islands.metres) == 2
