"""The places that searches report on, and the ranks that must be swept for them."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel
from beffroi.kernels.graph.chains import Ints
from beffroi.kernels.hierarchy.levels import Arcs, Hierarchy, Travel


class Selection(NamedTuple):
    """Targets, in the order in which they are reported, and what leads to them.

    `ranks` to sweep; for each target the ranks of both ends of its chain and the costs from
    them. For ways that stay on one chain: the targets by rising position along the chains,
    `position`, and the `column` of each.
    """

    ranks: Ints
    first: Ints
    last: Ints
    from_first: Ints
    from_last: Ints
    position: Ints
    column: Ints


def everything(hierarchy: Hierarchy, travel: Travel) -> Selection:
    """Select all nodes of the graph.

    Parameters
    ----------
    hierarchy
        Made by `contract`.
    travel
        Its travel outward or inward.

    Returns
    -------
    All nodes in their own order.
    """
    graph, approach = hierarchy.graph, travel.approach
    return Selection(
        ranks=np.arange(hierarchy.n_core, graph.n_junctions, dtype=np.int32),
        first=hierarchy.ends.first,
        last=hierarchy.ends.last,
        from_first=approach.from_first,
        from_last=approach.from_last,
        position=np.arange(graph.n_nodes, dtype=np.int32),
        column=graph.node,
    )


def selection(hierarchy: Hierarchy, travel: Travel, nodes: npt.NDArray[np.int64]) -> Selection:
    """Select some nodes of the graph, and only the ranks that stand above them.

    Parameters
    ----------
    hierarchy
        Made by `contract`.
    travel
        Its travel outward or inward.
    nodes : (n_targets,)
        Nodes of the graph; one may come twice.

    Returns
    -------
    The nodes in their own order.

    References
    ----------
    D. Delling, A. V. Goldberg, R. F. Werneck, "Faster Batched Shortest Paths in Road Networks",
    ATMOS 2011, pp. 52-63, doi:10.4230/OASIcs.ATMOS.2011.52.
    """
    position = hierarchy.graph.position[nodes]
    column = np.argsort(position, kind="stable").astype(np.int32)
    first, last = hierarchy.ends.first[nodes], hierarchy.ends.last[nodes]
    wanted = np.zeros(hierarchy.graph.n_junctions, np.bool_)
    wanted[first] = wanted[last] = True
    _want_above(travel.down, wanted)
    wanted[: hierarchy.n_core] = False
    return Selection(
        ranks=np.flatnonzero(wanted).astype(np.int32),
        first=first,
        last=last,
        from_first=travel.approach.from_first[nodes],
        from_last=travel.approach.from_last[nodes],
        position=position[column],
        column=column,
    )


@kernel
def _want_above(down: Arcs, wanted: npt.NDArray[np.bool_]) -> None:
    """Want every rank that stands above one that is wanted."""
    for rank in range(wanted.size - 1, -1, -1):
        if wanted[rank]:
            for arc in range(down.indptr[rank], down.indptr[rank + 1]):
                wanted[down.upper[arc]] = True
