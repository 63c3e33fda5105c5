"""A network turned round is the same one, read from its end."""

import numpy as np
from hypothesis import given, settings

from beffroi.kernels.raptor import Network, amended, lines, links, reversed_, walks
from tests.kernels.raptor.drawing import Drawn, drawn_timetables
from tests.kernels.raptor.test_timetable import unfolded


@given(drawn_timetables())
@settings(max_examples=25, deadline=None)
def test_turned_round_twice_is_the_same_network(drawn: Drawn) -> None:
    network = drawn.network()

    turned = reversed_(network)
    again = reversed_(turned)

    assert unfolded(turned.lines) == {
        name: [(stop, -departure, -arrival) for stop, arrival, departure in trip[::-1]]
        for name, trip in unfolded(network.lines).items()
    }
    assert unfolded(again.lines) == unfolded(network.lines)
    assert (turned.access, turned.egress) == (network.egress, network.access)
    assert all(np.array_equal(a, b) for a, b in zip(again.walks, network.walks, strict=True))


def test_a_stop_stays_first_among_its_changes_when_it_takes_longest() -> None:
    around = amended(walks([1], [0], [0], n_stops=2), [1], [1], [90])
    homes = links([], [], [], n_places=0, n_stops=2)
    network = Network(lines([], [], [], [], n_stops=2), around, homes, homes)

    again = reversed_(reversed_(network)).walks

    assert around.stops.tolist() == again.stops.tolist() == [0, 1, 0]
    assert around.seconds.tolist() == again.seconds.tolist() == [0, 90, 0]


def test_an_empty_network_is_turned_round_too() -> None:
    assert reversed_(Drawn(3, [], [], 0, [], []).network()).lines.n_calls == 0
