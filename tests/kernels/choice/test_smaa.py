"""Acceptability of alternatives: against geometry, a peer, and what must always hold."""

from dataclasses import astuple
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice import shapes
from beffroi.kernels.choice import smaa as module
from beffroi.kernels.choice.ranks import rank_acceptability
from beffroi.kernels.choice.shapes import Floats
from beffroi.kernels.choice.smaa import Smaa, smaa, smaa_uncertain
from beffroi.kernels.choice.weights import uniform
from tests.kernels.choice import geometry, peers

BROKEN = ([0, 5, 10], [0, 0.8, 1])
CELLS = st.integers(0, 10).map(lambda tenths: tenths / 10)
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=CELLS)
)
MARGIN = 4.5
"""Standard errors that a share may be off."""


def errors(shares: Floats, n_draws: int) -> Floats:
    return MARGIN * np.sqrt(np.maximum(shares * (1 - shares), 1e-3) / n_draws)


def test_two_criteria_share_out_a_segment() -> None:
    # Overall values over the weight t of the first criterion are lines: A 0.9 t + 0.1 (1 - t),
    # B 0.6, C 0.2 t + 0.8 (1 - t). C is the first below t = 1/3, A above t = 5/8, B between.
    values = np.array([[0.9, 0.1], [0.6, 0.6], [0.2, 0.8]])
    weights = uniform(100_000, 2, seed=1)

    found = smaa(values, weights)

    exact = np.array([3 / 8, 5 / 8 - 1 / 3, 1 / 3])
    assert (np.abs(found.acceptability[:, 0] - exact) < errors(exact, 100_000)).all()
    assert np.allclose(found.central_weights[:, 0], [13 / 16, 23 / 48, 1 / 6], atol=0.003)
    # A equals C at t = 1/2.
    assert abs(found.pairwise[0, 2] - 0.5) < errors(np.array(0.5), 100_000)
    assert np.allclose(found.mean, values.mean(axis=1), atol=0.003)
    assert np.allclose([found.low, found.high], [values.min(axis=1), values.max(axis=1)], atol=1e-4)
    assert np.allclose(found.likely_low[0], 0.1 + 0.8 * 0.025, atol=0.003)
    assert np.allclose(found.likely_high[0], 0.1 + 0.8 * 0.975, atol=0.003)
    assert found.confidence.tolist() == [1, 1, 1]


@pytest.mark.parametrize("seed", range(3))
def test_three_criteria_share_out_a_triangle(seed: int) -> None:
    values = np.random.default_rng(seed).random((4, 3))
    weights = uniform(100_000, 3, seed=seed)

    found = smaa(values, weights)

    shares = np.zeros((4, 4))
    for order in permutations(range(4)):
        polygon = geometry.TRIANGLE
        for better, worse in pairwise(order):
            lead = values[better] - values[worse]
            if len(polygon):
                polygon = geometry.clipped(polygon, lead[:2] - lead[2], float(lead[2]))
        shares[order, range(4)] += 2 * geometry.area(polygon)
    assert np.allclose(shares.sum(axis=0), 1)
    assert (np.abs(found.acceptability - shares) < errors(shares, 100_000)).all()
    for one in range(4):
        wins = [
            2 * geometry.area(geometry.favourable(values, one, [k])) for k in range(4) if k != one
        ]
        drawn = np.delete(found.pairwise[one], one)
        assert (np.abs(drawn - wins) < errors(np.array(wins), 100_000)).all()
        if shares[one, 0] > 0.01:
            polygon = geometry.favourable(values, one, [k for k in range(4) if k != one])
            centre = geometry.centroid(polygon)
            assert np.allclose(found.central_weights[one], centre, atol=0.02)


def test_polytopes_measured_by_a_peer() -> None:
    values = np.random.default_rng(5).random((5, 5))

    found = smaa(values, uniform(100_000, 5, seed=2))

    exact = peers.exact_smaa_by_pysensmcda(values)
    off = np.abs(found.acceptability[:, 0] - exact.acceptability)
    assert (off < errors(exact.acceptability, 100_000)).all()
    often = exact.acceptability > 0.02
    assert np.allclose(found.central_weights[often], exact.central_weights[often], atol=0.02)


