"""Weights: within what was said, uniform there, or computed from it."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, kstest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import Floats
from beffroi.kernels.choice.weights import bounded, rank_order_centroid, ranked, swing, uniform

RANKS = st.lists(st.integers(1, 5), min_size=1, max_size=8)
LEAST_LIKELY = 1e-4


def boxes() -> st.SearchStrategy[tuple[Floats, Floats]]:
    """Boxes around some weights, so that these at least are within."""
    share = st.floats(0, 1)
    return st.lists(st.tuples(st.floats(0.01, 1), share, share), min_size=1, max_size=8).map(_box)


def _box(drawn: list[tuple[float, float, float]]) -> tuple[Floats, Floats]:
    point, down, up = np.array(drawn).T
    point = point / point.sum()
    return point * down, point + (1 - point) * up


@given(st.integers(1, 50), st.integers(1, 12), st.integers(0, 99))
def test_uniform_weights_lie_on_the_simplex(n_draws: int, n: int, seed: int) -> None:
    drawn = uniform(n_draws, n, seed=seed)

    assert drawn.shape == (n_draws, n)
    assert (drawn >= 0).all()
    assert np.allclose(drawn.sum(axis=1), 1, atol=1e-14)


def test_the_same_seed_draws_the_same_weights() -> None:
    assert (uniform(5, 3, seed=7) == uniform(5, 3, seed=7)).all()
    assert (uniform(5, 3, seed=7) != uniform(5, 3, seed=8)).any()
    assert (ranked([1, 1, 2], 5, seed=7) == ranked([1, 1, 2], 5, seed=7)).all()
    box = ([0.1] * 3, [0.6] * 3)
    assert (bounded(*box, 5, seed=7) == bounded(*box, 5, seed=7)).all()


@pytest.mark.parametrize("n", [2, 3, 10, 30])
def test_each_uniform_weight_follows_the_law_of_the_simplex(n: int) -> None:
    drawn = uniform(20_000, n, seed=1)

    # The moments of a Dirichlet law whose parameters are all 1, and its margin, a beta law.
    assert np.allclose(drawn.mean(axis=0), 1 / n, atol=5 / n / np.sqrt(len(drawn)))
    assert np.allclose((drawn[:, 0] * drawn[:, 1]).mean(), 1 / (n * (n + 1)), rtol=0.05)
    assert kstest(drawn[:, 0], beta(1, n - 1).cdf).pvalue > LEAST_LIKELY


@given(RANKS, st.integers(0, 99))
def test_ranked_weights_obey_their_ranks(ranks: list[int], seed: int) -> None:
    drawn = ranked(ranks, 20, seed=seed)

    assert np.allclose(drawn.sum(axis=1), 1)
    for one, other in itertools.permutations(range(len(ranks)), 2):
        if ranks[one] < ranks[other]:
            assert (drawn[:, one] >= drawn[:, other]).all()


@pytest.mark.parametrize("ranks", [[1, 2, 3, 4], [2, 1, 1, 3, 2], [1, 1, 1]])
def test_ranked_weights_are_uniform_among_those_that_obey(ranks: list[int]) -> None:
    every = uniform(60_000, len(ranks), seed=3)
    pairs = [(a, b) for a, b in itertools.permutations(range(len(ranks)), 2) if ranks[a] < ranks[b]]
    obey = every[np.all([every[:, a] >= every[:, b] for a, b in pairs], axis=0)] if pairs else every

    drawn = ranked(ranks, 20_000, seed=4)

    for j in range(len(ranks)):
        assert kstest(drawn[:, j], obey[:, j]).pvalue > LEAST_LIKELY
    assert np.allclose(drawn.mean(axis=0), rank_order_centroid(ranks), atol=0.005)


@given(boxes(), st.integers(0, 99))
@settings(max_examples=30)
def test_bounded_weights_keep_within_their_bounds(box: tuple[Floats, Floats], seed: int) -> None:
    low, high = box

    drawn = bounded(low, high, 30, seed=seed)

    assert drawn.shape == (30, len(low))
    assert (drawn >= low).all()
    assert (drawn <= high).all()
    assert np.allclose(drawn.sum(axis=1), 1, atol=1e-9)


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ([0.1, 0.2, 0.0], [0.5, 0.6, 0.3]),
        ([0.0, 0.0, 0.0, 0.0], [0.4, 1.0, 0.3, 0.2]),
        ([0.2, 0.2, 0.2, 0.0], [0.5, 0.5, 0.5, 0.5]),
        ([0.0, 0.0, 0.3, 0.1, 0.0], [1.0, 1.0, 0.3, 0.2, 0.05]),
    ],
)
def test_bounded_weights_are_uniform_within_their_bounds(
    low: list[float], high: list[float]
) -> None:
    free = [j for j in range(len(low)) if low[j] < high[j]]
    fixed = sum(low[j] for j in range(len(low)) if j not in free)
    every = uniform(400_000, len(free), seed=5) * (1 - fixed)
    inside = np.all([(low[j] <= w) & (w <= high[j]) for j, w in zip(free, every.T, strict=True)], 0)

    drawn = bounded(low, high, 10_000, seed=6)[:, free]

    for j in range(len(free)):
        assert kstest(drawn[:, j], every[inside][:, j]).pvalue > LEAST_LIKELY
    spread = np.cov(every[inside].T)
    assert np.allclose(np.cov(drawn.T), spread, atol=0.1 * np.abs(spread).max())


def test_without_bounds_bounded_weights_are_uniform_on_the_simplex() -> None:
    drawn = bounded([0.0] * 6, [np.inf] * 6, 20_000, seed=8)

    assert kstest(drawn[:, 2], beta(1, 5).cdf).pvalue > LEAST_LIKELY


@pytest.mark.parametrize("slack", [1e-3, 1e-6, 1e-9])
def test_bounds_that_leave_next_to_nothing_are_met_at_once(slack: float) -> None:
    n = 30
    low, high = np.full(n, (1 - slack) / n), np.full(n, 0.5)

    below = bounded(low, high, 1000, seed=1)
    above = bounded(np.zeros(n), np.full(n, (1 + slack) / n), 1000, seed=1)

    # Each is what is left of a simplex of that size, of which each part has the same mean.
    assert np.allclose((below - low).mean(axis=0), slack / n, rtol=0.25)
    assert np.allclose(((1 + slack) / n - above).mean(axis=0), slack / n, rtol=0.25)


def test_bounds_that_leave_one_choice_give_it() -> None:
    assert bounded([0.25, 0.75], [0.25, 0.75], 2, seed=1).tolist() == [[0.25, 0.75]] * 2
    assert bounded([0.5, 0.5], [1.0, 1.0], 1, seed=1).tolist() == [[0.5, 0.5]]
    assert bounded([0.0, 0.0], [0.5, 0.5], 1, seed=1).tolist() == [[0.5, 0.5]]
    assert bounded([0.0], [1.0], 1, seed=1).tolist() == [[1.0]]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ([0.6, 0.6], [1, 1], "No weights within these bounds"),
        ([0, 0], [0.3, 0.3], "No weights within these bounds"),
        ([0.5, 0.2], [0.4, 1], "bounds of weight 1 are 0.5 and 0.4"),
        ([-0.1, 0], [1, 1], "bounds of weight 1"),
        ([0.1, np.nan], [1, 1], "bounds of weight 2"),
        ([0.1], [1, 1], "two lists"),
        ([], [], "two lists"),
    ],
)
def test_bounds_without_weights_are_refused(low: Floats, high: Floats, said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        bounded(low, high, 10, seed=1)


def test_swings_share_out_the_weight() -> None:
    assert swing([100, 60, 40]).tolist() == [0.5, 0.3, 0.2]


@given(RANKS)
def test_the_centroid_obeys_the_ranks_and_sums_to_one(ranks: list[int]) -> None:
    weights = rank_order_centroid(ranks)

    assert np.isclose(weights.sum(), 1)
    assert (np.diff(weights[np.argsort(ranks)]) <= 1e-12).all()


def test_the_published_centroids_of_four_attributes() -> None:
    # Barron and Barrett, 1996, table 1.
    assert np.allclose(
        rank_order_centroid([1, 2, 3, 4]), [0.5208, 0.2708, 0.1458, 0.0625], atol=5e-5
    )


@pytest.mark.parametrize("points", [[0, 0], [1, -1], [1, np.nan], [], 3.0])
def test_points_that_give_no_weight_are_refused(points: object) -> None:
    with pytest.raises(ShapeError, match="Swing points are"):
        swing(points)  # type: ignore[arg-type]  # any wrong thing


@pytest.mark.parametrize("ranks", [[], [1, np.nan], [[1, 2]]])
def test_ranks_that_are_none_are_refused(ranks: object) -> None:
    with pytest.raises(ShapeError, match="Ranks are"):
        rank_order_centroid(ranks)  # type: ignore[arg-type]  # any wrong thing
    with pytest.raises(ShapeError, match="Ranks are"):
        ranked(ranks, 2, seed=1)  # type: ignore[arg-type]  # any wrong thing


def test_no_draw_at_all_is_refused() -> None:
    for draw in (
        lambda: uniform(0, 2, seed=1),
        lambda: uniform(2, 0, seed=1),
        lambda: ranked([1, 2], 0, seed=1),
        lambda: bounded([0, 0], [1, 1], 0, seed=1),
    ):
        with pytest.raises(ShapeError, match="ask for one at least"):
            draw()
