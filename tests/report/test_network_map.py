"""The map of a network built of rides."""

from beffroi.report.network_map import DOUBTFUL, LINES, STOPS, network_map
from tests.report.test_network_page import built


def test_what_one_ride_alone_shows_is_drawn_apart() -> None:
    drawn = network_map(built())

    assert drawn is not None
    counts = {row.group: row.count.en for row in drawn.legend}
    assert counts == {STOPS: "5", DOUBTFUL: "1", LINES: "2"}
    assert "m-perimeter" not in drawn.plan
