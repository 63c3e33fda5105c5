"""Travel times agree with a plain search among all events of random timetables."""

import dataclasses
import importlib
from collections.abc import Iterator

import numba
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.kernels.raptor import (
    durations,
    links,
    reversed_,
    spans,
)
from tests.kernels.raptor.drawing import (
    LATE,
    Drawn,
    a_bus,
    drawn_timetables,
    plain_durations,
)

changes = importlib.import_module("beffroi.kernels.raptor.changes")
tasks = importlib.import_module("beffroi.kernels.raptor.tasks")
DEPARTURES = LATE + np.arange(-120, 1200, 60)
CAPS = st.integers(0, 4)
FIXED = [HealthCheck.function_scoped_fixture]  # what it patches is the same for all examples
LIMITS = st.sampled_from([300, 900, 5000])


def measured(drawn: Drawn, departure: int, limit: int, most_rides: int) -> np.ndarray:
    return durations(
        drawn.network(),
        departure=departure,
        limit=limit,
        most_rides=most_rides,
    )


@pytest.fixture(params=[False, True], ids=["changes found as one goes", "changes listed"])
def _listed(request: pytest.FixtureRequest) -> Iterator[None]:
    """List the changes beforehand, or not, however few the origins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "pays", lambda *task: request.param)
        yield


@pytest.mark.usefixtures("_listed")
@given(drawn_timetables(), st.integers(LATE - 300, LATE + 1500), LIMITS, CAPS)
@settings(max_examples=30, deadline=None, suppress_health_check=FIXED)
def test_travel_times_are_those_of_a_plain_search(
    drawn: Drawn, departure: int, limit: int, most_rides: int
) -> None:
    expected = plain_durations(drawn, departure, limit, most_rides)

    assert np.array_equal(measured(drawn, departure, limit, most_rides), expected)


@pytest.mark.usefixtures("_listed")
@given(drawn_timetables(), LIMITS, CAPS)
@settings(max_examples=30, deadline=None, suppress_health_check=FIXED)
def test_a_window_is_as_good_as_searches_one_by_one(
    drawn: Drawn, limit: int, most_rides: int
) -> None:
    each = np.array([plain_durations(drawn, t, limit, most_rides) for t in DEPARTURES.tolist()])
    percentiles = (0, 5, 25, 50, 75, 95, 100)

    blocks = spans(
        drawn.network(),
        departures=DEPARTURES,
        limit=limit,
        most_rides=most_rides,
        percentiles=percentiles,
    )
    ((rows, found),) = list(blocks)

    assert rows == slice(0, drawn.n_homes)
    expected = np.percentile(each, percentiles, axis=0, method="inverted_cdf")
    assert np.array_equal(found.percentiles, np.moveaxis(expected, 0, -1))
    assert np.array_equal(found.least, each.min(axis=0))
    assert np.allclose(found.share, np.isfinite(each).mean(axis=0), rtol=1e-6, atol=0)


def latest(drawn: Drawn, by: int, limit: int, most_rides: int) -> np.ndarray:
    """Search backwards from each shop; (n_homes, n_shops)."""
    spent = durations(
        reversed_(drawn.network()),
        departure=-by,
        limit=limit,
        most_rides=most_rides,
    )
    return by - spent.T


@given(drawn_timetables(), st.integers(LATE + 300, LATE + 2500), CAPS)
@settings(max_examples=30, deadline=None)
def test_whoever_must_arrive_by_a_time_leaves_as_late_as_possible(
    drawn: Drawn, by: int, most_rides: int
) -> None:
    limit = 5000

    leaves = latest(drawn, by, limit, most_rides)

    for home, shop in np.ndindex(leaves.shape):
        time = leaves[home, shop]
        found = int(time) if np.isfinite(time) else by - limit - 1
        after = plain_durations(drawn, found + 1, limit, most_rides)[home, shop]
        assert found + 1 + after > by
        if np.isfinite(time):
            assert found + plain_durations(drawn, found, limit, most_rides)[home, shop] <= by


@given(drawn_timetables(), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_neither_another_trip_nor_another_ride_makes_a_journey_longer(
    drawn: Drawn, most_rides: int
) -> None:
    fewer = dataclasses.replace(drawn, trips=drawn.trips[:-1])
    slow = measured(fewer, LATE, 5000, most_rides)

    assert (measured(drawn, LATE, 5000, most_rides) <= slow).all()
    assert (measured(fewer, LATE, 5000, most_rides + 1) <= slow).all()


@given(drawn_timetables())
@settings(max_examples=20, deadline=None)
def test_results_depend_neither_on_threads_nor_on_blocks(drawn: Drawn) -> None:
    task = {"departures": DEPARTURES, "limit": 5000, "most_rides": 3}
    whole = list(spans(drawn.network(), **task))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "ROOM", 1)
        patch.setattr(numba.config, "NUMBA_NUM_THREADS", 1)
        parts = list(spans(drawn.network(), **task))

    assert [rows for rows, _ in parts] == [slice(0, 1), slice(1, 2)]
    for name in ("percentiles", "least", "share"):
        joined = np.concatenate([getattr(found, name) for _, found in parts])
        assert np.array_equal(joined, getattr(whole[0][1], name))


def test_whoever_is_quicker_on_foot_walks() -> None:
    task = {"departure": 900, "limit": 3600, "most_rides": 1}

    def on_foot(rows: slice) -> np.ndarray:
        return np.full((rows.stop - rows.start, 1), 300.0)

    assert durations(a_bus(), **task).tolist() == [[460.0]]
    assert durations(a_bus(), **task, direct=on_foot).tolist() == [[300.0]]
    assert durations(a_bus(), **(task | {"most_rides": 0}), direct=on_foot).tolist() == [[300.0]]
    assert durations(a_bus(), **(task | {"limit": 200}), direct=on_foot).tolist() == [[np.inf]]


def test_a_walk_may_have_any_number_of_stops_around_it_none_included() -> None:
    bus = a_bus()
    lonely = links([], [], [], n_places=3, n_stops=2)
    task = {"departure": 900, "limit": 3600, "most_rides": 1}

    assert durations(bus._replace(egress=lonely), **task).tolist() == [[np.inf] * 3]
    assert durations(bus._replace(access=lonely), **task).tolist() == [[np.inf]] * 3


def test_no_origin_and_no_place_make_an_empty_table() -> None:
    bus, nobody = a_bus(), links([], [], [], n_places=0, n_stops=2)
    task = {"departure": 900, "limit": 3600, "most_rides": 1}

    assert durations(bus._replace(access=nobody), **task).shape == (0, 1)
    assert durations(bus._replace(egress=nobody), **task).shape == (1, 0)
