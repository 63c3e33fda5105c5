"""Snapping: the shape of a line laid on the streets that it follows, where there are any."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.streets.norms import parameter
from beffroi.engines.informal.streets.rides import model
from beffroi.engines.informal.streets.web import Web
from beffroi.kernels.polylines import arcs, at, spread
from beffroi.kernels.trajectory.matching import Matched, matched

Floats = npt.NDArray[np.float64]
ONE_PLACE = 1e-6
"""Points nearer than this are one. [m]"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a shape.

    Attributes
    ----------
    begin, end
        Lengths of the shape up to it and to its end. [m]
    name
        The street; empty where it has no name, or the shape runs on none.
    on_street
        Whether it runs on a street of the map.
    """

    begin: float
    end: float
    name: str
    on_street: bool


@dataclass(frozen=True, slots=True, eq=False)
class Snapped:
    """A shape that follows the streets of a map where it can.

    Attributes
    ----------
    line : (n, 2)
        The shape. [m]
    matched
        Share of its length on streets. [0-1]
    stretches
        Its streets, in order.
    """

    line: Floats
    matched: float
    stretches: tuple[Stretch, ...]

    @property
    def is_sure(self) -> bool:
        """Whether so much of it is on streets that the map is taken to have its streets."""
        return self.matched >= parameter("near_share")


def snapped(line: Floats, web: Web) -> Snapped:
    """Lay a shape on the streets that it follows.

    Where it runs on none, or only a detour joins the streets beside it, it stays as it is.

    Parameters
    ----------
    line : (n, 2)
        The shape, two points or more, in the plane of the streets. [m]
    web
        The streets.
    """
    where = spread(line, parameter("sample"))
    points = at(line, where)
    sigma = np.full(len(points), parameter("sigma"))
    like = model()._replace(
        radius=parameter("shape_radius"), factor=parameter("shape_detour"),
        slack=parameter("shape_slack"), leap=parameter("sample"),
    )  # fmt: skip
    found = matched(web.roads, np.array([0, len(points)]), points, sigma, like)
    pieces = [
        _along(web, found, row) if found.steps[row] >= 0 else _between(line, where, found, row)
        for row in range(len(found.steps))
    ]
    return _joined(pieces) if pieces else Snapped(line, 0.0, (_whole(line),))


def _whole(line: Floats) -> Stretch:
    return Stretch(0.0, float(arcs(line)[-1]), "", on_street=False)


Piece = tuple[Floats, str, bool]


def _along(web: Web, found: Matched, row: int) -> Piece:
    """Follow a street from where a step begins on it to where it ends."""
    edge, begin, end = found.steps[row], found.begin[row], found.end[row]
    own = slice(web.roads.indptr[edge], web.roads.indptr[edge + 1])
    along, points = web.roads.along[own], web.roads.points[own]
    low, high = min(begin, end), max(begin, end)
    inner = (along > low) & (along < high)
    ends = np.column_stack([np.interp([low, high], along, points[:, i]) for i in range(2)])
    made = np.concatenate([ends[:1], points[inner], ends[1:]])
    return made if begin < end else made[::-1], web.names[web.street[edge]], True


def _between(line: Floats, where: Floats, found: Matched, row: int) -> Piece:
    """Keep a shape as it is between the last point on a street and the next one."""
    first, along = int(found.first[row]), arcs(line)
    later = np.flatnonzero(found.edge[first + 1 :] >= 0)
    is_last = row == len(found.steps) - 1 or not len(later)
    last = len(where) - 1 if is_last else first + 1 + int(later[0])
    ends = at(line, where[[first, last]])
    inner = line[(along > where[first]) & (along < where[last])]
    made = [ends[:1] if row == 0 else ends[:0], inner, ends[1:] if is_last else ends[:0]]
    return np.concatenate(made), "", False


def _joined(pieces: list[Piece]) -> Snapped:
    """Put pieces one behind the other; what joins two of them is on no street."""
    points = np.concatenate([piece[0] for piece in pieces])
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    ends = np.cumsum([0, *(len(piece[0]) for piece in pieces)])
    stretches: list[Stretch] = []
    for (own, name, on_street), first, after in zip(pieces, ends[:-1], ends[1:], strict=True):
        if not len(own):
            continue
        begin = stretches[-1].end if stretches else 0.0
        if on_street:
            _append(stretches, Stretch(begin, float(along[first]), "", on_street=False))
            begin = float(along[first])
        _append(stretches, Stretch(begin, float(along[after - 1]), name, on_street))
    share = sum(one.end - one.begin for one in stretches if one.on_street) / max(along[-1], 1e-9)
    kept = np.concatenate([[True], steps > ONE_PLACE])
    return Snapped(points[kept], float(share), tuple(stretches))


def _append(stretches: list[Stretch], one: Stretch) -> None:
    """Add a stretch, or lengthen the last one if it is the same street."""
    if one.end - one.begin <= ONE_PLACE:
        return
    if stretches and (stretches[-1].name, stretches[-1].on_street) == (one.name, one.on_street):
        one = Stretch(stretches.pop().begin, one.end, one.name, one.on_street)
    stretches.append(one)
