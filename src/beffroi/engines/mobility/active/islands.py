"""Islands: quiet streets that join, cut off from the others by streets that are not."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.engines.mobility.active.ways import Ways

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Islands:
    """Quiet streets that join, the most peopled island first.

    Attributes
    ----------
    of_node : (n_nodes,)
        Island of each node; -1 where no quiet street touches it.
    metres, population : (n_islands,)
        Length of its streets [m], and people who live along them. [person]
    """

    of_node: Ints
    metres: Floats
    population: Floats


def islands(ways: Ways, homes: Ints, people: Floats) -> Islands:
    """Part the quiet streets into islands.

    Parameters
    ----------
    ways
        The streets; directions do not matter here.
    homes, people : (n_homes,)
        Node of each group of homes, and how many live there. [person]
    """
    n_nodes, quiet = len(ways.x), ways.quiet
    tails, heads = ways.tails[quiet], ways.heads[quiet]
    joined = coo_array((np.ones(len(tails)), (tails, heads)), shape=(n_nodes, n_nodes))
    n, label = connected_components(joined, directed=False)
    metres = np.bincount(label[tails], ways.length[quiet], n)
    population = np.bincount(label[homes], np.where(ways.touched[homes], people, 0.0), n)
    real = np.flatnonzero(metres > 0)
    order = real[np.lexsort((-metres[real], -population[real]))]
    rank = np.full(n, -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    return Islands(
        rank[label], metres[order].astype(np.float64), population[order].astype(np.float64)
    )
