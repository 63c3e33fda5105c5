"""Suppression: no hidden cell can be worked out from what is shown."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.suppression import free_cells, hidden_cells, told_sums, with_totals

TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1)).map(
    lambda drawn: np.random.default_rng(drawn[2]).integers(0, 12, drawn[:2])
)


def worked_out(table: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Find by linear programming, as a reader would, the hidden cells that have one value only."""
    n_rows, n_columns = table.shape
    sums = np.zeros((n_rows + n_columns, n_rows, n_columns))
    for i in range(n_rows):
        sums[i, i, :] = [1] * (n_columns - 1) + [-1]
    for j in range(n_columns):
        sums[n_rows + j, :, j] = [1] * (n_rows - 1) + [-1]
    rules = sums.reshape(len(sums), -1)
    bounds = [
        (0, None) if away else (count, count)
        for count, away in zip(table.ravel(), hidden.ravel(), strict=True)
    ]
    fixed = np.zeros(table.size, dtype=bool)
    for k in np.flatnonzero(hidden):
        one = np.eye(table.size)[k]
        least, most = (
            linprog(sign * one, A_eq=rules, b_eq=np.zeros(len(rules)), bounds=bounds)
            for sign in (1, -1)
        )
        fixed[k] = most.status == 0 and -most.fun - least.fun < 1e-6
    return fixed.reshape(table.shape)


@settings(deadline=None, max_examples=30)
@given(TABLES)
def test_no_hidden_cell_can_be_worked_out(counts: np.ndarray) -> None:
    table, hidden = with_totals(counts), hidden_cells(counts, threshold=5)

    assert hidden[(table > 0) & (table < 5)].all()
    assert not worked_out(table, hidden).any()


@settings(deadline=None, max_examples=30)
@given(TABLES, st.integers(0, 2**32 - 1))
def test_freedom_by_loops_is_freedom_by_linear_programming(counts: np.ndarray, seed: int) -> None:
    table = with_totals(counts)
    hidden = np.random.default_rng(seed).random(table.shape) < 0.5

    assert (free_cells(table, hidden) == (hidden & ~worked_out(table, hidden))).all()


def test_a_table_of_large_cells_is_shown_whole() -> None:
    assert not hidden_cells(np.array([[5, 6], [7, 0]]), threshold=5).any()


def test_the_cheapest_cover_is_chosen() -> None:
    hidden = hidden_cells(np.array([[2, 20, 30], [20, 9, 12], [30, 40, 50]]), threshold=5)

    assert np.argwhere(hidden).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_a_table_of_one_small_cell_is_hidden_with_its_totals() -> None:
    assert hidden_cells(np.array([[2]]), threshold=5).all()


@pytest.mark.parametrize("counts", [np.array([1, 2]), np.zeros((0, 2), int), np.array([[-1]])])
def test_what_is_no_table_of_counts_is_refused(counts: np.ndarray) -> None:
    with pytest.raises(ShapeError, match="table of counts"):
        hidden_cells(counts, threshold=5)


@settings(deadline=None, max_examples=30)
@given(TABLES)
def test_no_sum_of_hidden_cells_is_of_a_few(counts: np.ndarray) -> None:
    table, hidden = with_totals(counts), hidden_cells(counts, threshold=5)
    sums = told_sums(table, hidden)

    thin = np.flatnonzero((sums > 0) & (sums < 5))
    for line in thin:  # nobody else is in the line: nothing is left to hide with them
        others = table[line] if line < len(table) else table[:, line - len(table)]
        away = hidden[line] if line < len(table) else hidden[:, line - len(table)]
        assert (others[:-1][~away[:-1]] == 0).all()


def test_two_small_cells_hidden_together_are_covered_by_a_larger_one() -> None:
    counts = np.array([[1, 1, 20], [1, 1, 30], [10, 10, 10]])

    hidden = hidden_cells(counts, threshold=5, totals_shown=True)

    assert hidden[:2, :3].all()
