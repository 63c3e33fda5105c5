"""What sixteen searches bring home: a row of costs for each source."""

from typing import NamedTuple

import numba
import numpy as np

from beffroi.kernels.graph.chains import NEVER, Ints
from beffroi.kernels.graph.gathering import Costs, Rows
from beffroi.kernels.graph.streets import Way
from beffroi.kernels.hierarchy.levels import Travel
from beffroi.kernels.hierarchy.selection import Selection
from beffroi.kernels.hierarchy.sweep import LANES, Desk, climb, cross, sweep

SECONDS = 0.001
"""Value of a tick: its product is rounded to the same single number as a division by 1000."""

TILE = 64
"""Targets whose costs are turned from lanes into rows at a time."""


class Starts(NamedTuple):
    """Sources in the order of the search: rows of the result, positions, ends of their chains.

    `ranks` (n_sources, 2) of both ends, and the `costs` of going there.
    """

    row: Rows
    position: Ints
    ranks: Ints
    costs: Ints


@numba.njit(cache=True, nogil=True)
def report(travel: Travel, desk: Desk, starts: Starts, selected: Selection, costs: Costs) -> None:
    """Measure the costs from some sources to the targets selected, in the sources' rows.

    Parameters
    ----------
    travel
        The direction of travel.
    desk
        Without anything climbed.
    starts
        The sources.
    selected
        The targets.
    costs : (n_rows, n_targets)
        Gets the costs, infinite where no way leads. [unit of the graph's costs]
    """
    tile = np.empty((TILE, LANES), np.float32)
    for begin in range(0, starts.row.size, LANES):
        end = min(begin + LANES, starts.row.size)
        rows = starts.row[begin:end]
        n_listed = climb(travel.up, desk, starts.ranks[begin:end], starts.costs[begin:end])
        cross(travel.up, desk)
        sweep(travel.down, selected.ranks, desk, n_listed)
        _write(desk.cost, selected, rows, tile, costs)
        for place in range(begin, end):
            _stay(travel.way, starts.position[place], selected, costs[starts.row[place]])


@numba.njit(cache=True, nogil=True)
def _write(labels: Ints, selected: Selection, rows: Rows, tile: Costs, costs: Costs) -> None:
    """Bring every target the cheaper of the two ways onto its chain."""
    first, last = selected.first, selected.last
    from_first, from_last = selected.from_first, selected.from_last
    for begin in range(0, first.size, TILE):
        width = min(TILE, first.size - begin)
        for place in range(width):
            target = begin + place
            one, other = first[target], last[target]
            there, back = from_first[target], from_last[target]
            for lane in range(LANES):
                cost = min(labels[one, lane] + there, labels[other, lane] + back)
                tile[place, lane] = cost * SECONDS if cost < NEVER else np.inf
        for lane in range(rows.size):
            row = rows[lane]
            for place in range(width):
                costs[row, begin + place] = tile[place, lane]


@numba.njit(cache=True, nogil=True)
def _stay(way: Way, source: int, selected: Selection, costs: Costs) -> None:
    """Make the costs of targets on the source's own chain cheaper, where one stays on it."""
    n_junctions = way.indptr.size - 1
    inner = np.int64(source) - n_junctions
    if inner < 0:
        return
    chain = way.chains.of[inner]
    start, stop = way.chains.indptr[chain], way.chains.indptr[chain + 1]
    position, column = selected.position, selected.column
    begin = np.searchsorted(position, inner + n_junctions)
    cost, here = np.int64(0), inner
    for place in range(begin, position.size):
        if position[place] >= stop + n_junctions:
            break
        while here + n_junctions < position[place] and cost < NEVER:
            cost += way.onward[here]
            here += 1
        _lower(costs, column[place], cost)
    cost, here = np.int64(0), inner
    for place in range(begin - 1, -1, -1):
        if position[place] < start + n_junctions:
            break
        while here + n_junctions > position[place] and cost < NEVER:
            cost += way.backward[here]
            here -= 1
        _lower(costs, column[place], cost)


@numba.njit(cache=True, nogil=True)
def _lower(costs: Costs, column: int, cost: int) -> None:
    """Write a cost in its column if it is cheaper."""
    if cost < NEVER:
        costs[column] = min(costs[column], np.float32(cost * SECONDS))
