"""Shingles: the directed squares that ways pass, by which those that run together are found."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

QUARTERS = 4
"""Directions that are told apart."""
SIDE = 1 << 30
"""More squares than there are in a row."""
ROUND = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def shingles(points: Floats, units: Floats, *, cell: float) -> Ints:
    """Name the directed square of each point: its square of a grid, and the quarter it goes to.

    Parameters
    ----------
    points, units : (n, 2)
        Points of ways, and the way there. [m], [1]
    cell
        Side of a square, > 0. [m]

    Returns
    -------
    (n,)
        A number for each directed square.

    Examples
    --------
    >>> east = np.array([[1.0, 0.0]] * 2)
    >>> one, other = shingles(np.array([[10.0, 10.0], [40.0, 10.0]]), east, cell=50)
    >>> bool(one == other), bool(one == shingles(np.array([[10.0, 10.0]]), -east[:1], cell=50)[0])
    (True, False)
    """
    return _named(*_squares(points, units, cell))


def around(points: Floats, units: Floats, *, cell: float) -> Ints:
    """Name the directed squares around points: their neighbours, and the quarters next to theirs.

    Returns
    -------
    (n_squares,)
        Each once, rising.

    Examples
    --------
    >>> len(around(np.array([[10.0, 10.0]]), np.array([[1.0, 0.0]]), cell=50))
    27
    """
    known = np.unique(shingles(points, units, cell=cell))
    quarters, squares = known % QUARTERS, known - known % QUARTERS
    turned = [squares + (quarters + turn) % QUARTERS for turn in (-1, 0, 1)]
    wider = np.unique(np.concatenate(turned))
    return np.unique(np.concatenate([wider + (i * SIDE + j) * QUARTERS for i, j in ROUND]))


def _squares(points: Floats, units: Floats, cell: float) -> tuple[Ints, Ints]:
    if points.shape != units.shape or points.shape[1:] != (2,) or not cell > 0:
        raise ShapeError("Give as many points as ways, each with x and y, and a cell above 0.")
    angle = np.arctan2(units[:, 1], units[:, 0])
    quarters = np.floor((angle / (2 * np.pi) + 1 / (2 * QUARTERS)) * QUARTERS) % QUARTERS
    return np.floor(points / cell).astype(np.int64), quarters.astype(np.int64)


def _named(squares: Ints, quarters: Ints) -> Ints:
    return np.asarray((squares[:, 0] * SIDE + squares[:, 1]) * QUARTERS + quarters)


class Register:
    """Ways by the directed squares around them: which may hold the squares of another."""

    def __init__(self, held: list[Ints]) -> None:
        sizes = [len(squares) for squares in held]
        keys = np.concatenate(held) if held else np.empty(0, np.int64)
        owners = np.repeat(np.arange(len(held)), sizes)
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners, self._n = keys[order], owners[order], len(held)

    def holding(self, squares: Ints, *, share: float, most: int) -> Ints:
        """Find the ways that hold a share of some squares, looking at `most` of them at most.

        The squares looked at are those whose mixed number is least: a sketch (bottom-k) that is
        the same for the same squares, so that the time does not grow with the length of a way.

        References
        ----------
        E. Cohen, H. Kaplan, "Summarizing data using bottom-k sketches", PODC 2007, pp. 225-234,
        doi:10.1145/1281100.1281133.
        """
        asked = np.unique(squares)
        mixed = (asked.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(11)
        asked = asked[np.argsort(mixed)[:most]]
        low = np.searchsorted(self._keys, asked, side="left")
        high = np.searchsorted(self._keys, asked, side="right")
        found = [self._owners[one:other] for one, other in zip(low, high, strict=True)]
        votes = np.bincount(np.concatenate(found or [np.empty(0, np.int64)]), minlength=self._n)
        return np.flatnonzero(votes >= max(1.0, share * len(asked)))
