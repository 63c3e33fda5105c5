"""Street names on the printed plan: the great streets first, and never one over another."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.affinity import rotate

MOST_LABELS = 40
LETTER = 0.56
"""Mean width of a letter, as a share of the size of the type; system fonts lie near it. [1]"""
STRAIGHT = 0.97
"""Least ratio of chord to arc where a name can be written straight. [1]"""
TRIED = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along a street its name is tried. [1]"""


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the plan: where its middle is, and how it is turned (degrees, clockwise)."""

    text: str
    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True)
class Named:
    """A street that asks for a label: the lower its rank, the sooner it is served."""

    text: str
    rank: int
    line: shapely.Geometry


def labels(streets: list[Named], *, size: float) -> list[Label]:
    """Choose and place the names that fit on a plan.

    Parameters
    ----------
    streets
        Streets in the units of the plan, y downwards.
    size
        Size of the type. [unit of the plan]

    Returns
    -------
    At most `MOST_LABELS` labels, none overlapping another.

    Examples
    --------
    >>> road = Named("Quai", 0, shapely.LineString([(0, 10), (100, 10)]))
    >>> labels([road, road], size=10)
    [Label(text='Quai', x=50.0, y=10.0, angle=0.0)]
    """
    placed: list[Label] = []
    taken: list[shapely.Geometry] = []
    for street in sorted(streets, key=lambda s: (s.rank, -s.line.length, s.text)):
        for label, box in _tries(street, size):
            if not any(box.intersects(other) for other in taken):
                placed.append(label)
                taken.append(box)
                break
        if len(placed) == MOST_LABELS:
            break
    return _once(placed)


def _once(placed: list[Label]) -> list[Label]:
    return list({label.text: label for label in reversed(placed)}.values())[::-1]


def _tries(street: Named, size: float) -> list[tuple[Label, shapely.Geometry]]:
    width = size * LETTER * len(street.text)
    found = []
    for line in sorted(shapely.get_parts(street.line), key=lambda part: -part.length)[:2]:
        for share in TRIED:
            start, end = share * line.length - width / 2, share * line.length + width / 2
            if start < 0 or end > line.length:
                continue
            first, last = line.interpolate(start), line.interpolate(end)
            if first.distance(last) >= STRAIGHT * width:
                found.append(_label(street.text, first, last, (width, size)))
    return found


def _label(
    text: str, first: shapely.Point, last: shapely.Point, box: tuple[float, float]
) -> tuple[Label, shapely.Geometry]:
    x, y = (first.x + last.x) / 2, (first.y + last.y) / 2
    angle = float(np.degrees(np.arctan2(last.y - first.y, last.x - first.x)))
    upright = (angle + 90) % 180 - 90
    flat = shapely.box(x - box[0] / 2, y - box[1] * 0.6, x + box[0] / 2, y + box[1] * 0.6)
    return Label(text, x, y, upright), rotate(flat, upright)
