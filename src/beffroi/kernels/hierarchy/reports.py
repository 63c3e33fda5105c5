"""What sixteen searches bring home: a row of costs for each source."""

from typing import NamedTuple

import numpy as np

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.graph.chains import NEVER, Ints
from beffroi.kernels.graph.gathering import Costs, Rows
from beffroi.kernels.graph.streets import Way
from beffroi.kernels.hierarchy.levels import Travel
from beffroi.kernels.hierarchy.selection import Selection
from beffroi.kernels.hierarchy.sweep import LANES, Desk, climb, cross, sweep

SECONDS = 0.001
"""Value of a tick: its product is rounded to the same single number as a division by 1000."""

TILE = 256
"""Targets whose costs are turned from lanes into rows at a time."""


class Starts(NamedTuple):
    """Sources in the order of the search.

    `row` of the result; `ranks` (n_sources, 2) of both ends of the chain, and the `costs` of
    going there. `inner` is the number on the chain, -1 for a junction, and `place` the first of
    the targets by position that does not come before the source.
    """

    row: Rows
    ranks: Ints
    costs: Ints
    inner: Rows
    place: Rows


@kernel
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
    tile, own = np.empty((TILE, LANES), np.float32), np.empty(selected.position.size, np.int32)
    for begin in range(0, starts.row.size, LANES):
        end = min(begin + LANES, starts.row.size)
        rows = starts.row[begin:end]
        n_listed = climb(travel.up, desk, starts.ranks[begin:end], starts.costs[begin:end])
        cross(travel.up, desk)
        sweep(travel.down, selected.ranks, desk, n_listed)
        _write(desk.cost, selected, rows, tile, costs)
        for source in range(begin, end):
            low, high = stay(travel.way, starts.inner[source], starts.place[source], selected, own)
            row = costs[starts.row[source]]
            for place in range(low, high):
                if own[place] < NEVER:
                    column = selected.column[place]
                    row[column] = min(row[column], np.float32(own[place] * SECONDS))


@part
def _write(labels: Ints, selected: Selection, rows: Rows, tile: Costs, costs: Costs) -> None:
    """Bring every target the cheaper of the two ways onto its chain."""
    first, last = selected.first, selected.last
    from_first, from_last = selected.from_first, selected.from_last
    for begin in range(0, first.size, TILE):
        width = min(TILE, first.size - begin)
        for place in range(width):
            target = begin + place
            one, other = labels[first[target]], labels[last[target]]
            there, back, row = from_first[target], from_last[target], tile[place]
            for lane in range(row.size):
                cost = min(np.int32(one[lane] + there), np.int32(other[lane] + back))
                row[lane] = np.float32(cost * SECONDS) if cost < NEVER else np.float32(np.inf)
        for lane in range(rows.size):
            into = costs[rows[lane]]
            for place in range(width):
                into[begin + place] = tile[place, lane]


@part
def stay(way: Way, inner: int, place: int, selected: Selection, own: Ints) -> tuple[int, int]:
    """Walk along the source's own chain both ways, without passing any of its ends.

    Parameters
    ----------
    way
        The graph in the direction of travel.
    inner, place
        The source's, as in `Starts`.
    selected
        The targets.
    own : (n_targets,)
        Gets the costs of those on the chain, by position, NEVER where one must leave it. [ticks]

    Returns
    -------
    From where to where targets by position stand on the chain.
    """
    if inner < 0:
        return 0, 0
    position, n_junctions = selected.position, way.indptr.size - 1
    chain = way.chains.of[inner]
    start, stop = way.chains.indptr[chain], way.chains.indptr[chain + 1]
    low, high = place, place
    cost, here = 0, inner
    while high < position.size and position[high] - n_junctions < stop:
        while here < position[high] - n_junctions and cost < NEVER:
            cost += way.onward[here]
            here += 1
        own[high] = min(cost, int(NEVER))
        high += 1
    cost, here = 0, inner
    while low > 0 and position[low - 1] - n_junctions >= start:
        low -= 1
        while here > position[low] - n_junctions and cost < NEVER:
            cost += way.backward[here]
            here -= 1
        own[low] = min(cost, int(NEVER))
    return low, high