def test_a_peer_says_the_same_of_the_same_draws() -> None:
    values, weights = np.random.default_rng(3).random((8, 10)), uniform(2000, 10, seed=3)

    found = smaa(values, weights)

    peer = peers.smaa_by_pysensmcda(values, weights)
    assert np.allclose(found.acceptability, peer.rank_acceptability, atol=1e-12)
    assert np.allclose(found.central_weights, peer.central_weights, atol=1e-12, equal_nan=True)
    wins = peers.wins_by_pysensmcda(peer.simulation.rankings)
    assert np.allclose(found.pairwise, wins + np.eye(8) / 2, atol=1e-12)


def test_a_peer_says_the_same_of_drawn_tables() -> None:
    values = np.random.default_rng(4).random((1000, 5, 4)) * 0.4 + np.linspace(0, 0.4, 5)[:, None]
    weights = uniform(1000, 4, seed=4)

    found = smaa(values, weights)

    peer = peers.uncertain_smaa_by_pysensmcda(values, weights)
    assert np.allclose(found.acceptability, peer.rank_acceptability, atol=1e-12)
    assert np.allclose(found.central_weights, peer.central_weights, atol=1e-12, equal_nan=True)
    assert np.allclose(found.confidence, peer.confidence_factors, atol=1e-12, equal_nan=True)


def test_a_peer_says_the_same_of_intervals_but_for_the_draws() -> None:
    low = np.random.default_rng(6).random((4, 3)) * 0.6
    high = low + 0.3
    weights = uniform(20_000, 3, seed=6)
    drawn = np.random.default_rng(7).uniform(low, high, (20_000, 4, 3))

    found = smaa_uncertain(low, high, weights, seed=8)

    peer = peers.uncertain_smaa_by_pysensmcda(drawn, uniform(20_000, 3, seed=9))
    both = np.sqrt(2) * errors(peer.rank_acceptability, 20_000)
    assert (np.abs(found.acceptability - peer.rank_acceptability) < both).all()
    assert np.allclose(found.central_weights, peer.central_weights, atol=0.05)
    assert np.allclose(found.confidence, peer.confidence_factors, atol=0.05)


@given(TABLES, st.integers(0, 99))
@settings(max_examples=30)
def test_shares_are_shares(values: Floats, seed: int) -> None:
    found = smaa(values, uniform(20, values.shape[1], seed=seed))

    assert np.allclose(found.acceptability.sum(axis=0), 1)
    assert np.allclose(found.acceptability.sum(axis=1), 1)
    assert np.allclose(found.pairwise + found.pairwise.T, 1)
    first = found.acceptability[:, 0] > 0
    assert np.allclose(found.central_weights[first].sum(axis=1), 1)
    assert np.isnan(found.central_weights[~first]).all()
    assert (np.isnan(found.confidence) == ~first).all()
    assert (found.low <= found.likely_low).all()
    assert (found.likely_low <= found.likely_high).all()
    assert (found.likely_high <= found.high).all()


@given(TABLES, st.integers(0, 99), st.data())
@settings(max_examples=30)
def test_the_dominated_never_comes_before_who_dominates_it(
    values: Floats, seed: int, data: st.DataObject
) -> None:
    worse = values[0] - data.draw(arrays(np.float64, values.shape[1], elements=CELLS))
    with_worse = np.vstack([values, np.maximum(worse, 0.0)])

    found = smaa(with_worse, uniform(20, values.shape[1], seed=seed))

    # Ties are shared, so an equal one may take half of a win, never more.
    assert found.pairwise[-1, 0] <= 0.5
    assert found.acceptability[-1, 0] <= found.acceptability[0, 0] + 1e-12
    if (with_worse[-1] < values[0]).any():  # every draw gives some weight to each criterion
        assert found.pairwise[-1, 0] == 0


@given(TABLES, st.integers(0, 99), st.data())
@settings(max_examples=30)
def test_one_more_alternative_changes_nothing_between_the_others(
    values: Floats, seed: int, data: st.DataObject
) -> None:
    weights = uniform(20, values.shape[1], seed=seed)
    one_more = data.draw(arrays(np.float64, (1, values.shape[1]), elements=CELLS))

    before, after = smaa(values, weights), smaa(np.vstack([values, one_more]), weights)

    assert (after.pairwise[:-1, :-1] == before.pairwise).all()
    for name in ("mean", "low", "high", "likely_low", "likely_high"):
        assert (getattr(after, name)[:-1] == getattr(before, name)).all()


