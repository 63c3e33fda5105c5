"""How much of each line runs where another does, the same way."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from beffroi.engines.informal.comparison.norms import parameter
from beffroi.kernels.polylines import apart, at, headings, spread

Floats = npt.NDArray[np.float64]
CELL = 60.0
"""Side of the squares with which lines that cannot overlap are told, twice the tolerance. [m]"""
LEAST = 0.5
"""Overlap under which a pair is not measured, and counts as none. [1]"""
ROUND = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1))


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """A line and points evenly spaced on it.

    Attributes
    ----------
    line : (n_points, 2)
        The line. [m]
    points, units : (n_samples, 2)
        The points, and the heading of the line there. [m], [1]
    """

    line: Floats
    points: Floats
    units: Floats


def sampled(line: Floats, step: float) -> Sampled:
    """Choose points evenly spaced on a line."""
    where = spread(line, step)
    return Sampled(line, at(line, where), headings(line, where))


def gaps(one: Sampled, other: Sampled) -> Floats:
    """Measure how far each point of a line is from another that runs the same way.

    Where the other never runs that way, the distance to it any way.

    Returns
    -------
    (n_samples,)
        Distances. [m]
    """
    metres = apart(one.points, one.units, other.line)
    lost = ~np.isfinite(metres)
    if lost.any():
        metres[lost] = apart(one.points[lost], np.zeros((int(lost.sum()), 2)), other.line)
    return metres


def covered(one: Sampled, other: Sampled) -> float:
    """Return the share of a line that runs within the tolerance of another, the same way. [1]."""
    most = parameter("tolerance")
    return float(np.isfinite(apart(one.points, one.units, other.line, most=most)).mean())


def overlaps(ours: Sequence[Floats], theirs: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Measure how much of each line of ours runs along each of theirs, and the other way round.

    Returns
    -------
    (n_ours, n_theirs), (n_ours, n_theirs)
        Share of ours along theirs, share of theirs along ours; 0 where neither reaches `LEAST`. [1]
    """
    step = parameter("sample")
    first, second = ([sampled(line, step) for line in lines] for lines in (ours, theirs))
    if not first or not second:
        nothing = np.zeros((len(first), len(second)))
        return nothing, nothing
    most = np.maximum(_bound(first, second), _bound(second, first).T)
    forth, back = np.zeros(most.shape), np.zeros(most.shape)
    for i, j in zip(*np.nonzero(most >= LEAST), strict=True):
        forth[i, j] = covered(first[i], second[j])
        back[i, j] = covered(second[j], first[i])
    return forth, back


def _bound(ones: Sequence[Sampled], others: Sequence[Sampled]) -> Floats:
    """Bound the overlaps from above: the share of points in a square that the other comes near."""
    inside = [_codes(one.points, (0, 0)) for one in ones]
    around = [np.unique(np.concatenate([_codes(one.points, move) for move in ROUND]))
              for one in others]  # fmt: skip
    whole = np.concatenate([*inside, *around])
    _, codes = np.unique(whole, return_inverse=True)
    n_cells = int(codes.max(initial=0)) + 1
    n_inside = sum(map(len, inside))
    held = _matrix(inside, codes[:n_inside], n_cells)
    near = _matrix(around, codes[n_inside:], n_cells)
    lengths = np.array([max(len(one.points), 1) for one in ones])[:, np.newaxis]
    return np.asarray((held @ near.T).toarray() / lengths, dtype=np.float64)


def _codes(points: Floats, move: tuple[int, int]) -> npt.NDArray[np.int64]:
    """Give each point the number of its square, moved by some squares."""
    squares = np.floor(points / CELL).astype(np.int64) + np.array(move)
    return np.asarray(squares[:, 0] * (1 << 32) + squares[:, 1])


def _matrix(
    parts: Sequence[npt.NDArray[np.int64]], codes: npt.NDArray[np.int64], n_cells: int
) -> csr_array:
    rows = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return csr_array((np.ones(len(rows)), (rows, codes)), shape=(len(parts), n_cells))
