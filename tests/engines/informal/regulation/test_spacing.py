from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.regulation.spacing import places, spaced

lines = st.lists(st.floats(20.0, 700.0), min_size=1, max_size=15)


@given(lines, st.integers(0, 9))
def test_gaps_stay_within_their_bounds_and_ends_are_stops(gaps: list[float], seed: int) -> None:
    along = np.concatenate([[0.0], np.cumsum(gaps)])
    weights = np.random.default_rng(seed).random(len(along))

    chosen = places(along, weights, float(along[-1]), 250.0, 400.0)

    assert chosen[0] == 0
    assert chosen[-1] == pytest.approx(along[-1])
    assert np.diff(chosen).max() <= 400 + 1e-6
    if along[-1] >= 750:
        assert np.diff(chosen).min() >= 240


@given(lines, st.integers(0, 9))
def test_every_stop_is_kept_moved_or_dropped_once(gaps: list[float], seed: int) -> None:
    along = np.concatenate([[0.0], np.cumsum(gaps)])
    weights = np.random.default_rng(seed).random(len(along))

    made = spaced(along, weights, 250.0, 400.0)

    today = [stop for stop in made if stop.change != "added"]
    assert [stop.rank for stop in today] == list(range(len(along)))
    after = [stop for stop in made if stop.change != "dropped"]
    assert len(after) == len(places(along, weights, float(along[-1]), 250.0, 400.0))
    assert today[0].change == "kept"
    assert all(stop.walk >= 0 for stop in today)


def test_people_walk_no_more_than_with_any_other_places() -> None:
    along = np.array([0.0, 90.0, 210.0, 300.0, 390.0, 520.0, 600.0])
    weights = np.array([1.0, 5.0, 2.0, 1.0, 4.0, 3.0, 1.0])

    chosen = places(along, weights, 600.0, 200.0, 300.0)

    def walk(stops: np.ndarray) -> float:
        return float((weights * np.abs(along[:, np.newaxis] - stops).min(axis=1)).sum())

    tried = [
        walk(np.array([0.0, *inner, 600.0]))
        for n in (1, 2)
        for inner in combinations(np.arange(10.0, 600.0, 10.0), n)
        if all(200 <= gap <= 300 for gap in np.diff([0.0, *inner, 600.0]))
    ]
    assert walk(chosen) == pytest.approx(min(tried))


def test_people_of_merged_lines_draw_stops_to_them() -> None:
    along, weights = np.array([0.0, 700.0]), np.array([1.0, 1.0])

    made = spaced(along, weights, 250.0, 400.0, others=np.array([[310.0, 9.0]]))

    assert [stop.along for stop in made if stop.change == "added"] == [310.0]