@given(TABLES, st.integers(0, 99), st.data())
@settings(max_examples=30)
def test_order_changes_nothing_but_the_order(
    values: Floats, seed: int, data: st.DataObject
) -> None:
    rows = data.draw(st.permutations(range(len(values))))
    columns = data.draw(st.permutations(range(values.shape[1])))
    weights = uniform(20, values.shape[1], seed=seed)

    before, after = smaa(values, weights), smaa(values[rows][:, columns], weights[:, columns])

    assert np.allclose(after.acceptability, before.acceptability[rows])
    assert np.allclose(after.pairwise, before.pairwise[rows][:, rows])
    central = before.central_weights[rows][:, columns]
    assert np.allclose(after.central_weights, central, equal_nan=True)
    assert np.allclose(after.confidence, before.confidence[rows], equal_nan=True)
    assert np.allclose(after.likely_high, before.likely_high[rows], atol=2 / module.N_BINS)


@given(TABLES, st.integers(0, 99), st.data())
@settings(max_examples=30)
def test_the_unknown_widens_and_never_narrows(
    values: Floats, seed: int, data: st.DataObject
) -> None:
    weights = uniform(20, values.shape[1], seed=seed)
    hidden = data.draw(arrays(np.bool_, values.shape))
    more = hidden | data.draw(arrays(np.bool_, values.shape))

    sure, less_sure, least_sure = (
        smaa_uncertain(*[np.where(gone, np.nan, values)] * 2, weights, seed=seed)
        for gone in (np.zeros_like(hidden), hidden, more)
    )

    for narrow, wide in ((sure, less_sure), (less_sure, least_sure)):
        assert (wide.low <= narrow.low).all()
        assert (wide.high >= narrow.high).all()


def test_chunks_change_nothing_but_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    low, weights = np.random.default_rng(1).random((3, 4)) / 2, uniform(500, 4, seed=1)
    whole = smaa_uncertain(low, low + 0.5, weights, seed=2)

    monkeypatch.setattr(shapes, "MOST_CELLS", 84)
    parts = smaa_uncertain(low, low + 0.5, weights, seed=2)

    assert _same(whole, parts)


def test_sampled_tables_are_those_that_are_drawn_inside() -> None:
    low, high = np.array([[0.1, 0.6], [0.3, 0.3]]), np.array([[0.5, 0.6], [0.3, 0.9]])
    weights = uniform(300, 2, seed=1)
    shares = np.random.default_rng(5).random((300, 2))
    values = np.repeat(low[None], 300, axis=0)
    values[:, 0, 0], values[:, 1, 1] = 0.1 + shares[:, 0] * 0.4, 0.3 + shares[:, 1] * 0.6

    inside, outside = smaa_uncertain(low, high, weights, seed=5), smaa(values, weights)

    assert np.allclose(inside.acceptability, outside.acceptability)
    assert np.allclose(inside.confidence, outside.confidence)
    assert (inside.low <= outside.low).all()
    assert (inside.high >= outside.high).all()


def test_cells_are_drawn_evenly_in_their_unit() -> None:
    # The unknown, 0 to 10, is worth 0.8 at 5: it beats a sure 5 half of the time, and a sure 8
    # (0.92) once in five. Drawn evenly in value it would do so once in five, and 8 times in 100.
    weights = np.ones((100_000, 1))
    for sure, share, in_value in ((5.0, 0.5, 0.2), (8.0, 0.2, 0.08)):
        low, high = [[np.nan], [sure]], [[np.nan], [sure]]

        found = smaa_uncertain(low, high, weights, seed=3, curves=[BROKEN])

        assert abs(found.acceptability[0, 0] - share) < errors(np.array(share), 100_000)
        assert abs(found.acceptability[0, 0] - in_value) > 0.1
        assert found.mean[0] == pytest.approx(0.65, abs=0.005)
        assert (found.low[0], found.high[0]) == (0, 1)


