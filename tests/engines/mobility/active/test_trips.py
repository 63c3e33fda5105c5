"""Trips: who can ride to the shops without leaving quiet streets."""

import numpy as np
import pytest

from beffroi.engines.mobility.active.trips import (
    Points,
    by_home,
    quiet_costs,
    shares,
    squares,
    stays_quiet,
    trips,
)
from beffroi.engines.mobility.active.ways import every_way, quiet_ways
from tests.engines.mobility.active.drawn import quarters


def points(*rows: tuple[float, float, float]) -> Points:
    return Points(*np.array(rows, dtype=float).reshape(-1, 3).T)


def test_people_are_shared_among_the_shops_within_reach() -> None:
    town = quarters()
    shops = points((500, 0, 3.0), (0, 0, 1.0))

    out = trips(town, every_way(town), points((100, 0, 40.0)), {"shopping": shops})

    assert out.people.sum() == 40
    assert sorted(out.people[:, 0].tolist()) == [10.0, 30.0]


def test_a_long_way_round_is_no_quiet_trip() -> None:
    town = quarters()
    shops = {"shopping": points((500, 0, 3.0), (0, 0, 1.0))}
    out = trips(town, every_way(town), points((100, 0, 40.0)), shops)

    kept = stays_quiet(quiet_ways(town), out)

    assert shares(out, kept) == {"shopping": 0.25}


def test_a_home_knows_its_share_and_its_detour() -> None:
    town = quarters()
    out = trips(town, every_way(town), points((100, 0, 4.0)), {"shopping": points((400, 0, 1.0))})

    share, detour = by_home(out, quiet_costs(quiet_ways(town), out))

    assert share.tolist() == [[0.0]]
    assert np.isnan(detour).all()


def test_a_detour_is_that_of_the_quiet_way() -> None:
    town = quarters()
    homes, shops = points((500, 0, 4.0)), points((250, 449, 1.0), (-100, 0, 1.0))
    out = trips(town, every_way(town), homes, {"shopping": shops})

    share, detour = by_home(out, quiet_costs(quiet_ways(town), out))

    assert share.tolist() == [[0.5]]
    assert detour[0] == pytest.approx(0, abs=1e-5)


def test_without_shops_the_share_is_unknown() -> None:
    town = quarters()
    out = trips(town, every_way(town), points((100, 0, 40.0)), {"shopping": points()})

    assert shares(out, stays_quiet(quiet_ways(town), out)) == {"shopping": None}


def test_places_of_one_square_are_one_place() -> None:
    found = squares(points((10, 10, 1.0), (50, 90, 2.0), (210, 10, 4.0)))

    assert found.weight.tolist() == [3.0, 4.0]
    assert found.x.tolist() == [30.0, 210.0]
