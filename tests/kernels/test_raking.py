"""Raking: weights that meet the margins, or the cell that keeps them from it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raking import UNKNOWN, raked, raked_within, unreachable_cells

ANY = st.integers(0, 2**32 - 1)


def drawn(seed: int, *, unknown: bool = False) -> tuple[np.ndarray, list[np.ndarray]]:
    """Draw respondents with every category, and margins of a population like them but shifted."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(2, 5, rng.integers(1, 4))
    n = int(rng.integers(40, 90))
    everyone = np.stack([rng.integers(0, size, n) for size in sizes], axis=1)
    truth = rng.uniform(0.3, 3.0, n)
    for j, size in enumerate(sizes):
        everyone[:size, j] = np.arange(size)
    margins = [
        np.bincount(column, truth, size) for column, size in zip(everyone.T, sizes, strict=True)
    ]
    if unknown:
        everyone[10:14, 0] = UNKNOWN
        margins[0] = np.bincount(everyone[everyone[:, 0] >= 0, 0], minlength=sizes[0]) * 1.0
        margins[0] *= margins[-1].sum() / margins[0].sum() if len(sizes) > 1 else 1.0
    return everyone, margins


@settings(deadline=None, max_examples=25)
@given(ANY)
def test_weights_are_positive_sum_to_the_population_and_meet_every_margin(seed: int) -> None:
    categories, margins = drawn(seed)

    found = raked(categories, margins)

    assert found.converged
    assert (found.weights > 0).all()
    assert np.isclose(found.weights.sum(), margins[0].sum())
    for column, margin in zip(categories.T, margins, strict=True):
        assert np.allclose(np.bincount(column, found.weights), margin, atol=1e-6)


@settings(deadline=None, max_examples=20)
@given(ANY)
def test_the_order_of_respondents_changes_nothing(seed: int) -> None:
    categories, margins = drawn(seed)
    order = np.random.default_rng(seed).permutation(len(categories))

    assert np.allclose(
        raked(categories[order], margins).weights, raked(categories, margins).weights[order]
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_weights_are_those_of_least_divergence(seed: int) -> None:
    # Independent: SciPy minimises the divergence under the margins, without any raking.
    categories, margins = drawn(seed)
    n, population = len(categories), float(margins[0].sum())
    first = np.full(n, population / n)
    # The last category of every margin but the first follows from the others.
    kept = [len(m) - (j > 0) for j, m in enumerate(margins)]
    rows = np.concatenate(
        [np.eye(len(m))[c].T[:k] for c, m, k in zip(categories.T, margins, kept, strict=True)]
    )
    wanted = np.concatenate([m[:k] for m, k in zip(margins, kept, strict=True)])
    plain = minimize(
        lambda w: float((w * np.log(w / first) - w + first).sum()),
        first,
        jac=lambda w: np.log(w / first),
        method="SLSQP",
        bounds=[(1e-9, None)] * n,
        constraints={"type": "eq", "fun": lambda w: rows @ w - wanted, "jac": lambda w: rows},
        options={"maxiter": 500, "ftol": 1e-13},
    )

    assert np.allclose(raked(categories, margins).weights, plain.x, rtol=1e-3)


@settings(deadline=None, max_examples=30)
@given(ANY)
def test_bounded_weights_stay_within_their_bounds_and_meet_the_margins(seed: int) -> None:
    categories, margins = drawn(seed)
    first = margins[0].sum() / len(categories)

    found = raked_within(categories, margins, (0.05, 20.0))

    assert found.converged
    assert found.weights.min() >= 0.05 * first - 1e-9
    assert found.weights.max() <= 20 * first + 1e-9
    for column, margin in zip(categories.T, margins, strict=True):
        assert np.allclose(np.bincount(column, found.weights), margin, atol=1e-6)


def test_wide_bounds_come_to_nearly_the_weights_without_bounds() -> None:
    categories, margins = drawn(3)

    wide = raked_within(categories, margins, (0.0, 1e6)).weights

    assert np.allclose(wide, raked(categories, margins).weights, rtol=1e-4)


def test_bounds_too_tight_do_not_converge_and_say_where() -> None:
    categories = np.array([[0]] * 9 + [[1]])

    found = raked_within(categories, [[50.0, 50.0]], (0.5, 2.0))

    assert not found.converged
    assert found.gap > 0.2
    assert found.worst[0] == 0


def test_margins_that_contradict_each_other_do_not_converge_and_say_where() -> None:
    # All women are old and all men young; the census has more women than old people.
    categories = np.array([[0, 0], [0, 0], [1, 1], [1, 1]])

    found = raked(categories, [[60.0, 40.0], [50.0, 50.0]], most_passes=50)

    assert not found.converged
    assert found.iterations == 50
    assert found.worst[0] == 0
    assert np.isclose(found.gap, 0.1)


def test_who_did_not_say_keeps_the_share_of_the_sample() -> None:
    categories = np.array([[0], [0], [1], [UNKNOWN]])

    found = raked(categories, [[50.0, 50.0]])

    assert found.weights.tolist() == [18.75, 18.75, 37.5, 25.0]


@settings(deadline=None, max_examples=20)
@given(ANY)
def test_unknown_categories_leave_the_population_whole(seed: int) -> None:
    categories, margins = drawn(seed, unknown=True)

    found = raked(categories, margins)

    assert np.isclose(found.weights.sum(), margins[0].sum())
    assert (found.weights > 0).all()


def test_a_cell_without_respondent_is_named() -> None:
    categories = np.array([[0, 0], [1, 0]])

    assert unreachable_cells(categories, [[1.0, 1.0], [1.0, 1.0]]) == ((1, 1),)
    with pytest.raises(ShapeError, match="no respondent"):
        raked(categories, [[1.0, 1.0], [1.0, 1.0]])


@pytest.mark.parametrize(
    ("categories", "margins", "first", "said"),
    [
        ([[0], [1]], [[-1.0, 2.0]], None, "not negative"),
        ([[0, 0], [1, 1]], [[1.0, 1.0], [1.0, 2.0]], None, "one sum"),
        ([[0], [1]], [[0.0, 0.0]], None, "above 0"),
        ([[0], [2]], [[1.0, 1.0]], None, "number of one"),
        ([[0], [1]], [[1.0, 1.0], [1.0, 1.0]], None, "one column"),
        ([[0], [1]], [[1.0, 1.0]], [1.0, 0.0], "first weight"),
    ],
)
def test_what_does_not_fit_is_refused(
    categories: list[list[int]], margins: list[list[float]], first: list[float] | None, said: str
) -> None:
    with pytest.raises(ShapeError, match=said):
        raked(np.array(categories), margins, initial=first)


def test_bounds_that_do_not_hold_one_are_refused() -> None:
    with pytest.raises(ShapeError, match="around 1"):
        raked_within(np.array([[0], [1]]), [[1.0, 1.0]], (1.2, 3.0))
