"""Isochrones: the ground along the streets that one comes to within so many minutes."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from beffroi.engines.mobility.access.inputs import STREET_MODES, Mode, parameter
from beffroi.engines.mobility.access.journeys import approach, searched
from beffroi.engines.mobility.access.ready import Ready
from beffroi.engines.mobility.access.ties import links_of
from beffroi.engines.mobility.ground import Ground
from beffroi.engines.mobility.profiles import Profile
from beffroi.engines.mobility.snapped import APPROACH
from beffroi.kernels.graph import costs_between, reached
from beffroi.kernels.hierarchy import times_from
from beffroi.kernels.raptor import Network, links

Floats = npt.NDArray[np.float64]
BESIDE = 40.0
"""Half the width of the ground drawn along a street: two sides of a block of houses. [m]"""
COURT = 10_000.0
"""Ground enclosed by streets, up to which it counts as reached too. [m²]"""
MEDIAN = 2
"""Place of the median among the percentiles."""
FINE = 1.0
"""Detail under which an outline is simplified. [m]"""


def isochrone(ready: Ready, origin: int, mode: Mode, minutes: Sequence[float]) -> gpd.GeoDataFrame:
    """Draw the ground that is come to from a place, one area for each number of minutes.

    Streets are cut where the time is up, and widened by 40 m on either side; the courts that they
    enclose count too. By public transport the time is the median over the window. Along quiet
    streets, corners that ask for too long a detour (`quiet_detour`) are left out.

    Parameters
    ----------
    ready
        From `ready.ready`.
    origin
        Number of the place among the origins.
    mode
        How one travels, one of those of the task.
    minutes
        Times. [min]

    Returns
    -------
    Columns `minutes`, `area` [m²] and geometry, each area whole (larger ones hold the smaller
    ones); no row where the place is tied to no street or nothing is reached.
    """
    profile = _profile(mode)
    ground = ready.ties.grounds[profile]
    place = int(ready.ties.parts["origins"][origin])
    rows: list[tuple[float, float, shapely.Geometry]] = []
    if ground is not None and ground.node[place] >= 0:
        seconds = _seconds(ready, ground, (origin, place), mode, 60.0 * max(minutes))
        for end in sorted(minutes):
            area = _area(reached_lines(ground, seconds, 60.0 * end))
            if not area.is_empty:
                rows.append((float(end), float(area.area), area))
    return gpd.GeoDataFrame(rows, columns=["minutes", "area", "geometry"], geometry="geometry",
                            crs=ready.basin.epsg)  # fmt: skip


def _profile(mode: Mode) -> Profile:
    """Say along whose streets an area is drawn: one walks from the last stop."""
    if mode in {"bike", "quiet_bike", "car"}:
        return mode
    return "walk"


def _seconds(
    ready: Ready, ground: Ground, numbers: tuple[int, int], mode: Mode, limit: float
) -> Floats:
    """Measure the time from an origin (its number, its position) to every node, else infinite."""
    origin, place = numbers
    source, off = ground.node[[place]], float(ground.off[place]) / APPROACH
    if mode == "car" and ready.ties.hierarchy is not None:
        parking = ready.basin.parking
        off += float(np.max(np.asarray(parking.search) + np.asarray(parking.walk)))
        return np.asarray(times_from(ready.ties.hierarchy, source)[0] + off, float)
    every = np.arange(ground.graph.n_nodes)
    own = np.asarray(costs_between(ground.graph, source, every, limit)[0] + off, float)
    if mode == "quiet_bike":
        return _without_detours(ready, ground, place, own)
    if mode in STREET_MODES:
        return own
    return _by_transit(ready, ground, origin, mode, own)


def _without_detours(ready: Ready, ground: Ground, place: int, quiet: Floats) -> Floats:
    """Leave out nodes that one comes to sooner by bike along any streets, by more than is taken.

    Where another place is tied, which need not be to the same street by bike, its neighbours say.
    """
    any_streets, detour = ready.ties.grounds["bike"], parameter("quiet_detour")
    if any_streets is None or any_streets.node[place] < 0:
        return quiet
    at = np.minimum(np.searchsorted(any_streets.names, ground.names), len(any_streets.names) - 1)
    known = any_streets.names[at] == ground.names
    known &= (any_streets.graph.x[at] == ground.graph.x) & (
        any_streets.graph.y[at] == ground.graph.y
    )
    source, nodes = any_streets.node[[place]], at[known]
    limit = float(quiet[np.isfinite(quiet)].max(initial=0.0))
    soonest = costs_between(any_streets.graph, source, nodes, limit)[0]
    soonest = soonest + any_streets.off[place] / APPROACH
    taken = np.zeros(len(quiet), bool)
    taken[known] = quiet[known] <= detour * soonest
    beside = taken.copy()
    np.logical_or.at(beside, ground.tails, taken[ground.heads])
    np.logical_or.at(beside, ground.heads, taken[ground.tails])
    return np.where(np.where(known, taken, beside), quiet, np.inf)


def _by_transit(ready: Ready, ground: Ground, origin: int, mode: Mode, walked: Floats) -> Floats:
    """Measure the median time over the window to every node, walking from the last stop."""
    if ready.day is None or ready.walks is None:
        return walked
    nodes = ground.node[ready.ties.parts["stops"]]
    tied = np.flatnonzero(nodes >= 0)
    around = reached(ground.graph, nodes[tied], parameter("walk_to_stop"))
    stop = np.repeat(tied, np.diff(around.indptr))
    off = ground.off[ready.ties.parts["stops"]][stop] / APPROACH
    egress = links(around.nodes.astype(np.int64), stop, around.costs + off,
                   n_places=ground.graph.n_nodes, n_stops=len(nodes))  # fmt: skip
    tails = ready.ties.parts["origins"][[origin]]
    access = links_of(approach(ready, mode, tails))
    network = Network(ready.day.lines, ready.walks, access, egress)
    direct = walked if mode != "park_ride" else np.full_like(walked, np.inf)
    found = searched(ready, network, direct[None].astype(np.float32))
    return found.percentiles[0, :, MEDIAN].astype(float)


def reached_lines(ground: Ground, seconds: Floats, limit: float) -> npt.NDArray[np.object_]:
    """Cut the stretches of streets where the time is up.

    Parameters
    ----------
    ground
        Streets.
    seconds : (n_nodes,)
        Time at which one is at each node, infinite out of reach. [s]
    limit
        Time that is up. [s]

    Returns
    -------
    Lines, from either end of each stretch as far as one gets; whole ones where the two meet.
    """
    x, y = ground.graph.x, ground.graph.y
    here, other = np.stack([x, y], axis=1)[ground.tails], np.stack([x, y], axis=1)[ground.heads]
    from_tail = _share(limit - seconds[ground.tails], ground.there)
    from_head = _share(limit - seconds[ground.heads], ground.back)
    whole = from_tail + from_head >= 1
    lines = [np.stack([here[whole], other[whole]], axis=1)]
    for begin, end, share in ((here, other, from_tail), (other, here, from_head)):
        part = ~whole & (share > 0)
        cut = begin[part] + share[part, None] * (end[part] - begin[part])
        lines.append(np.stack([begin[part], cut], axis=1))
    return np.asarray(shapely.linestrings(np.concatenate(lines)), dtype=object)


def _share(left: Floats, cost: Floats) -> Floats:
    """Say how much of a stretch is passed in the time that is left."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(left >= cost, 1.0, left / cost)
    return np.asarray(np.clip(np.nan_to_num(share, nan=0.0, neginf=0.0), 0.0, 1.0), float)


def _area(lines: npt.NDArray[np.object_]) -> shapely.Geometry:
    if not len(lines):
        return shapely.Polygon()
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    ground = shapely.buffer(shapely.simplify(merged, FINE), BESIDE, quad_segs=4)
    return shapely.union_all(
        [
            shapely.Polygon(part.exterior, [r for r in part.interiors if _size(r) > COURT])
            for part in shapely.get_parts(ground)
        ]
    )


def _size(ring: shapely.LinearRing) -> float:
    return float(shapely.Polygon(ring).area)
