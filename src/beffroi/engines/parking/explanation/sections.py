"""Streets as drivers search them: directed sections between crossings, and the spaces of each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import KDTree

from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches of street between consecutive nodes, street after street.

    Attributes
    ----------
    x, y : (n_nodes,)
        Nodes, in the legal projection. [m]
    tails, heads : (n,)
        Node at each end.
    street : (n,)
        Row of the table of streets.
    length : (n,)
        Length. [m]
    forwards, backwards : (n,)
        Whether cars may drive it from tail to head, and from head to tail.
    """

    x: Floats
    y: Floats
    tails: Ints
    heads: Ints
    street: Ints
    length: Floats
    forwards: Flags
    backwards: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Sections:
    """Directed sections between crossings.

    Attributes
    ----------
    tail, head : (n,)
        Node at which each begins and ends, as a position in `x` and `y`.
    street : (n,)
        Row of the table of streets.
    is_forward : (n,)
        Whether it runs as its street is drawn.
    is_alone : (n,)
        Whether no section runs the other way: a driver then sees both sides.
    length : (n,)
        Length. [m]
    middle : (n, 2)
        A point half way along. [m]
    x, y : (n_nodes,)
        Nodes. [m]
    """

    tail: Ints
    head: Ints
    street: Ints
    is_forward: Flags
    is_alone: Flags
    length: Floats
    middle: Floats
    x: Floats
    y: Floats


def sections(stretches: Stretches) -> Sections:
    """Join stretches into sections from crossing to crossing, each way that cars may drive.

    Parameters
    ----------
    stretches
        Stretches; those closed to cars both ways are left out.
    """
    kept = np.flatnonzero(stretches.forwards | stretches.backwards)
    tails, heads, street = stretches.tails[kept], stretches.heads[kept], stretches.street[kept]
    length = stretches.length[kept]
    meets = np.bincount(np.concatenate([tails, heads]), minlength=len(stretches.x))
    goes_on = np.zeros(len(kept), dtype=bool)
    goes_on[1:] = (street[1:] == street[:-1]) & (tails[1:] == heads[:-1]) & (meets[tails[1:]] == 2)
    first = np.flatnonzero(~goes_on)
    last = np.append(first[1:], len(kept)) - 1 if len(first) else first
    whole = np.add.reduceat(length, first) if len(first) else length[:0]
    middle = _middles(stretches, np.column_stack([tails, heads]), length, first, whole)
    forwards, backwards = stretches.forwards[kept][first], stretches.backwards[kept][first]
    ahead, behind = np.flatnonzero(forwards), np.flatnonzero(backwards)
    own = np.concatenate([ahead, behind])
    return Sections(
        np.concatenate([tails[first][ahead], heads[last][behind]]),
        np.concatenate([heads[last][ahead], tails[first][behind]]),
        street[first][own], np.arange(len(own)) < len(ahead), ~(forwards & backwards)[own],
        whole[own], middle[own], stretches.x, stretches.y,
    )  # fmt: skip


def _middles(
    stretches: Stretches, ends: Ints, length: Floats, first: Ints, whole: Floats
) -> Floats:
    """Points half way along runs of stretches."""
    if not len(first):
        return np.zeros((0, 2))
    end = np.cumsum(length)
    half = end[first] - length[first] + 0.5 * whole
    at = np.minimum(np.searchsorted(end, half), len(length) - 1)
    share = np.divide(end[at] - half, length[at], out=np.zeros(len(at)), where=length[at] > 0)
    places = np.column_stack([stretches.x, stretches.y])
    back = share[:, np.newaxis]
    return np.asarray(places[ends[at, 1]] * (1.0 - back) + places[ends[at, 0]] * back)


def kerb_of(made: Sections, places: pd.DataFrame) -> tuple[Ints, Ints, Floats]:
    """Share the spaces along streets among the sections from which they are seen.

    Spaces of the right side are seen by who drives as the street is drawn, those of the left side
    by who drives against it; where cars run one way only, they see both. Spaces of a street are
    spread evenly over its length.

    Parameters
    ----------
    made
        Sections.
    places
        Columns `street` (row of the table of streets), `side` (``left``, ``right``; missing: both)
        and `length`-free `spaces` [space], one row a kerb.

    Returns
    -------
    section, place : (m,)
        Which section sees spaces of which row of `places`.
    share : (m,)
        Share of the spaces of that row, > 0: sums to 1 for each row that some section sees. [1]

    Raises
    ------
    ShapeError
        If a column is missing.
    """
    if not {"street", "side"} <= set(places.columns):
        raise ShapeError("Kerbs have a street and a side.")
    rows = pd.DataFrame({
        "section": np.arange(len(made.street)), "street": made.street, "length": made.length,
        "right": made.is_alone | made.is_forward, "left": made.is_alone | ~made.is_forward,
    })  # fmt: skip
    kerbs = pd.DataFrame({
        "place": np.arange(len(places)), "street": places["street"].to_numpy(),
        "side": places["side"].astype("object").to_numpy(),
    })  # fmt: skip
    seen = kerbs.merge(rows, on="street")
    side = seen["side"]
    kept = ((side != "right") | seen["right"]) & ((side != "left") | seen["left"])
    seen = seen[kept & (seen["length"] > 0)]
    whole = seen.groupby("place")["length"].transform("sum")
    return (
        seen["section"].to_numpy(), seen["place"].to_numpy(),
        (seen["length"] / whole).to_numpy(dtype=float),
    )  # fmt: skip


def entrances(made: Sections, x: Floats, y: Floats) -> Ints:
    """Nodes at which car parks are entered: the nearest end of a section.

    Parameters
    ----------
    made
        Sections.
    x, y : (n,)
        Car parks. [m]

    Returns
    -------
    (n,)
        Position of the node; -1 where none is within the `entrance` of `parameters.toml`.
    """
    nodes = np.unique(np.concatenate([made.tail, made.head]))
    if not len(nodes) or not len(x):
        return np.full(len(x), -1, dtype=np.int64)
    away, at = KDTree(np.column_stack([made.x[nodes], made.y[nodes]])).query(
        np.column_stack([x, y]), distance_upper_bound=parameter("entrance")
    )
    return np.where(np.isfinite(away), nodes[np.minimum(at, len(nodes) - 1)], -1)
