"""Walking: how long it takes from stop to stop, along the streets where the map has some."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from beffroi.engines.mobility.ground import Ground, near, tied
from beffroi.engines.mobility.integration.inputs import Streets, parameter
from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.snapped import APPROACH

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
COLUMNS = ("tail", "head", "seconds", "metres", "by")


def walks(x: Floats, y: Floats, ground: Ground | None, *, limit: float) -> pd.DataFrame:
    """List the walks between places that take no longer than a limit.

    Parameters
    ----------
    x, y : (n_places,)
        The places. [m]
    ground
        Streets to which they are tied; None if no map is given.
    limit
        Longest walk. [s]

    Returns
    -------
    One row for each ordered pair of different places: `tail` and `head` (positions), `seconds`,
    `metres` walked (as the crow flies where the map has no street), `by`: ``streets``, or
    ``crow`` where one of the two is farther than `snapped.FARTHEST` from any street: then the
    straight line, longer by the parameter `detour`.
    """
    on_streets = np.zeros(len(x), bool) if ground is None else ground.node >= 0
    found = [] if ground is None else list(_by_streets(ground, np.flatnonzero(on_streets), limit))
    found.append(_by_crow(x, y, ~on_streets, limit))
    listed = pd.concat([f for f in found if len(f)] or found[:1], ignore_index=True)
    return listed.sort_values(["tail", "head"], ignore_index=True)


def ground(streets: Streets, x: Floats, y: Floats, *, epsg: int) -> Ground | None:
    """Tie places to the streets that can be walked along.

    Streets cut off from all others, joined to fewer nodes than the parameter `least_island`, are
    taken for gaps of the map, and no place is tied to them.

    Returns
    -------
    None where the map has no such street.
    """
    net = network(streets.streets, streets.street_nodes, epsg=epsg)
    return tied(streets.streets, net, x, y)


def _by_streets(ground: Ground, tied: Ints, limit: float) -> Iterator[pd.DataFrame]:
    for found in near(ground, tied, tied, limit):
        kept = found.tail != found.head
        tail, head, seconds = (part[kept] for part in found)
        yield _frame(tail, head, seconds, seconds * APPROACH, "streets")


def _by_crow(
    x: Floats, y: Floats, off_streets: npt.NDArray[np.bool_], limit: float
) -> pd.DataFrame:
    detour = parameter("detour")
    far = np.flatnonzero(off_streets)
    if len(far) == 0:
        return _frame(far, far, np.empty(0), np.empty(0), "crow")
    every, radius = np.column_stack([x, y]), limit * APPROACH / detour
    near = cKDTree(every[far]).sparse_distance_matrix(
        cKDTree(every), radius, output_type="coo_matrix"
    )
    one, other = far[near.row], near.col.astype(np.int64)
    metres = np.hypot(x[one] - x[other], y[one] - y[other])
    both = np.concatenate([one, other]), np.concatenate([other, one])
    twice = _frame(*both, np.tile(metres * detour / APPROACH, 2), np.tile(metres, 2), "crow")
    listed = twice[twice["tail"] != twice["head"]]
    return listed.drop_duplicates(["tail", "head"], ignore_index=True)


def _frame(tail: Ints, head: Ints, seconds: Floats, metres: Floats, by: str) -> pd.DataFrame:
    kinds = pd.Series(by, index=range(len(tail)), dtype="string")
    return pd.DataFrame(dict(zip(COLUMNS, (tail, head, seconds, metres, kinds), strict=True)))
