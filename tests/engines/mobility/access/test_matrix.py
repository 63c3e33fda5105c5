"""The matrix of times on a street of 4 km: every mode, by hand and against plain searches."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from beffroi.engines.mobility.access import MODES, Points, Task, block, plan, ready
from beffroi.engines.mobility.access import matrix as module
from beffroi.engines.mobility.access.inputs import Basin
from tests.engines.mobility.access.basins import DATE, basin, bus, mapped, points

WINDOW = (7 * 3600, 8 * 3600)


def times(
    given: Basin, origins: Points, destinations: Points, *modes: str, **task: object
) -> dict[str, np.ndarray]:
    """Search modes, and put the blocks of each together. [s]"""
    asked = Task(modes, DATE, **{"window": WINDOW, **task})
    laid = ready(given, origins, destinations, asked)
    found = {mode: np.full((len(origins), len(destinations)), -1.0) for mode in modes}
    for part in plan(laid):
        found[part.mode][part.origins, part.destinations] = block(laid, part).seconds
    return found


def test_the_times_of_each_mode_are_those_done_by_hand() -> None:
    one, other = points((50, 10)), points((3050, 10))

    found = times(basin(bus(), park_rides=points((1000, 0))), one, other, *MODES)

    approach = 2 * 10 / 1.25
    assert found["walk"][0, 0] == pytest.approx(3000 / 1.25 + approach, abs=0.1)
    assert found["bike"][0, 0] == pytest.approx(3000 / 4.2 + approach, abs=0.1)
    assert found["quiet_bike"][0, 0] == pytest.approx(3000 / 4.2 + approach, abs=0.1)
    assert found["car"][0, 0] == pytest.approx(3000 / (50 / 3.6 * 0.6) + approach + 300, abs=0.1)
    # By bus: 50 m on foot, a wait of 0 to 9 minutes, 300 s on board, 50 m on foot.
    walks = 2 * (50 + 10) / 1.25
    assert walks + 300 <= found["transit"][0, 0] <= walks + 300 + 600
    assert found["bike_transit"][0, 0] <= found["transit"][0, 0]


def test_walking_is_as_scipy_finds_it_on_a_random_town() -> None:
    random = np.random.default_rng(3)
    ways = [({"highway": "residential"}, [(100.0 * i, 100.0 * j),
                                          (100.0 * (i + di), 100.0 * (j + dj))])
            for i in range(8) for j in range(8) for di, dj in ((1, 0), (0, 1))
            if random.random() < 0.85]  # fmt: skip
    table, nodes = mapped(*ways)
    places = sorted({point for _, way in ways for point in way})
    number = {place: n for n, place in enumerate(places)}
    ends = np.array([[number[a], number[b]] for _, (a, b) in ways])
    graph = coo_array((np.full(len(ends), 80.0), tuple(ends.T)), shape=(len(places),) * 2)
    plain = dijkstra(graph.tocsr(), directed=False)
    kept = np.isfinite(plain).sum(axis=1) > len(places) / 2
    chosen = [place for place, is_kept in zip(places, kept, strict=True) if is_kept]
    some = points(*chosen)

    found = times(Basin(table, nodes, 2154), some, some, "walk", longest=7200.0)["walk"]

    assert found == pytest.approx(plain[np.ix_(kept, kept)], abs=0.5)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.floats(0, 4000), st.floats(-100, 100)), min_size=2, max_size=5))
def test_a_mode_more_never_lengthens_the_best(places: list[tuple[float, float]]) -> None:
    some = points(*places)

    found = times(basin(bus()), some, some, "walk", "transit", "bike_transit")

    assert (found["transit"] <= np.ceil(found["walk"]) + 1e-3).all()
    assert (found["bike_transit"] <= found["transit"] + 1e-3).all()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.floats(0, 4000), st.floats(0, 4000), st.integers(0, 9))
def test_arriving_by_a_time_is_leaving_as_late_as_one_can(
    here: float, there: float, minute: int
) -> None:
    one, other, by = points((here, 5)), points((there, -5)), 8 * 3600 + 60 * minute

    arriving = times(basin(bus()), one, other, "transit", window=(by, by + 60), arrive=True)
    left = by - int(np.ceil(arriving["transit"][0, 0]))
    punctual, late = (
        at + times(basin(bus()), one, other, "transit", window=(at, at + 60))["transit"][0, 0]
        for at in (left, left + 1)
    )

    assert punctual <= by < late


def test_blocks_are_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    some = points(*((200.0 * n, 5.0) for n in range(12)))
    whole = times(basin(bus()), some, some, "walk", "transit")

    monkeypatch.setattr(module, "STREET_PAIRS", 30)
    monkeypatch.setattr(module, "TRANSIT_PAIRS", 30)
    parted = times(basin(bus()), some, some, "walk", "transit")

    assert len(plan(ready(basin(bus()), some, some, Task(("walk",))))) == 6
    assert all(np.array_equal(parted[mode], whole[mode]) for mode in whole)


def test_a_busy_street_is_no_quiet_way() -> None:
    one, other = points((0, 0)), points((2000, 0))

    found = times(basin(maxspeed="80", lanes="4", highway="primary"), one, other,
                  "bike", "quiet_bike")  # fmt: skip

    assert np.isfinite(found["bike"]).all()
    assert np.isinf(found["quiet_bike"]).all()


def test_a_place_in_a_field_is_unknown_and_the_rest_computed() -> None:
    some = points((0, 0), (2000, 900))

    found = times(basin(bus()), some, some, "walk", "transit")

    for seconds in found.values():
        assert np.isnan(seconds[1]).all()
        assert np.isnan(seconds[0, 1])
        assert np.isfinite(seconds[0, 0])


def test_a_longer_search_finds_what_a_shorter_one_does_not() -> None:
    one, other = points((0, 0)), points((4000, 0))

    short, long = (times(basin(), one, other, "walk", longest=60.0 * t)["walk"] for t in (50, 60))

    assert np.isinf(short).all()
    assert np.isfinite(long).all()
