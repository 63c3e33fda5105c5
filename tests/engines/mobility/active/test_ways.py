"""Ways: streets as a cyclist finds them."""

import numpy as np

from beffroi.engines.mobility.active.ways import nearest_nodes, norm, ways
from tests.engines.mobility.active.drawn import quarters
from tests.engines.mobility.test_network import nodes
from tests.engines.mobility.test_network import ways as streets


def test_a_street_is_measured_in_metres_ridden() -> None:
    table = streets(
        ([1, 2], {"highway": "residential"}),
        ([2, 3], {"highway": "primary", "oneway": "yes"}),
        ([3, 4], {"highway": "pedestrian"}),
    )

    found = ways(table, nodes((0, 0), (100, 0), (200, 0), (300, 0)), epsg=2154)

    pushed = 4.2 / 1.25 * 100
    assert np.allclose(found.forward, [100, 100, pushed], rtol=1e-3)
    assert np.allclose(found.backward, [100, pushed, pushed], rtol=1e-3)
    assert found.quiet.tolist() == [True, False, True]


def test_a_place_goes_to_a_quiet_street_if_one_is_near() -> None:
    town = quarters()

    found = nearest_nodes(town, np.array([290.0, 9000.0]), np.array([0.0, 0.0]))

    assert found.tolist() == [2, -1]


def test_norms_are_dated_data() -> None:
    assert (norm("farthest"), norm("detour")) == (5000, 0.25)
