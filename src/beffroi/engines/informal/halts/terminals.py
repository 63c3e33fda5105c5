"""Terminals: the ends of variants, put together where they are one place."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from beffroi.engines.informal.halts.events import Sites, placed
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.places import SAME_WAY
from beffroi.engines.informal.traces import Floats, Ints
from beffroi.kernels.polylines import arcs


@dataclass(frozen=True, slots=True, eq=False)
class Terminals:
    """Stops at the ends of variants that are no other stop already.

    Attributes
    ----------
    points : (n,)
        Where they are. [m]
    first, last : (n_variants,)
        The stop at each end of each variant: below `n_known` one that was known already, from
        `n_known` on a row of `points`.
    """

    points: Floats
    first: Ints
    last: Ints


def terminals(lines: tuple[Floats, ...], points: Floats, units: Floats) -> Terminals:
    """Find the stops at the ends of variants.

    Parameters
    ----------
    lines
        Shape of each variant. [m]
    points, units : (n_known, 2)
        Stops known already, and the way of travel there (0 where they are of all ways). [m]
    """
    n, numbers = len(lines), np.arange(len(lines))
    starts = placed(lines, numbers, np.zeros(n))
    ends = placed(lines, numbers, np.array([arcs(line)[-1] for line in lines]))
    both = Sites(
        np.concatenate([numbers, numbers]), np.concatenate([starts.along, ends.along]),
        np.concatenate([starts.points, ends.points]), np.concatenate([starts.units, ends.units]),
    )  # fmt: skip
    owner = _known(both, points, units)
    made: list[Floats] = []
    tree = cKDTree(both.points) if n else None
    for end in range(2 * n):
        if owner[end] >= 0 or tree is None:
            continue
        near = np.array(tree.query_ball_point(both.points[end], parameter("together")))
        near = near[(owner[near] < 0) & (both.units[near] @ both.units[end] >= SAME_WAY)]
        near = near if len(near) else np.array([end])
        owner[near] = len(points) + len(made)
        made.append(both.points[near].mean(axis=0))
    return Terminals(np.array(made).reshape(-1, 2), owner[:n], owner[n:])


def _known(ends: Sites, points: Floats, units: Floats) -> Ints:
    """Find the stop that each end is already, -1 where it is none."""
    owner = np.full(len(ends.along), -1, dtype=np.int64)
    if not len(points) or not len(owner):
        return owner
    tree = cKDTree(points)
    for end, near in enumerate(tree.query_ball_point(ends.points, parameter("spacing"))):
        of_all_ways = np.abs(units[near]).sum(axis=1) == 0
        fitting = np.array(near)[of_all_ways | (units[near] @ ends.units[end] >= SAME_WAY)]
        if len(fitting):
            apart = np.hypot(*(points[fitting] - ends.points[end]).T)
            owner[end] = fitting[apart.argmin()]
    return owner
