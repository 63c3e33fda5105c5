"""Suppression: which cells of a table of counts to hide, so that none can be worked out."""

import heapq
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Cell = tuple[int, int]


def with_totals(counts: Ints) -> Ints:
    """Add a row and a column of totals to a table of counts.

    Examples
    --------
    >>> with_totals(np.array([[1, 2], [3, 4]])).tolist()
    [[1, 2, 3], [3, 4, 7], [4, 6, 10]]
    """
    tall = np.vstack([counts, counts.sum(axis=0)])
    return np.hstack([tall, tall.sum(axis=1, keepdims=True)])


def hidden_cells(counts: Ints, *, threshold: int, totals_shown: bool = False) -> Bools:
    """Choose the cells to hide: the small ones, and others that keep them from being worked out.

    Counts above 0 and below the threshold are hidden (primary suppression), totals included. Then,
    as long as what is shown fixes a hidden cell, the cells of the cheapest loop through it are
    hidden too (secondary suppression): those with the fewest persons, totals only where nothing
    else is left. The sum of what is hidden in a row or a column whose total is shown follows from
    the rest, so more is hidden until that sum tells of nobody or of as many persons as the
    threshold. An empty cell speaks of nobody: it may stand, or be hidden to cover another.

    Parameters
    ----------
    counts : (n_rows, n_columns)
        Counts of persons, >= 0. [1]
    threshold
        Least count that may be shown. [1]
    totals_shown
        Whether the totals are known anyway: then none of them is hidden.

    Returns
    -------
    (n_rows + 1, n_columns + 1)
        Whether to hide each cell of the table with its totals (`with_totals`). Where the totals
        are shown, it may be that nothing can cover a small cell: `free_cells` tells.

    Raises
    ------
    ShapeError
        If the table is not a table, is empty, or has a negative count.

    References
    ----------
    D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on
    Computing 17 (3), 1988, pp. 552-571, doi:10.1137/0217034.

    Examples
    --------
    Hiding the 2 alone would not do: its row and its column would give it away.

    >>> hidden_cells(np.array([[2, 20], [20, 9]]), threshold=5).astype(int).tolist()
    [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    """
    if counts.ndim != 2 or not counts.size or (counts < 0).any():
        raise ShapeError("Give a table of counts, none of them negative.")
    table = with_totals(counts)
    hidden = (table > 0) & (table < threshold)
    if totals_shown:
        hidden[-1, :] = hidden[:, -1] = False
    for i, j in np.argwhere(hidden):
        _cover(table, hidden, (int(i), int(j)), totals_shown=totals_shown)
    # Cells that cover another lie on a loop with it: they are free as well.
    while (cell := _thin(table, hidden, threshold)) is not None:
        hidden[cell] = True
        _cover(table, hidden, cell, totals_shown=totals_shown)
    return hidden


def _cover(table: Ints, hidden: Bools, cell: Cell, *, totals_shown: bool) -> None:
    """Hide the cells of the cheapest loop through a hidden cell."""
    costs = _costs(table, hidden, totals_shown=totals_shown)
    for covered in _cheapest_loop(table, costs, cell):
        hidden[covered] = True


def told_sums(table: Ints, hidden: Bools) -> Ints:
    """Sum what is hidden in each row, then in each column, where its total is shown.

    Parameters
    ----------
    table, hidden : (n_rows + 1, n_columns + 1)
        As for `free_cells`.

    Returns
    -------
    (n_rows + n_columns + 2,)
        Persons; 0 where nothing is hidden, where nobody is in it, or where the total is hidden.

    Examples
    --------
    >>> hidden = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 0]], dtype=bool)
    >>> told_sums(with_totals(np.array([[2, 20], [20, 9]])), hidden).tolist()
    [22, 29, 0, 22, 29, 0]
    """
    away = np.where(hidden, table, 0)
    rows = np.where(hidden[:, -1], 0, away[:, :-1].sum(axis=1))
    columns = np.where(hidden[-1], 0, away[:-1].sum(axis=0))
    return np.concatenate([rows, columns])


