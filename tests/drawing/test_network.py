"""Lines that end on one another become a network whose crossings are shared."""

import numpy as np
import shapely

from beffroi.drawing.network import Traces, network, noded
from beffroi.drawing.terrain import Warp

STRAIGHT = Warp(np.zeros((0, 6)), 0.0)
NO_ALLEYS = (np.zeros(0, dtype=np.int64), np.zeros(0))


def line(*points: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString(points)


def traces(great: list[shapely.LineString], later: list[shapely.LineString]) -> Traces:
    lines = np.array(great + later)
    return Traces(lines, len(great), np.full(len(lines), 8.0))


def test_lines_that_cross_are_broken_and_remember_where_they_come_from() -> None:
    pieces, origin = noded([line((0, 0), (100, 0)), line((50, -50), (50, 50))])

    assert len(pieces) == 4
    assert sorted(origin.tolist()) == [0, 0, 1, 1]


def test_a_street_that_ends_on_another_shares_a_crossing_with_it() -> None:
    net = network(traces([line((0, 0), (100, 0))], [line((40, 0), (40, 60))]), NO_ALLEYS, STRAIGHT)

    crossing = np.bincount(np.concatenate([net.start, net.end]))
    assert len(net.lines) == 3
    assert crossing.max() == 3


def test_two_streets_that_end_near_each_other_meet_at_one_crossing() -> None:
    net = network(
        traces([line((0, 0), (100, 0))], [line((40, 0), (40, 60)), line((44, 0), (44, -60))]),
        NO_ALLEYS,
        STRAIGHT,
    )

    crossing = np.bincount(np.concatenate([net.start, net.end]))
    assert len(net.lines) == 4
    assert crossing.max() == 4


def test_a_street_follows_its_host_when_the_host_moves() -> None:
    hosts = [line((40, 0), (40, 60)), line((44, 0), (44, -60))]
    net = network(
        traces([line((0, 0), (100, 0))], [*hosts, line((44, -30), (90, -30))]), NO_ALLEYS, STRAIGHT
    )

    ends = np.concatenate([net.start, net.end])
    degree = np.bincount(ends)
    assert sorted(degree.tolist()) == [1, 1, 1, 1, 1, 3, 4]


def test_a_blind_alley_gets_a_tip_of_its_own() -> None:
    alleys = (np.array([1]), np.array([0.6]))

    net = network(traces([line((0, 0), (100, 0))], [line((40, 0), (40, 60))]), alleys, STRAIGHT)

    assert net.last.sum() == 1
    assert shapely.length(net.lines[net.last])[0] == 24.0
