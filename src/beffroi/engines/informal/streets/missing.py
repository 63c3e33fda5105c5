"""Missing tracks: what is ridden and not on the map, for a mapper to review."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.streets.norms import parameter
from beffroi.engines.informal.streets.web import Web
from beffroi.kernels.polylines import arcs, at, spread
from beffroi.kernels.trajectory.matching import distances

Floats = npt.NDArray[np.float64]
SEEN = 2
"""How many times `near` a stretch may be from one already listed to be the same track."""


def missing(lines: Sequence[Floats], web: Web) -> tuple[Floats, ...]:
    """List the stretches of shapes that are far from all streets and paths of the map.

    Parameters
    ----------
    lines
        Shapes, `(n_points, 2)` each, in the plane of the streets, as rides draw them. [m]
    web
        The streets.

    Returns
    -------
    The stretches, `(n_points, 2)` each, one where several shapes run along one track. [m]
    """
    found: list[Floats] = []
    for line in lines:
        where = spread(line, parameter("sample") / 4)
        points = at(line, where)
        far = ~(distances(web.mapped, points) <= parameter("shape_radius"))
        far &= ~_is_listed(points, found)
        for begin, end in _runs(far):
            first, last = where[begin], where[end]
            if last - first >= parameter("missing_length"):
                along = arcs(line)
                inner = (along > first) & (along < last)
                found.append(np.concatenate([points[[begin]], line[inner], points[[end]]]))
    return tuple(found)


def _is_listed(points: Floats, found: Sequence[Floats]) -> npt.NDArray[np.bool_]:
    """Say which points lie along stretches already listed."""
    listed = np.zeros(len(points), bool)
    for track in found:
        along = at(track, spread(track, parameter("near") / 2))
        reach = SEEN * parameter("near")
        low, high = along.min(axis=0) - reach, along.max(axis=0) + reach
        near = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1) & ~listed)
        apart = np.hypot(*(points[near, np.newaxis] - along[np.newaxis]).transpose(2, 0, 1))
        listed[near] = apart.min(axis=1, initial=np.inf) <= reach
    return listed


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """List the first and the last of each run of what holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]


def described(tracks: Sequence[Floats], web: Web) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Describe missing tracks as OpenStreetMap does, for a mapper to review: never to be uploaded.

    Parameters
    ----------
    tracks
        Stretches, `(n_points, 2)` each. [m]
    web
        The streets, whose plane they are in.

    Returns
    -------
    Nodes (`id`, `lon`, `lat`, `tags`) and ways (`id`, `nodes`, `tags`); numbers are negative, those
    of objects that are not in the map.
    """
    counts = [len(track) for track in tracks]
    lon, lat = web.plane.degrees(np.concatenate([np.empty((0, 2)), *tracks]))
    numbers = -np.arange(1, len(lon) + 1)
    tags = {
        "highway": "road",
        "source": "GPS",
        "fixme": "Ridden, not on the map: check on the ground or on imagery, join, classify, name",
    }
    ends = np.cumsum([0, *counts])
    nodes = pd.DataFrame({"id": numbers, "lon": lon, "lat": lat})
    ways = pd.DataFrame({
        "id": -np.arange(1, len(counts) + 1),
        "nodes": [numbers[ends[k] : ends[k + 1]].tolist() for k in range(len(counts))],
    })  # fmt: skip
    return (
        nodes.assign(tags=pd.Series([None] * len(nodes), dtype="object")),
        ways.assign(tags=pd.Series([dict(tags) for _ in counts], dtype="object")),
    )
