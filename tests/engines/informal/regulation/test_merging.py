from dataclasses import replace

import numpy as np
import pytest

from beffroi.engines.informal.regulation import Proposal
from beffroi.engines.informal.regulation.merging import leaders, shared


def test_a_way_shares_what_it_runs_along_another_the_same_way() -> None:
    street = np.array([[0.0, 0.0], [1_000.0, 0.0]])
    turning = np.array([[0.0, 0.0], [500.0, 0.0], [500.0, 500.0]])

    assert shared(turning, street) == pytest.approx(0.54, abs=0.03)
    assert shared(street[::-1], street) == 0.0


def test_ways_side_by_side_join_the_most_frequent(proposal: Proposal) -> None:
    names = [way.variant_id for way in proposal.ways]

    merged = {name: names[k] for name, k in zip(names, proposal.leaders, strict=True)}

    assert merged == {
        "A-out": "A-out", "A-back": "A-back", "B-out": "A-out", "B-back": "A-back",
        "C-out": "C-out", "D-out": "D-out",
    }  # fmt: skip


def test_a_leader_leads_itself_whatever_the_rates(proposal: Proposal) -> None:
    for rates in ([1.0] * 6, [np.nan] * 6, [np.nan, 1, 5, 2, np.nan, 3]):
        chosen = leaders(proposal.ways, rates)

        assert all(chosen[k] == k for k in chosen)
    assert leaders(proposal.ways, [1, 1, 5, 1, 1, 1])[0] == 2


def test_a_boat_does_not_join_a_minibus(proposal: Proposal) -> None:
    ways = [replace(proposal.ways[0], mode="ferry"), *proposal.ways[1:]]

    assert leaders(ways, [1.0] * 6)[:3] == (0, 1, 2)
