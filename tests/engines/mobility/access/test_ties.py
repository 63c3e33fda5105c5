"""Times along streets between places tied to them, from whichever side has fewer."""

import numpy as np
import pytest

from beffroi.engines.mobility.access.shared import Shared
from beffroi.engines.mobility.access.ties import PARTS, between, coordinates, is_tied, ties
from tests.engines.mobility.access.basins import basin, points


def test_times_are_alike_whichever_side_is_searched_from() -> None:
    few, many = points((0, 0), (900, 10)), points(*((100.0 * n, -5) for n in range(9)))
    tied = ties(Shared(basin(oneway="yes")), ("walk", "car", "bike"),
                {"origins": coordinates(few), "destinations": coordinates(many)})  # fmt: skip
    here, there = tied.parts["origins"], tied.parts["destinations"]

    for profile in ("walk", "bike", "car"):
        whole = between(tied, profile, here, there, 3600.0)
        single = [between(tied, profile, here, there[[n]], 3600.0)[:, 0] for n in range(9)]
        assert np.allclose(whole, np.stack(single, axis=1), equal_nan=True)


def test_a_place_far_from_any_street_is_tied_to_none() -> None:
    some = points((0, 0), (0, 400))

    tied = ties(Shared(basin()), ("walk", "car"), {"origins": coordinates(some)})

    assert is_tied(tied, "walk", "origins").tolist() == [True, False]
    assert is_tied(tied, "car", "origins").tolist() == [True, True]
    assert [len(tied.parts[part]) for part in PARTS] == [2, 0, 0, 0]


def test_a_map_without_streets_for_a_profile_reaches_nothing() -> None:
    some = points((0, 0))

    tied = ties(Shared(basin(highway="footway")), ("car",), {"origins": coordinates(some)})

    assert tied.hierarchy is None
    assert between(tied, "car", tied.parts["origins"], tied.parts["origins"], 60.0) == np.inf
    assert not is_tied(tied, "car", "origins").any()


def test_the_approach_on_foot_counts_at_both_ends() -> None:
    some = points((0, 100), (300, 50))
    tied = ties(Shared(basin()), ("walk",), {"origins": coordinates(some)})
    both = tied.parts["origins"]

    assert between(tied, "walk", both, both, 900.0)[0, 1] == pytest.approx(450 / 1.25, abs=0.1)
