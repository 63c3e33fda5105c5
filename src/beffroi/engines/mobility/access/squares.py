"""Squares: the people of a map gathered in squares, so that as many places stay few to search."""

import numpy as np

from beffroi.engines.mobility.access.inputs import Points, parameter


def gathered(points: Points) -> Points:
    """Gather places in squares: one point each, in the middle of what it holds.

    Parameters
    ----------
    points
        Places with what there is at each; unknown weights count as nothing.

    Returns
    -------
    One point for each square that holds some (side: the parameter `square`), named after its
    south-west corner, with the sum of the weights.
    """
    side = parameter("square")
    cell = np.floor(np.stack([points.x, points.y], axis=1) / side).astype(np.int64)
    corners, square = np.unique(cell, axis=0, return_inverse=True)
    square = square.reshape(-1)
    weight = np.nan_to_num(points.weight)
    pull = np.maximum(weight, 1e-9)
    total = np.bincount(square, pull)
    x, y = (np.bincount(square, pull * axis) / total for axis in (points.x, points.y))
    ids = np.array([f"{int(a * side)}:{int(b * side)}" for a, b in corners], object)
    return Points(ids, x, y, np.bincount(square, weight).astype(np.float64))
