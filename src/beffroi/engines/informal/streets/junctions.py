"""Junctions of streets along shapes: where vehicles may wait for a light rather than for people."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from beffroi.engines.informal.streets.norms import parameter
from beffroi.engines.informal.streets.web import Web
from beffroi.kernels.polylines import at, spread

Floats = npt.NDArray[np.float64]
FEWEST_LEGS = 3


def junctions(lines: Sequence[Floats], web: Web) -> tuple[Floats, ...]:
    """Find how far along shapes junctions of streets are.

    Parameters
    ----------
    lines
        Shapes, `(n_points, 2)` each, in the plane of the streets. [m]
    web
        The streets; service ways and tracks make no junction.

    Returns
    -------
    By shape, lengths up to junctions, rising: one that is passed twice is there twice. [m]
    """
    places = web.roads.nodes[web.legs >= FEWEST_LEGS]
    if not len(places):
        return tuple(np.empty(0) for _ in lines)
    tree = cKDTree(places)
    return tuple(_along(line, tree) for line in lines)


def _along(line: Floats, tree: cKDTree) -> Floats:
    reach = parameter("junction_reach")
    where = spread(line, reach / 4)
    near = cKDTree(at(line, where)).sparse_distance_matrix(tree, reach, output_type="ndarray")
    near = near[np.lexsort((near["i"], near["j"]))]
    # A run of points near one junction is one passage of it.
    begins = np.ones(len(near), bool)
    begins[1:] = (np.diff(near["j"]) != 0) | (np.diff(near["i"]) > 1)
    runs = np.split(near, np.flatnonzero(begins)[1:])
    return np.sort([where[run["i"][np.argmin(run["v"])]] for run in runs if len(run)])
