"""Where counts and measures change: against plain dynamic programming."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.change_points import level_changes, rate_changes

cells = st.lists(st.tuples(st.integers(0, 12), st.sampled_from([0.0, 0.5, 1.0, 2.0])),
                 min_size=1, max_size=14)  # fmt: skip


def _rate_cost(n: float, t: float) -> float:
    return 2 * (n - n * np.log(n / t)) if n > 0 and t > 0 else 0.0


def _plain(costs: np.ndarray, shortest: int, penalty: float) -> float:
    """Return the least cost of all ways to cut, each piece tried before each other."""
    n = len(costs) - 1
    best = [0.0] + [np.inf] * n
    for end in range(shortest, n + 1):
        best[end] = min(best[k] + costs[k, end] + penalty for k in range(end - shortest + 1))
    return best[n]


@given(cells, st.integers(1, 4), st.floats(0, 8))
def test_no_way_to_cut_counts_costs_less(
    run: list[tuple[int, float]], shortest: int, penalty: float
) -> None:
    counts = np.array([n if t > 0 else 0 for n, t in run], dtype=float)
    exposure = np.array([t for _, t in run])
    shortest = min(shortest, len(run))
    total, time = (np.concatenate([[0], np.cumsum(a)]) for a in (counts, exposure))
    costs = np.array([[_rate_cost(total[j] - total[i], time[j] - time[i]) if j > i else 0
                       for j in range(len(total))] for i in range(len(total))])  # fmt: skip

    cuts = rate_changes(counts, exposure, shortest=shortest, penalty=penalty)

    assert cuts[0] == 0
    assert cuts[-1] == len(run)
    assert (np.diff(cuts) >= shortest).all()
    found = sum(costs[i, j] + penalty for i, j in itertools.pairwise(cuts))
    assert found == pytest.approx(_plain(costs, shortest, penalty), abs=1e-9)


@given(cells, st.integers(1, 3), st.floats(0, 8))
def test_no_way_to_cut_measures_costs_less(
    run: list[tuple[int, float]], shortest: int, penalty: float
) -> None:
    values, weights = np.array(run, dtype=float).T
    shortest = min(shortest, len(run))
    costs = np.zeros((len(run) + 1,) * 2)
    for i in range(len(run)):
        for j in range(i + 1, len(run) + 1):
            own, w = values[i:j], weights[i:j]
            costs[i, j] = (w * (own - np.average(own, weights=w)) ** 2).sum() if w.sum() else 0

    cuts = level_changes(values, weights, shortest=shortest, penalty=penalty)

    found = sum(costs[i, j] + penalty for i, j in itertools.pairwise(cuts))
    assert found == pytest.approx(_plain(costs, shortest, penalty), abs=1e-6)


def test_a_steady_rate_is_rarely_cut() -> None:
    draw = np.random.default_rng(1)
    runs = draw.poisson(4.0, (200, 36)).astype(float)

    pieces = [len(rate_changes(run, np.ones(36), shortest=2, penalty=2 * np.log(36))) - 1
              for run in runs]  # fmt: skip

    assert np.mean(np.array(pieces) > 1) < 0.12


def test_strange_runs_are_refused() -> None:
    with pytest.raises(ShapeError, match="equal length"):
        rate_changes(np.ones(3), np.ones(2), shortest=1, penalty=1.0)
    with pytest.raises(ShapeError, match="0 or more"):
        rate_changes(-np.ones(3), np.ones(3), shortest=1, penalty=1.0)
    with pytest.raises(ShapeError, match="Weights"):
        level_changes(np.ones(3), -np.ones(3), shortest=1, penalty=1.0)
    with pytest.raises(ShapeError, match="one cell"):
        level_changes(np.ones(3), np.ones(3), shortest=0, penalty=1.0)
