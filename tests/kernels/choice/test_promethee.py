"""PROMETHEE: two peers, a hand-computed case, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice import shapes
from beffroi.kernels.choice.promethee import (
    Flows,
    Kind,
    Relation,
    net_flows,
    promethee_one,
    single_criterion_flows,
    smaa_flows,
)
from beffroi.kernels.choice.shapes import Floats
from beffroi.kernels.choice.weights import uniform
from tests.kernels.choice import peers

KINDS: list[Kind] = ["usual", "u_shape", "v_shape", "level", "linear", "gaussian"]
CELLS = st.integers(0, 8).map(float)
TABLES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=CELLS)
)


@pytest.mark.parametrize("seed", range(5))
def test_pydecision_finds_the_same_net_flows(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    performances, weights = drawn.random((7, 6)) * 10, drawn.random(6)
    q, p = drawn.random(6) * 2, 2 + drawn.random(6) * 4
    kinds = list(drawn.permutation(KINDS))

    found = net_flows(
        single_criterion_flows(performances, kinds, q, p).net, weights / weights.sum()
    )

    peer = peers.promethee_by_pydecision(performances, weights, kinds, q, p)
    assert np.allclose(found, peer, atol=1e-4)
    assert np.allclose(found, peer, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS[:5])
def test_pymcdm_finds_the_same_net_flows(kind: Kind) -> None:
    drawn = np.random.default_rng(1)
    performances, weights = drawn.random((7, 4)) * 10, drawn.dirichlet(np.ones(4))
    q, p = drawn.random(4) * 2, 2 + drawn.random(4) * 4

    found = net_flows(single_criterion_flows(performances, kind, q, p).net, weights)

    assert np.allclose(
        found, peers.promethee_by_pymcdm(performances, weights, kind, q, p), atol=1e-12
    )


def test_each_preference_function_by_hand() -> None:
    # Two alternatives: the flow of the first is its preference, for a lead of 3.
    preferences = {
        "usual": 1.0, "u_shape": 1.0, "v_shape": 0.75, "level": 0.5, "linear": 2 / 3,
        "gaussian": 1 - np.exp(-9 / 32),
    }  # fmt: skip

    for kind, preference in preferences.items():
        flows = single_criterion_flows([[3.0], [0.0]], kind, q=1, p=4)  # type: ignore[arg-type]
        assert flows.positive[:, 0].tolist() == pytest.approx([preference, 0])
        assert flows.negative[:, 0].tolist() == pytest.approx([0, preference])


def test_at_the_thresholds_themselves() -> None:
    leads = np.array([[0.0], [1.0], [4.0]])  # leads of 1, 3 and 4

    assert single_criterion_flows(leads, "u_shape", q=1).positive[:, 0].tolist() == [0, 0, 1]
    assert single_criterion_flows(leads, "level", q=1, p=3).positive[:, 0].tolist() == [0, 0, 0.75]
    assert single_criterion_flows(leads, "linear", q=3, p=3).positive[:, 0].tolist() == [0, 0, 0.5]


@given(TABLES, st.data())
@settings(max_examples=30)
def test_net_flows_sum_to_nothing_and_keep_in_range(values: Floats, data: st.DataObject) -> None:
    kinds = data.draw(
        st.lists(st.sampled_from(KINDS), min_size=values.shape[1], max_size=values.shape[1])
    )

    flows = single_criterion_flows(values, kinds, q=1, p=3)

    assert np.allclose(flows.net.sum(axis=0), 0)
    for part in (flows.positive, flows.negative):
        assert (part >= 0).all()
        assert (part <= 1 + 1e-12).all()


@given(TABLES, st.sampled_from(KINDS), st.data())
@settings(max_examples=30)
def test_the_dominated_never_comes_before_who_dominates_it(
    values: Floats, kind: Kind, data: st.DataObject
) -> None:
    worse = values[:1] - data.draw(arrays(np.float64, (1, values.shape[1]), elements=CELLS))

    flows = single_criterion_flows(np.vstack([values, worse]), kind, q=1, p=3)

    assert (flows.net[-1] <= flows.net[0] + 1e-12).all()
    weights = np.full(values.shape[1], 1 / values.shape[1])
    relation = promethee_one(flows, weights)[-1, 0]
    assert relation in (Relation.OUTRANKED, Relation.INDIFFERENT)
    draws = uniform(10, values.shape[1], seed=1)
    ranks = smaa_flows(flows.net, draws)
    assert ranks[-1, 0] <= ranks[0, 0] + 1e-12


@given(TABLES, st.sampled_from(KINDS), st.data())
@settings(max_examples=30)
def test_order_changes_nothing_but_the_order(
    values: Floats, kind: Kind, data: st.DataObject
) -> None:
    rows = data.draw(st.permutations(range(len(values))))
    columns = data.draw(st.permutations(range(values.shape[1])))
    weights = uniform(10, values.shape[1], seed=1)

    before = single_criterion_flows(values, kind, q=1, p=3)
    after = single_criterion_flows(values[rows][:, columns], kind, q=1, p=3)

    assert np.allclose(after.net, before.net[rows][:, columns])
    relations = promethee_one(before, weights[0])[rows][:, rows]
    assert (promethee_one(after, weights[0, columns]) == relations).all()
    shares = smaa_flows(before.net, weights)[rows]
    assert np.allclose(smaa_flows(after.net, weights[:, columns]), shares)


@given(TABLES, st.sampled_from(KINDS))
@settings(max_examples=30)
def test_relations_answer_one_another(values: Floats, kind: Kind) -> None:
    weights = np.full(values.shape[1], 1 / values.shape[1])

    flows = single_criterion_flows(values, kind, q=1, p=3)
    relations = promethee_one(flows, weights)

    opposite = np.where(relations == Relation.INCOMPARABLE, relations, -relations)
    assert (opposite == relations.T).all()
    assert (np.diag(relations) == Relation.INDIFFERENT).all()
    # PROMETHEE II settles what PROMETHEE I leaves open, and contradicts nothing.
    net = net_flows(flows.net, weights)
    for one, other in np.argwhere(relations == Relation.OUTRANKS):
        assert net[one] > net[other]


def test_those_who_cannot_be_compared_are_said_so() -> None:
    # The first wins by much and loses by much; the others are alike.
    flows = single_criterion_flows([[4, 0], [2, 2], [2, 2]], "usual")

    relations = promethee_one(flows, [0.5, 0.5])

    assert relations[0, 1] == relations[1, 0] == Relation.INCOMPARABLE
    assert relations[1, 2] == Relation.INDIFFERENT


def test_all_draws_at_once_are_each_draw_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    phi = single_criterion_flows(np.random.default_rng(1).random((5, 4)), "usual").net
    weights = uniform(40, 4, seed=1)
    each = np.mean([smaa_flows(phi, one) for one in weights], axis=0)

    monkeypatch.setattr(shapes, "MOST_CELLS", 140)

    assert np.allclose(smaa_flows(phi, weights), each)
    assert np.allclose(smaa_flows(np.repeat(phi[None], 40, axis=0), weights), each)


def test_flows_of_many_tables_are_those_of_each() -> None:
    tables = np.random.default_rng(1).random((3, 5, 4))

    whole = single_criterion_flows(tables, "linear", 0.1, 0.4)

    for number, table in enumerate(tables):
        one = single_criterion_flows(table, "linear", 0.1, 0.4)
        assert (whole.positive[number] == one.positive).all()
        assert (whole.negative[number] == one.negative).all()


def test_one_alternative_alone_has_no_flow() -> None:
    assert single_criterion_flows([[1.0, 2.0]], "usual").net.tolist() == [[0, 0]]


@pytest.mark.parametrize(
    ("kind", "q", "p", "said"),
    [
        ("straight", 0, 1, "out of usual, u_shape"),
        (["usual"], 0, 1, "give one a criterion"),
        ("linear", 2, 1, r"thresholds of criterion 1 \(linear\) are 2.0 and 1.0"),
        ("level", -1, 1, "thresholds of criterion 1"),
        ("v_shape", 0, 0, "thresholds of criterion 1"),
        (["usual", "gaussian"], 0, [1, np.nan], "thresholds of criterion 2"),
        ("linear", [0, 0, 0], 1, "Thresholds are"),
    ],
)
def test_functions_that_cannot_be_are_refused(
    kind: object, q: object, p: object, said: str
) -> None:
    with pytest.raises(ShapeError, match=said):
        single_criterion_flows([[1.0, 2.0], [2.0, 1.0]], kind, q, p)  # type: ignore[arg-type]


def test_unknown_performances_are_refused() -> None:
    with pytest.raises(ShapeError, match=r"unknown in 1 cell:"):
        single_criterion_flows([[1.0], [np.nan]], "usual")


def test_weights_that_do_not_fit_are_refused() -> None:
    flows = Flows(np.zeros((2, 2)), np.zeros((2, 2)))

    for work in (
        lambda: net_flows(flows.net, [1.0]),
        lambda: promethee_one(flows, [1.0]),
        lambda: smaa_flows(flows.net, [[1.0]]),
    ):
        with pytest.raises(ShapeError, match="one weight a criterion"):
            work()