def test_curves_are_those_that_are_applied_to_performances_drawn() -> None:
    low, high = np.array([[2.0, 60.0], [3.0, 30.0]]), np.array([[9.0, 60.0], [3.0, 120.0]])
    weights, shares = uniform(300, 2, seed=1), np.random.default_rng(5).random((300, 2))
    falling = ([0, 50, 100], [1, 0.8, 0])
    drawn = np.repeat(low[None], 300, axis=0)
    drawn[:, 0, 0], drawn[:, 1, 1] = 2 + shares[:, 0] * 7, 30 + shares[:, 1] * 90
    values = np.stack([np.interp(drawn[..., 0], *BROKEN), np.interp(drawn[..., 1], *falling)], -1)

    inside = smaa_uncertain(low, high, weights, seed=5, curves=[BROKEN, falling])
    outside = smaa(values, weights)

    assert np.allclose(inside.acceptability, outside.acceptability)
    assert np.allclose(inside.mean, outside.mean)
    assert np.allclose(inside.confidence, outside.confidence, equal_nan=True)
    assert (inside.low <= outside.low + 1e-12).all()
    assert (inside.high >= outside.high - 1e-12).all()


def test_hard_bounds_count_the_knots_inside_an_interval() -> None:
    found = smaa_uncertain([[2], [0]], [[8], [0]], np.ones((10, 1)), seed=1,
                           curves=[([0, 5, 10], [0, 1, 0.2])])  # fmt: skip

    assert (found.low[0], found.high[0]) == (0.4, 1)


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 99))
@settings(max_examples=25)
def test_the_unknown_widens_under_curves_too(one: int, other: int, seed: int) -> None:
    weights = uniform(20, 2, seed=seed)
    low, high = np.array([[min(one, other), 3], [4, 6.0]]), np.array([[max(one, other), 3], [4, 6]])

    unknown = low.copy(), high.astype(float)
    for bound in unknown:
        bound[0, 0] = np.nan
    narrow = smaa_uncertain(low, high, weights, seed=1, curves=[BROKEN, BROKEN])
    wide = smaa_uncertain(*unknown, weights, seed=1, curves=[BROKEN, BROKEN])

    assert (wide.low <= narrow.low).all()
    assert (wide.high >= narrow.high).all()


def test_confidence_is_the_share_of_tables_that_a_long_way_round_finds() -> None:
    values = np.random.default_rng(2).random((400, 6, 3))
    weights = uniform(400, 3, seed=2)

    found = smaa(values, weights)

    for one in range(6):
        overall = values @ found.central_weights[one]
        assert np.isclose(
            found.confidence[one],
            rank_acceptability(overall[..., None], np.ones((400, 1)))[one, 0],
        )


def test_twins_share_everything() -> None:
    found = smaa([[0.2, 0.8], [0.2, 0.8]], uniform(50, 2, seed=1))

    assert np.allclose(found.acceptability, 0.5)
    assert np.allclose(found.pairwise, 0.5)
    assert np.allclose(found.confidence, 0.5)
    assert np.allclose(found.central_weights[0], found.central_weights[1])


def test_an_alternative_alone_is_always_the_first() -> None:
    found = smaa([[0.4]], [[1.0]])

    assert found.acceptability.tolist() == [[1.0]]
    assert (found.mean[0], found.likely_low[0], found.likely_high[0]) == (0.4, 0.4, 0.4)


@pytest.mark.parametrize(
    ("values", "weights", "said"),
    [
        (0.5, [[1.0]], "one weight a criterion"),
        ([0.5], [[1.0]], "of shape"),
        ([[0.5, 0.5]], [[1.0]], "one weight a criterion"),
        (np.zeros((3, 2, 1)), np.ones((2, 1)), "for 2 draws"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(values: object, weights: object, said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        smaa(values, weights)  # type: ignore[arg-type]  # any wrong thing


def test_bounds_that_cross_are_refused() -> None:
    with pytest.raises(ShapeError, match="is above the upper one"):
        smaa_uncertain([[0.5]], [[0.4]], [[1.0]], seed=1)


def _same(one: Smaa, other: Smaa) -> bool:
    pairs = zip(astuple(one), astuple(other), strict=True)
    return all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)
