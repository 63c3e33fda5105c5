"""Blocks: pieces of ground cut in two, again and again, by the streets that people traced."""

from dataclasses import dataclass

import numpy as np
import shapely

from beffroi.drawing.measures import Floats, Ints

SLIVER = 60.0
"""Pieces smaller than this are left as they are. [m²]"""


@dataclass(frozen=True, slots=True)
class Cuts:
    """What is left after cutting: pieces of ground, and the lines that were cut.

    Attributes
    ----------
    pieces
        (n_pieces,) polygons.
    origin
        (n_pieces,) which of the first polygons each piece comes from.
    lines
        (n_lines,) straight lines across the ground that was cut, in the order of cutting.
    ground
        (n_lines,) area of the ground that each line cut. [m²]
    line_origin
        (n_lines,) which of the first polygons each line lies in.
    """

    pieces: np.ndarray
    origin: Ints
    lines: np.ndarray
    ground: Floats
    line_origin: Ints


def cut(grounds: np.ndarray, wanted: Floats, disorder: Floats, dice: np.random.Generator) -> Cuts:
    """Cut pieces of ground across their length until none is much larger than wanted.

    Parameters
    ----------
    grounds : (n_grounds,)
        Polygons.
    wanted : (n_grounds,)
        Area of the pieces wanted; infinite where a ground is to stay whole. [m²]
    disorder : (n_grounds,)
        How far the cuts stray from the middle and from the square, from 0 to 1. [1]
    dice
        Where the cuts fall.
    """
    pieces, origin = grounds, np.arange(len(grounds))
    done: list[tuple[np.ndarray, Ints]] = []
    traced: list[tuple[np.ndarray, Floats, Ints]] = []
    while len(pieces):
        area = shapely.area(pieces)
        slack = 1.0 + 0.9 * dice.random(len(pieces))
        large = (area > wanted[origin] * slack) & (area > SLIVER)
        done.append((pieces[~large], origin[~large]))
        pieces, origin, area = pieces[large], origin[large], area[large]
        if len(pieces):
            lines, halves = _halved(pieces, disorder[origin], dice)
            traced.append(_exploded_lines(lines, area, origin))
            pieces, origin = _exploded(halves, np.tile(origin, 2))
    return _gathered(done, traced)


def _halved(
    pieces: np.ndarray, disorder: Floats, dice: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Cut each piece in two across its length: the lines, then first halves and second halves."""
    middle, along, length = _axes(pieces)
    n = len(pieces)
    shift = (dice.random(n) - 0.5) * (0.12 + 0.38 * disorder) * length
    tilt = (dice.random(n) - 0.5) * (0.10 + 1.0 * disorder)
    at = middle + along * shift[:, None]
    c, s = np.cos(tilt), np.sin(tilt)
    forward = np.column_stack(
        [along[:, 0] * c - along[:, 1] * s, along[:, 0] * s + along[:, 1] * c]
    )
    across = np.column_stack([-forward[:, 1], forward[:, 0]])
    reach = (length * 2 + 10)[:, None]
    left, right = at + across * reach, at - across * reach
    rulers = shapely.linestrings(np.stack([left, right], axis=1))
    ahead = shapely.polygons(
        np.stack([left, right, right + forward * reach, left + forward * reach], axis=1)
    )
    behind = shapely.polygons(
        np.stack([left, right, right - forward * reach, left - forward * reach], axis=1)
    )
    halves = [shapely.intersection(pieces, ahead), shapely.intersection(pieces, behind)]
    return shapely.intersection(pieces, rulers), np.concatenate(halves)


def _axes(pieces: np.ndarray) -> tuple[Floats, Floats, Floats]:
    """Return the middle, the direction of the length and the length of each piece."""
    boxes = shapely.oriented_envelope(pieces)
    corners = shapely.get_coordinates(boxes).reshape(-1, 5, 2)
    sides = corners[:, 1:3] - corners[:, 0:2]
    lengths = np.sqrt((sides**2).sum(axis=2))
    longest = (lengths[:, 1] > lengths[:, 0]).astype(int)
    rows = np.arange(len(pieces))
    length = lengths[rows, longest]
    along = sides[rows, longest] / np.maximum(length, 1e-9)[:, None]
    middle = shapely.get_coordinates(shapely.centroid(pieces))
    return middle, along, length


def _exploded(shapes: np.ndarray, origin: Ints) -> tuple[np.ndarray, Ints]:
    parts, index = shapely.get_parts(shapes, return_index=True)
    kept = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1.0)
    return parts[kept], origin[index[kept]]


def _exploded_lines(
    lines: np.ndarray, area: Floats, origin: Ints
) -> tuple[np.ndarray, Floats, Ints]:
    parts, index = shapely.get_parts(lines, return_index=True)
    kept = (shapely.get_type_id(parts) == 1) & (shapely.length(parts) > 0.5)
    return parts[kept], area[index[kept]], origin[index[kept]]


def _gathered(
    done: list[tuple[np.ndarray, Ints]], traced: list[tuple[np.ndarray, Floats, Ints]]
) -> Cuts:
    pieces = np.concatenate([p for p, _ in done])
    origin = np.concatenate([o for _, o in done])
    if not traced:
        return Cuts(pieces, origin, np.array([], dtype=object), np.zeros(0), np.zeros(0, np.int64))
    return Cuts(pieces, origin, *(np.concatenate(parts) for parts in zip(*traced, strict=True)))
