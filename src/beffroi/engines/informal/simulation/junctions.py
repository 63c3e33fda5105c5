"""Places on a line where vehicles may wait for a light: its sharp bends and crossings of a mesh."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.simulation.options import parameter
from beffroi.kernels.polylines import arcs, at

Floats = npt.NDArray[np.float64]
CLOSE = 40.0
"""Length over which two junctions are one. [m]"""
HASHED = np.uint64(0x9E3779B97F4A7C15)


def lights(line: Floats, seed: int) -> Floats:
    """Find the lights on a line: the same place has one or none for all the lines that pass it.

    Junctions are bends sharper than `turn`, and crossings of a square mesh of `light_spacing`,
    which stands for the streets that a feed does not tell of. Which of them have a light is drawn
    by their square of the mesh and the seed.

    Returns
    -------
    (n_lights,)
        Length from the start of the line, growing, both ends left out. [m]
    """
    along = arcs(line)
    where = np.unique(np.concatenate([_bends(line, along), _crossings(line, along)]))
    where = where[(where > CLOSE) & (where < along[-1] - CLOSE)]
    if len(where):
        where = where[np.concatenate([[True], np.diff(where) > CLOSE])]
    cells = np.rint(at(line, where) / (parameter("light_spacing") / 2)).astype(np.int64)
    lit: Floats = where[_drawn(cells, seed) < parameter("light_share")]
    return lit


def _bends(line: Floats, along: Floats) -> Floats:
    moves = np.diff(line, axis=0)
    turns = np.diff(np.unwrap(np.arctan2(moves[:, 1], moves[:, 0])))
    sharp: Floats = along[1:-1][np.abs(np.degrees(turns)) > parameter("turn")]
    return sharp


def _crossings(line: Floats, along: Floats) -> Floats:
    """Find where a line crosses the mesh: where the square that it is in changes."""
    where = np.arange(0.0, along[-1], 5.0)
    squares = np.floor(at(line, where) / parameter("light_spacing"))
    crossed: Floats = where[1:][(np.diff(squares, axis=0) != 0).any(axis=1)]
    return crossed


def _drawn(cells: npt.NDArray[np.int64], seed: int) -> Floats:
    """Draw a number in [0, 1) for each square, by mixing its coordinates with the seed."""
    mixed = np.full(len(cells), np.uint64(seed % 2**63) + HASHED)
    for axis in cells.T.astype(np.uint64):
        mixed = (mixed ^ axis) * HASHED
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53
