"""Lines of boats are no road lines."""

from dataclasses import replace

import numpy as np

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.engines.informal.regulation.roads import by_road
from beffroi.territory.informal import InformalNetwork
from tests.engines.informal.regulation.conftest import wanted


def with_boat(street: InformalNetwork, route: str) -> InformalNetwork:
    mode = street.routes["mode"].mask(street.routes["route_id"].eq(route), "ferry")
    return replace(street, routes=street.routes.assign(mode=mode))


def test_boats_are_neither_merged_nor_counted_and_it_is_said(
    street: InformalNetwork, proposal: Proposal
) -> None:
    roads, said = by_road(with_boat(street, "B"))
    made = proposed(roads, wanted(), seed=3)

    assert {way.route_id for way in made.ways} == {"A", "C", "D"}
    assert not any(name.startswith("B-") for name in roads.stops["stop_id"])
    assert len(said) == 1
    assert "1 pirogue line (" in said[0].en
    assert np.median(made.licences) < np.median(proposal.licences)
    assert np.median(made.cost) < np.median(proposal.cost)


def test_a_network_of_roads_is_left_as_it_is(street: InformalNetwork) -> None:
    assert by_road(street) == (street, ())


def test_a_network_of_boats_alone_leaves_nothing_to_regulate(street: InformalNetwork) -> None:
    boats = replace(street, routes=street.routes.assign(mode="ferry"))

    roads, said = by_road(boats)

    assert "4 pirogue lines (" in said[0].en
    assert proposed(roads, wanted()).lines == ()
