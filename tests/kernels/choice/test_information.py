"""What it would bring to know a cell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice import information as module
from beffroi.kernels.choice.information import information
from beffroi.kernels.choice.shapes import Floats
from beffroi.kernels.choice.weights import uniform

BROKEN = ([0, 5, 10], [0, 0.8, 1])
CELLS = st.integers(0, 10).map(lambda tenths: tenths / 10)
TABLES = st.tuples(st.integers(1, 4), st.integers(1, 3)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=CELLS)
)


def by_drawing(
    low: Floats, high: Floats, weights: Floats, cell: tuple[int, int]
) -> tuple[float, float]:
    """Choose on means before and after the cell is known, for 2,000 equally spaced values of it."""
    known = low[cell] + (np.arange(2000) + 0.5) / 2000 * (high[cell] - low[cell])
    middle = np.repeat(((low + high) / 2)[np.newaxis], 2000, axis=0)
    chosen = int((middle[0] @ weights).argmax())
    middle[:, *cell] = known
    overall = middle @ weights
    gain = overall.max(axis=1) - overall[:, chosen]
    return float(gain.mean()), float((gain > 1e-12).mean())


@given(TABLES, st.integers(0, 99), st.data())
@settings(max_examples=30)
def test_drawing_the_cell_finds_the_same(low: Floats, seed: int, data: st.DataObject) -> None:
    high = np.minimum(low + data.draw(arrays(np.float64, low.shape, elements=CELLS)), 1.0)
    weights = uniform(1, low.shape[1], seed=seed)[0]

    found = information(low, high, weights)

    for cell in np.ndindex(low.shape):
        gain, change = by_drawing(low, high, weights, cell)
        assert found.gain[cell] == pytest.approx(gain, abs=1e-5)
        assert found.change[cell] == pytest.approx(change, abs=2e-3)


def test_a_case_by_hand() -> None:
    # A is 0.5 × 0.5 + 0.5 × (0 to 1), 0.5 on average; B is 0.6. A wins above 0.7: 3 times in 10,
    # by 0 to 0.15.
    found = information([[0.5, 0.0], [0.6, 0.6]], [[0.5, 1.0], [0.6, 0.6]], [0.5, 0.5])

    assert np.allclose(found.gain, [[0, 0.3 * 0.15 / 2], [0, 0]])
    assert np.allclose(found.change, [[0, 0.3], [0, 0]])


def test_a_broken_line_is_drawn_in_its_unit() -> None:
    # The unknown, 0 to 10, is worth 0.8 at 5: it beats a sure 0.8 half of the time, by 0.1.
    found = information([[np.nan], [5]], [[np.nan], [5]], [1.0], curves=[BROKEN])

    assert np.allclose(found.gain, [[0.05], [0]])
    assert np.allclose(found.change, [[0.5], [0]])


def test_level_pieces_count_for_what_they_hold() -> None:
    # A quarter of the cell lies beyond the scale, where it is worth 1 whatever it is.
    flat = ([0, 4, 6, 10], [0, 0.5, 0.5, 1])
    found = information([[0.0], [8.0]], [[12.0], [8.0]], [1.0], curves=[flat])

    worths = np.interp((np.arange(12_000) + 0.5) / 1000, *flat)
    assert found.change[0, 0] == pytest.approx((worths > 0.75).mean(), abs=1e-3)
    assert found.gain[0, 0] == pytest.approx(np.maximum(worths - 0.75, 0).mean(), abs=1e-4)


@given(st.integers(0, 99), st.integers(0, 10), st.integers(0, 10))
@settings(max_examples=25)
def test_curves_bring_what_drawing_performances_brings(seed: int, one: int, other: int) -> None:
    low, high = np.full((2, 2), min(one, other), float), np.full((2, 2), max(one, other), float)
    low[1], high[1] = 4.0, 4.0
    weights = uniform(1, 2, seed=seed)[0]

    found = information(low, high, weights, curves=[BROKEN, BROKEN])

    known = low[0, 0] + (np.arange(4000) + 0.5) / 4000 * (high - low)[0, 0]
    worths = np.interp(known, *BROKEN)
    mine = weights[0] * worths + weights[1] * worths.mean()
    sure = np.interp(4.0, *BROKEN)
    gain = np.maximum(mine, sure).mean() - max(mine.mean(), sure)
    assert found.gain[0, 0] == pytest.approx(max(gain, 0), abs=1e-3)


def test_what_cannot_change_the_choice_brings_nothing() -> None:
    found = information([[0.9, 0.9], [np.nan, 0.1]], [[0.9, 0.9], [np.nan, 0.1]], [0.5, 0.5])

    assert not found.gain.any()
    assert not found.change.any()
    assert not information([[np.nan]], [[np.nan]], [1.0]).gain.any()


def test_what_has_no_weight_brings_nothing() -> None:
    found = information([[0.5, 0.0], [0.5, 0.5]], [[0.5, 1.0], [0.5, 0.5]], [1.0, 0.0])

    assert not found.gain.any()
    assert not found.change.any()


@given(TABLES, st.data())
@settings(max_examples=25)
def test_order_changes_nothing_but_the_order(low: Floats, data: st.DataObject) -> None:
    high = np.minimum(low + data.draw(arrays(np.float64, low.shape, elements=CELLS)), 1.0)
    rows = data.draw(st.permutations(range(len(low))))
    columns = data.draw(st.permutations(range(low.shape[1])))
    weights = uniform(1, low.shape[1], seed=1)[0]

    before = information(low, high, weights)
    after = information(low[rows][:, columns], high[rows][:, columns], weights[columns])

    assert np.allclose(after.gain, before.gain[rows][:, columns])


def test_draws_of_weights_are_averaged(monkeypatch: pytest.MonkeyPatch) -> None:
    low, weights = np.random.default_rng(1).random((3, 2)) / 2, uniform(25, 2, seed=1)
    each = [information(low, low + 0.5, one) for one in weights]

    monkeypatch.setattr(module, "MOST_VALUES", 21)
    found = information(low, low + 0.5, weights)

    assert np.allclose(found.gain, np.mean([one.gain for one in each], axis=0))
    assert np.allclose(found.change, np.mean([one.change for one in each], axis=0))


def test_bounds_that_cross_are_refused() -> None:
    with pytest.raises(ShapeError, match="is above the upper one"):
        information([[0.5]], [[0.4]], [1.0])
