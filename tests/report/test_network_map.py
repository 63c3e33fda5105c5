"""The map of a network built of rides."""

from dataclasses import replace

from beffroi.report.network_map import DOUBTFUL, LINES, STOPS, network_map
from tests.report.test_network_page import built
from tests.towns.informal import network


def test_what_one_ride_alone_shows_is_drawn_apart() -> None:
    drawn = network_map(built())

    assert drawn is not None
    counts = {row.group: row.count.en for row in drawn.legend}
    assert counts == {STOPS: "5", DOUBTFUL: "1", LINES: "2"}
    assert "m-perimeter" not in drawn.plan


def test_lines_bear_the_colour_of_their_number() -> None:
    drawn = network_map(built())

    assert drawn is not None
    assert 'class="m-informal_lines own-0B5FA5"' in drawn.plan
    assert ".own-0B5FA5 {" in drawn.style


def test_a_text_that_is_no_colour_leaves_the_colour_of_the_layer() -> None:
    shown = network()
    hostile = replace(shown, routes=shown.routes.assign(colour='"><script>'))

    drawn = network_map(built(hostile))

    assert drawn is not None
    assert 'class="m-informal_lines"' in drawn.plan
    assert "<script" not in drawn.plan
