from dataclasses import replace

import numpy as np
import pandas as pd

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.territory import informal
from beffroi.territory.informal import InformalNetwork
from tests.engines.informal.regulation.conftest import wanted
from tests.towns.informal import LAT, LON


def test_every_way_belongs_to_one_line(proposal: Proposal) -> None:
    members = [way.variant_id for line in proposal.lines for way in line.members]

    assert sorted(members) == sorted(way.variant_id for way in proposal.ways)


def test_the_same_seed_gives_the_same_proposal(street: InformalNetwork, proposal: Proposal) -> None:
    again = proposed(street, wanted(), seed=3)

    assert np.array_equal(again.cost, proposal.cost, equal_nan=True)


def test_licences_hold_the_reserve(proposal: Proposal) -> None:
    fleet = proposal.totals[1].fleet

    assert (proposal.licences >= fleet).all()
    assert proposal.licences[0] == np.ceil(fleet[0] * 1.1)


def test_people_around_stops_are_counted(street: InformalNetwork) -> None:
    people = pd.DataFrame({"lon": [LON, LON + 1], "lat": [LAT, LAT], "weight": [40, 9]})

    made = proposed(street, wanted(), people=people)

    assert made.reach is not None
    assert (made.reach.before, made.reach.after, made.reach.lost) == (40, 40, 0)


def test_a_network_of_nothing_makes_an_empty_proposal(street: InformalNetwork) -> None:
    empty = replace(
        street,
        variants=street.variants.iloc[:0], calls=street.calls.iloc[:0],
        headways=informal.INFORMAL_HEADWAYS.typed(street.headways.iloc[:0]),
        times=street.times.iloc[:0],
    )  # fmt: skip

    made = proposed(empty, wanted())

    assert made.lines == ()
    assert np.isnan(made.cost).all()
