"""Stops compared one to one, each direction of travel apart."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from beffroi.engines.informal.comparison.estimates import UNKNOWN, Estimate, Scores, ratio, scores
from beffroi.engines.informal.comparison.matching import paired
from beffroi.engines.informal.comparison.norms import RADII, parameter
from beffroi.engines.informal.published import Published
from beffroi.kernels.polylines import headings

Floats = npt.NDArray[np.float64]


STRAIGHT = 1e-6
"""Cosine under which two headings are at right angles."""


@dataclass(frozen=True, slots=True)
class StopScores:
    """How well the stops of a feed meet those of a reference.

    Attributes
    ----------
    within
        Scores by radius. [m]
    position
        Mean distance of the stops matched at `position_radius`. [m]
    n_feed, n_reference
        Stops of both, each counted once for each direction in which it is served.
    """

    within: dict[int, Scores]
    position: Estimate
    n_feed: int
    n_reference: int


@dataclass(frozen=True, slots=True, eq=False)
class Directed:
    """Stops, once for each direction in which vehicles leave them.

    Attributes
    ----------
    places : (n, 2)
        Where. [m]
    units : (n, 2)
        Mean heading, as a unit vector. [1]
    """

    places: Floats
    units: Floats


def directed(network: Published) -> Directed:
    """List the stops of a network by direction.

    The headings with which variants pass a stop are parted in two where they go both ways along
    its main axis.
    """
    seen: dict[str, tuple[Floats, list[Floats]]] = {}
    for variant in network.variants:
        units = headings(variant.line, variant.where)
        for stop, place, unit in zip(variant.stop_ids, variant.stops, units, strict=True):
            seen.setdefault(stop, (place, []))[1].append(unit)
    places, means = [], []
    for place, units_ in seen.values():
        for mean in _parted(np.array(units_)):
            places.append(place)
            means.append(mean)
    return Directed(np.array(places).reshape(-1, 2), np.array(means).reshape(-1, 2))


def _parted(units: Floats) -> list[Floats]:
    axis = np.linalg.eigh(units.T @ units)[1][:, -1]
    onwards = units @ axis >= 0
    groups = [units[side] for side in (onwards, ~onwards) if side.any()]
    sums = [group.sum(axis=0) for group in groups]
    return [total / max(float(np.hypot(*total)), 1e-12) for total in sums]


def compared(feed: Published, reference: Published, draw: np.random.Generator) -> StopScores:
    """Match the stops of two feeds one to one within each radius, and score it.

    A pair is allowed where the headings are less than 90° apart: the pole over the street is
    another stop. See `paired` for the method.
    """
    ours, theirs = directed(feed), directed(reference)
    n = len(ours.places), len(theirs.places)
    within = {}
    position = UNKNOWN
    for radius in RADII:
        lefts, rights, gaps = _allowed(ours, theirs, float(radius))
        left, right = paired(lefts, rights, gaps, n)
        within[radius] = scores(len(left), *n, draw)
        if radius == parameter("position_radius"):
            metres = np.hypot(*(ours.places[left] - theirs.places[right]).T)
            position = ratio(metres, np.ones(len(metres)), draw)
    return StopScores(within, position, *n)


def _allowed(
    ours: Directed, theirs: Directed, radius: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    if not len(ours.places) or not len(theirs.places):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    near = cKDTree(ours.places).sparse_distance_matrix(
        cKDTree(theirs.places), radius, output_type="ndarray"
    )
    left, right = near["i"].astype(np.int64), near["j"].astype(np.int64)
    same_way = (ours.units[left] * theirs.units[right]).sum(axis=1) > STRAIGHT
    same_way |= ~ours.units[left].any(axis=1) | ~theirs.units[right].any(axis=1)
    return left[same_way], right[same_way], near["v"][same_way]
