"""What is looked up in profiles of the places is what a search from the origins finds."""

import importlib
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor import (
    Network,
    Spans,
    links,
    looked_up,
    pay,
    profiles,
    reversed_,
    spans,
)  # fmt: skip
from tests.kernels.raptor.drawing import (
    LATE,
    Drawn,
    a_bus,
    drawn_timetables,
    plain_durations,
)  # fmt: skip

changes = importlib.import_module("beffroi.kernels.raptor.changes")
tasks = importlib.import_module("beffroi.kernels.raptor.tasks")
DEPARTURES = LATE + np.arange(-120, 1200, 60)
PERCENTILES = (0, 5, 50, 95, 100)
TASKS = st.fixed_dictionaries(
    {"limit": st.sampled_from([300, 900, 5000]), "most_rides": st.integers(0, 4)}
)


@pytest.fixture(params=[False, True], ids=["changes found as one goes", "changes listed"])
def _listed(request: pytest.FixtureRequest) -> Iterator[None]:
    """List the changes beforehand, or not, however few the places."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "pays", lambda *task: request.param)
        yield


def found(network: Network, departures: np.ndarray, task: dict[str, int]) -> Spans:
    """Look up a single block."""
    known = profiles(network, departures=departures, **task)
    ((_, times),) = looked_up(known, network.access, percentiles=PERCENTILES)
    return times


def searched(network: Network, departures: np.ndarray, task: dict[str, int]) -> Spans:
    """Search a single block."""
    ((_, times),) = spans(network, departures=departures, percentiles=PERCENTILES, **task)
    return times


def assert_same(one: Spans, other: Spans) -> None:
    for name in ("percentiles", "least", "share"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


@pytest.mark.usefixtures("_listed")
@given(drawn_timetables(), TASKS)
@settings(max_examples=30, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_profiles_hold_what_a_plain_search_finds(drawn: Drawn, task: dict[str, int]) -> None:
    each = np.array([plain_durations(drawn, t, **task) for t in DEPARTURES.tolist()])

    times = found(drawn.network(), DEPARTURES, task)

    expected = np.percentile(each, PERCENTILES, axis=0, method="inverted_cdf")
    assert np.array_equal(times.percentiles, np.moveaxis(expected, 0, -1))
    assert np.array_equal(times.least, each.min(axis=0))
    assert np.allclose(times.share, np.isfinite(each).mean(axis=0), rtol=1e-6, atol=0)


@given(drawn_timetables(), TASKS, st.sets(st.integers(-300, 1500), min_size=1, max_size=9))
@settings(max_examples=30, deadline=None)
def test_profiles_serve_any_departures_and_arrivals(
    drawn: Drawn, task: dict[str, int], moments: set[int]
) -> None:
    there, departures = drawn.network(), LATE + np.array(sorted(moments))
    back, arrivals = reversed_(there), -departures[::-1] - 600

    assert_same(found(there, departures, task), searched(there, departures, task))
    assert_same(found(back, arrivals, task), searched(back, arrivals, task))


def test_the_same_profiles_serve_whoever_comes_otherwise_to_the_stops() -> None:
    bus, departures = a_bus(), np.arange(600, 1000, 30)
    task = {"limit": 3600, "most_rides": 1}
    many = links(np.arange(40), np.zeros(40, int), np.arange(0, 400, 10), n_places=40, n_stops=2)
    known = profiles(bus._replace(egress=many), departures=departures, **task)

    for access in (bus.access, many):
        there = Network(bus.lines, bus.walks, access, many)
        ((_, whole),) = spans(there, departures=departures, direct=on_foot, **task)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tasks, "ROOM", 1)
            parts = [part for _, part in looked_up(known, access, direct=on_foot)]

        assert len(parts) == access.n_places
        assert np.array_equal(np.concatenate([p.percentiles for p in parts]), whole.percentiles)


def on_foot(rows: slice) -> np.ndarray:
    """Walk in ten minutes from anywhere to anywhere."""
    return np.full((rows.stop - rows.start, 40), 600.0)


def test_profiles_pay_for_few_places() -> None:
    departures = np.array([0, 60])

    assert pay(a_bus().lines, departures, 3600, (2000, 300))
    assert not pay(a_bus().lines, departures, 3600, (500, 300))
    assert not pay(a_bus().lines, departures, 3600, (10**9, 10**8 * 4))


def test_links_to_stops_of_another_timetable_are_refused() -> None:
    known = profiles(a_bus(), departures=[900], limit=3600, most_rides=1)

    with pytest.raises(ShapeError, match="same stops"):
        looked_up(known, links([0], [2], [1], n_places=1, n_stops=3))
