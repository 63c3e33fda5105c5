"""Shares of the weights of three criteria, measured as areas of polygons."""

import numpy as np

from beffroi.kernels.choice.shapes import Floats

TRIANGLE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
"""All weights (w1, w2, 1 - w1 - w2), drawn by the first two."""


def clipped(polygon: Floats, slope: Floats, offset: float) -> Floats:
    """Keep the part of a convex polygon where slope · point + offset >= 0."""
    kept: list[Floats] = []
    heights = polygon @ slope + offset
    for number, (point, height) in enumerate(zip(polygon, heights, strict=True)):
        before, below = polygon[number - 1], heights[number - 1]
        if height * below < 0:
            kept.append(before + (point - before) * below / (below - height))
        if height >= 0:
            kept.append(point)
    return np.array(kept).reshape(-1, 2)


def area(polygon: Floats) -> float:
    if len(polygon) < 3:
        return 0.0
    x, y = polygon.T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def centroid(polygon: Floats) -> Floats:
    """Return the weights at the centre of gravity of a polygon."""
    x, y = (polygon - polygon[0]).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    total = 3 * cross.sum()
    middle = polygon[0] + [
        ((x + np.roll(x, -1)) * cross).sum() / total,
        ((y + np.roll(y, -1)) * cross).sum() / total,
    ]
    return np.append(middle, 1 - middle.sum())


def favourable(values: Floats, one: int, rivals: list[int]) -> Floats:
    """Return the weights under which an alternative beats all those rivals."""
    polygon = TRIANGLE
    for rival in rivals:
        lead = values[one] - values[rival]
        if len(polygon):
            polygon = clipped(polygon, lead[:2] - lead[2], float(lead[2]))
    return polygon
