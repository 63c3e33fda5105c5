"""ELECTRE III and TRI-B: a peer, cases by hand, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice import electre as module
from beffroi.kernels.choice.electre import category_shares, credibility, sort
from beffroi.kernels.choice.shapes import Floats
from beffroi.kernels.choice.weights import uniform
from tests.kernels.choice import peers

CELLS = st.integers(0, 12).map(float)
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=CELLS)
)
Q, P, V = 1.0, 3.0, 6.0


def drawn_case(seed: int, n: int, m: int) -> tuple[Floats, Floats, tuple[Floats, Floats, Floats]]:
    drawn = np.random.default_rng(seed)
    q, p = drawn.random(m), 1 + drawn.random(m)
    v = np.where(drawn.random(m) < 0.3, np.nan, p + 2 * drawn.random(m))
    return drawn.random((n, m)) * 6, drawn.random(m), (q, p, v)


@pytest.mark.parametrize("seed", range(6))
def test_mcda_finds_the_same_credibilities(seed: int) -> None:
    performances, weights, thresholds = drawn_case(seed, 5, 4)

    found = credibility(performances, performances, weights, *thresholds)

    peer = peers.credibility_by_mcda(performances, weights, *thresholds)
    assert np.allclose(found, peer, rtol=0, atol=1e-12)


def test_mcda_finds_the_same_credibilities_at_the_thresholds_themselves() -> None:
    drawn = np.random.default_rng(9)
    performances = drawn.integers(0, 9, (6, 4)).astype(float)
    weights = np.array([1.0, 2.0, 3.0, 4.0])
    q, p = np.array([0.0, 1.0, 2.0, 1.0]), np.array([0.0, 1.0, 4.0, 3.0])
    v = np.array([5.0, 1.0, 4.0, 6.0])

    found = credibility(performances, performances, weights, q, p, v)

    peer = peers.credibility_by_mcda(performances, weights, q, p, v)
    assert np.allclose(found, peer, rtol=0, atol=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_mcda_sorts_into_the_same_categories(seed: int) -> None:
    performances, weights, thresholds = drawn_case(seed, 5, 3)
    profiles = np.array([[2.0] * 3, [4.0] * 3])

    found = sort(performances, profiles, weights, *thresholds, cut=0.65)

    low, high = peers.categories_by_mcda(performances, profiles, weights, thresholds, 0.65)
    assert found.pessimistic.tolist() == low
    assert found.optimistic.tolist() == high


def test_a_case_by_hand() -> None:
    # Leads of the reference 2, 5 and -1: concordances ½, 0 and 1; discordances 0, ⅔ and 0.
    # Weights ½, ¼, ¼ give C = ½; only ⅔ exceeds it: σ = ½ × (1 - ⅔) / (1 - ½).
    found = credibility([[0, 0, 1]], [[2, 5, 0]], [0.5, 0.25, 0.25], q=1, p=3, v=6)

    assert found == pytest.approx(np.array([[1 / 3]]))


@given(TABLES)
@settings(max_examples=30)
def test_credibilities_are_degrees_and_nobody_is_worse_than_himself(values: Floats) -> None:
    weights = np.full(values.shape[1], 1.0)

    found = credibility(values, values, weights, Q, P, V)

    assert (found >= 0).all()
    assert (found <= 1 + 1e-12).all()
    assert np.allclose(np.diag(found), 1)
    assert (found <= credibility(values, values, weights, Q, P) + 1e-12).all()


@given(TABLES, st.data())
@settings(max_examples=30)
def test_who_dominates_outranks_and_is_sorted_no_lower(values: Floats, data: st.DataObject) -> None:
    worse = values - data.draw(arrays(np.float64, values.shape, elements=CELLS))
    m = values.shape[1]
    limits, weights = [[4.0] * m, [8.0] * m], uniform(5, m, seed=1)

    above, below = (sort(some, limits, weights, Q, P, V, cut=0.7) for some in (values, worse))

    diagonal = np.diagonal(credibility(values, worse, weights, Q, P, V), axis1=1, axis2=2)
    assert np.allclose(diagonal, 1)
    assert (above.pessimistic >= below.pessimistic).all()
    assert (above.optimistic >= below.optimistic).all()
    assert (above.pessimistic <= above.optimistic).all()


@given(TABLES, st.data())
@settings(max_examples=30)
def test_order_changes_nothing_but_the_order(values: Floats, data: st.DataObject) -> None:
    rows = data.draw(st.permutations(range(len(values))))
    columns = data.draw(st.permutations(range(values.shape[1])))
    weights = uniform(5, values.shape[1], seed=1)

    before = credibility(values, values, weights, Q, P, V)
    after = credibility(*[values[rows][:, columns]] * 2, weights[:, columns], Q, P, V)

    assert np.allclose(after, before[:, rows][:, :, rows])


def test_all_weights_at_once_are_each_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    performances, _, thresholds = drawn_case(1, 6, 4)
    weights, limits = uniform(30, 4, seed=1), [[2.0] * 4, [4.0] * 4]
    whole = credibility(performances, performances, weights, *thresholds)

    monkeypatch.setattr(module, "MOST_CREDIBILITIES", 84)
    sorted_at_once = sort(performances, limits, weights, *thresholds, cut=0.7)

    for number, one in enumerate(weights):
        assert (whole[number] == credibility(performances, performances, one, *thresholds)).all()
        each = sort(performances, limits, one, *thresholds, cut=0.7)
        assert (sorted_at_once.pessimistic[number] == each.pessimistic).all()
        assert (sorted_at_once.optimistic[number] == each.optimistic).all()


def test_only_the_proportions_of_weights_count() -> None:
    performances, weights, thresholds = drawn_case(2, 4, 3)

    once = credibility(performances, performances, weights, *thresholds)

    assert np.allclose(credibility(performances, performances, 7 * weights, *thresholds), once)


def test_a_veto_sends_the_best_but_for_one_criterion_to_the_lowest_category() -> None:
    performances = [[9, 9, 0], [6, 6, 6]]
    limits = [[5, 5, 5]]

    without = sort(performances, limits, [0.4, 0.4, 0.2], q=0, p=1, cut=0.7)
    with_veto = sort(
        performances, limits, [0.4, 0.4, 0.2], q=0, p=1, v=[np.nan, np.nan, 4], cut=0.7
    )

    assert without.pessimistic.tolist() == [1, 1]
    assert with_veto.pessimistic.tolist() == [0, 1]
    assert with_veto.optimistic.tolist() == [1, 1]  # incomparable with the limit


def test_weights_that_sum_to_the_cut_but_for_rounding_reach_it() -> None:
    weights = [0.1, 0.2, 0.3, 0.4]  # 0.1 + 0.2 + 0.3 is a hair above 0.6

    found = sort([[1, 1, 1, 0]], [[1, 1, 1, 1]], weights, q=0, p=0, cut=0.6)
    other = sort([[1, 1, 0, 1]], [[1, 1, 1, 1]], weights, q=0, p=0, cut=0.7)

    assert found.pessimistic.tolist() == other.pessimistic.tolist() == [1]


def test_shares_of_the_categories() -> None:
    shares = category_shares([[0, 2], [0, 2], [1, 2], [0, 1]], 3)

    assert shares.tolist() == [[0.75, 0.25, 0], [0, 0.25, 0.75]]
    with pytest.raises(ShapeError, match="Categories are of shape"):
        category_shares([0, 1], 3)


@pytest.mark.parametrize(
    ("references", "weights", "thresholds", "said"),
    [
        ([[1.0]], [1, 1], (0, 1), "references of shape"),
        ([[1.0, np.nan]], [1, 1], (0, 1), r"unknown in 1 cell:"),
        ([[1.0, 1.0]], [1], (0, 1), "one weight a criterion"),
        ([[1.0, 1.0]], [0, 0], (0, 1), "negative, or all zero"),
        ([[1.0, 1.0]], [2, -1], (0, 1), "negative, or all zero"),
        ([[1.0, 1.0]], [1, 1], (2, 1), "criterion 1 are 2.0, 1.0 and nan"),
        ([[1.0, 1.0]], [1, 1], (0, 1, [2, 0.5]), "criterion 2 are 0.0, 1.0 and 0.5"),
        ([[1.0, 1.0]], [1, 1], (-1, 1), "criterion 1"),
        ([[1.0, 1.0]], [1, 1], (np.nan, 1), "criterion 1"),
    ],
)
def test_what_does_not_fit_is_refused(
    references: list[list[float]], weights: list[float], thresholds: tuple[float, ...], said: str
) -> None:
    with pytest.raises(ShapeError, match=said):
        credibility([[1.0, 1.0]], references, weights, *thresholds)


def test_limits_that_do_not_rise_and_cuts_out_of_range_are_refused() -> None:
    with pytest.raises(ShapeError, match="do not rise"):
        sort([[1.0]], [[2.0], [1.0]], [1.0], 0, 0, cut=0.7)
    for cut in (0.4, 1.1, np.nan):
        with pytest.raises(ShapeError, match="cutting level"):
            sort([[1.0]], [[2.0]], [1.0], 0, 0, cut=cut)