def _thin(table: Ints, hidden: Bools, threshold: int) -> Cell | None:
    """Find the cell to hide next in a line of which the hidden sum is small; None if all is well.

    It is the smallest shown one that somebody is in; lines without any are left as they are.
    """
    sums = told_sums(table, hidden)
    for line in np.flatnonzero((sums > 0) & (sums < threshold)):
        is_row = line < len(table)
        place = line if is_row else line - len(table)
        counts = table[place, :-1] if is_row else table[:-1, place]
        away = hidden[place, :-1] if is_row else hidden[:-1, place]
        shown = np.flatnonzero(~away & (counts > 0))
        if len(shown):
            other = shown[np.argmin(counts[shown])]
            return (int(place), int(other)) if is_row else (int(other), int(place))
    return None


def free_cells(table: Ints, hidden: Bools) -> Bools:
    """Find the hidden cells that could have another value, all shown cells and sums being kept.

    A table with totals is a flow that goes round: from the rows to the columns through the cells,
    on to the row of totals, and back by the grand total. Another table with the same shown cells
    differs by loops through hidden cells, along them or against them where they are above 0.

    Parameters
    ----------
    table : (n_rows + 1, n_columns + 1)
        Counts with their totals.
    hidden : (n_rows + 1, n_columns + 1)
        Which ones are hidden.

    Returns
    -------
    (n_rows + 1, n_columns + 1)
        True for hidden cells that the rest does not fix.
    """
    free = np.zeros(table.shape, dtype=bool)
    closed = np.where(hidden, 0.0, np.inf)
    for i, j in np.argwhere(hidden):
        free[i, j] = bool(_cheapest_loop(table, closed, (int(i), int(j))))
    return free


def _costs(table: Ints, hidden: Bools, *, totals_shown: bool) -> Floats:
    """Price what hiding a cell loses: nothing once hidden, its persons, the table for a total."""
    everything = np.inf if totals_shown else float(table[-1, -1] + 1) * table.size
    costs = 1.0 + table
    costs[-1, :] += everything
    costs[:, -1] += everything
    return np.where(hidden, 0.0, costs)


def _cheapest_loop(table: Ints, costs: Floats, cell: Cell) -> list[Cell]:
    """Find the cells of the cheapest loop through a cell, itself included; empty if there is none.

    Cells of infinite cost are closed.
    """
    tail, head = _arc(table.shape, cell)
    ways = [_cheapest_path(table, costs, cell, head, tail)]
    if table[cell] > 0:
        ways.append(_cheapest_path(table, costs, cell, tail, head))
    found = [way for way in ways if way is not None]
    return [cell, *min(found)[1]] if found else []


def _cheapest_path(
    table: Ints, costs: Floats, but: Cell, start: int, end: int
) -> tuple[float, list[Cell]] | None:
    """Walk from a node to another without the cell `but` (Dijkstra)."""
    waiting: list[tuple[float, int, list[Cell]]] = [(0.0, start, [])]
    seen: set[int] = set()
    while waiting:
        cost, node, path = heapq.heappop(waiting)
        if node == end:
            return cost, path
        if node in seen:
            continue
        seen.add(node)
        for cell, other in _links(table, node):
            if other not in seen and cell != but and np.isfinite(costs[cell]):
                heapq.heappush(waiting, (cost + float(costs[cell]), other, [*path, cell]))
    return None


def _links(table: Ints, node: int) -> Iterator[tuple[Cell, int]]:
    """List the cells that a loop may take from a node, and where each leads."""
    n_rows, n_columns = table.shape
    if node < n_rows:
        cells = [(node, j) for j in range(n_columns)]
    else:
        cells = [(i, node - n_rows) for i in range(n_rows)]
    for cell in cells:
        tail, head = _arc(table.shape, cell)
        if node == tail:
            yield cell, head
        elif table[cell] > 0:
            yield cell, tail


def _arc(shape: tuple[int, ...], cell: Cell) -> tuple[int, int]:
    """Return the two ends of a cell: rows are numbered first, then columns."""
    row, column = cell[0], shape[0] + cell[1]
    against = (cell[0] == shape[0] - 1) != (cell[1] == shape[1] - 1)
    return (column, row) if against else (row, column)
