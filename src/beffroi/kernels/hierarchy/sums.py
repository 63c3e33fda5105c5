"""What lies within so many minutes of sixteen places at a time: inhabitants, shops, jobs."""

from typing import NamedTuple

import numpy as np

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.graph.chains import Ints
from beffroi.kernels.graph.gathering import Floats
from beffroi.kernels.hierarchy.levels import Travel
from beffroi.kernels.hierarchy.reports import Starts, stay
from beffroi.kernels.hierarchy.selection import Selection
from beffroi.kernels.hierarchy.sweep import LANES, Desk, climb, cross, sweep


class Sums(NamedTuple):
    """What to sum up: limits in ticks, weights (n_targets, n_kinds), and the sums so far."""

    limits: Ints
    weights: Floats
    sums: Floats


@kernel
def add_up(travel: Travel, desk: Desk, starts: Starts, selected: Selection, what: Sums) -> None:
    """Sum up the weights of the targets within each limit of some sources.

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
    what
        Limits, the targets' weights, and the table (n_rows, n_limits, n_kinds) that gets the sums
        in the sources' rows.
    """
    limits, weights = what.limits, what.weights
    own = np.empty(selected.position.size, np.int32)
    lanes = np.empty((limits.size, weights.shape[1], LANES))
    for begin in range(0, starts.row.size, LANES):
        end = min(begin + LANES, starts.row.size)
        n_listed = climb(travel.up, desk, starts.ranks[begin:end], starts.costs[begin:end])
        cross(travel.up, desk)
        sweep(travel.down, selected.ranks, desk, n_listed)
        _add_lanes(desk.cost, selected, what, lanes)
        for source in range(begin, end):
            into = what.sums[starts.row[source]]
            for limit in range(limits.size):
                for kind in range(weights.shape[1]):
                    into[limit, kind] = lanes[limit, kind, source - begin]
            low, high = stay(travel.way, starts.inner[source], starts.place[source], selected, own)
            for place in range(low, high):
                target = selected.column[place]
                over = _over_ends(desk.cost, selected, target, source - begin)
                for limit in range(limits.size):
                    if own[place] <= limits[limit] < over:
                        for kind in range(weights.shape[1]):
                            into[limit, kind] += weights[target, kind]


@part
def _over_ends(labels: Ints, selected: Selection, target: int, lane: int) -> int:
    """Cost of a target over the ends of its chain, in one lane."""
    there = labels[selected.first[target], lane] + selected.from_first[target]
    return int(min(there, labels[selected.last[target], lane] + selected.from_last[target]))


@part
def _add_lanes(labels: Ints, selected: Selection, what: Sums, lanes: Floats) -> None:
    """Add the weight of every target in all lanes that reach it over the ends of its chain."""
    first, last = selected.first, selected.last
    from_first, from_last = selected.from_first, selected.from_last
    limits, weights, costs = what.limits, what.weights, np.empty(LANES, np.int32)
    lanes[:] = 0.0
    for target in range(first.size):
        one, other = labels[first[target]], labels[last[target]]
        there, back = from_first[target], from_last[target]
        for lane in range(costs.size):
            costs[lane] = min(np.int32(one[lane] + there), np.int32(other[lane] + back))
        for limit in range(limits.size):
            highest = limits[limit]
            for kind in range(weights.shape[1]):
                weight, into = weights[target, kind], lanes[limit, kind]
                for lane in range(costs.size):
                    into[lane] += weight if costs[lane] <= highest else 0.0
