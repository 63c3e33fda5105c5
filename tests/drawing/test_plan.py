"""The plan: ranks of streets that make sense, and nothing left dangling."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.drawing.scene import Scene


def test_the_streets_of_a_plan_hang_together(drawn: Scene) -> None:
    net, street = drawn.plan.net, drawn.plan.kind != "none"
    n = len(net.places)

    links = coo_array((np.ones(street.sum()), (net.start[street], net.end[street])), shape=(n, n))
    label = connected_components(links, directed=False)[1]

    assert len(set(label[net.start[street]].tolist())) == 1


def test_every_rank_of_street_is_there(drawn: Scene) -> None:
    kinds = set(drawn.plan.kind.tolist())

    assert kinds >= {
        "primary", "secondary", "tertiary", "unclassified", "residential", "living_street",
        "pedestrian", "footway",
    }  # fmt: skip


def test_the_bypass_ends_on_other_roads(drawn: Scene) -> None:
    net, plan = drawn.plan.net, drawn.plan
    street = plan.kind != "none"
    degree = np.bincount(
        np.concatenate([net.start[street], net.end[street]]), minlength=len(net.places)
    )

    bypass = street & (plan.part == "rocade")

    assert bypass.any()
    assert np.minimum(degree[net.start[bypass]], degree[net.end[bypass]]).min() >= 2
