"""The plan of a drawn town: its streets with their rank, and the ground between them."""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.drawing import quarters as q
from beffroi.drawing.measures import Bools, Floats, Ints
from beffroi.drawing.network import Network, Traces, network, noded
from beffroi.drawing.quarters import Quarters, quarters
from beffroi.drawing.terrain import Terrain

MERGE_GREAT, MERGE_COLLECTOR, MERGE_LOCAL, MERGE_CENTRE = 14.0, 12.0, 10.0, 6.0
"""Ends nearer than this along a street are one crossing. [m]"""

RANKS = ((700_000.0, "secondary"), (170_000.0, "tertiary"), (75_000.0, "unclassified"))
"""Rank of a collecting street by the ground that it cut, the largest first. [m²]"""


@dataclass(frozen=True, slots=True)
class Plan:
    """Streets and ground of the crooked town.

    Attributes
    ----------
    net
        The network, lines that are no streets included.
    kind
        (n_edges,) OSM `highway` value, or `none`.
    part
        (n_edges,) what the stretch is within the town: `radial`, `main`, `quay`, … or empty.
    road
        (n_edges,) index of the great line in `Terrain.roads`; -1 for other streets.
    faces, uses
        Ground between the lines, and what it is for.
    """

    net: Network
    kind: np.ndarray
    part: np.ndarray
    road: Ints
    faces: np.ndarray
    uses: Ints


def plan(terrain: Terrain) -> Plan:
    """Trace the streets of a town on its ground."""
    pieces, road = noded([line for _, _, line in terrain.roads])
    cuts = quarters(terrain, shapely.get_parts(shapely.polygonize(pieces)))
    traces, kind, part = _traces(terrain, pieces, road, cuts)
    dice = terrain.measures.dice("streets")
    local = len(pieces) + len(cuts.collectors.lines)
    alleys = _alleys(cuts, local, dice)
    net = network(traces, alleys, terrain.warp)
    kind, part = kind[net.trace], part[net.trace]
    kind = np.where(net.last, np.where(dice.random(len(kind)) < 0.55, "footway", "none"), kind)
    part = np.where(net.last, "path", part)
    kind = _ranked(terrain, net, kind, part)
    faces = shapely.get_parts(shapely.polygonize(net.lines))
    uses = _face_uses(terrain, faces, cuts)
    kind = _trimmed(net, kind, part, faces, uses)
    great = net.trace < len(pieces)
    roads = np.where(great, road[np.where(great, net.trace, 0)], -1)
    return Plan(net, kind, part, roads, faces, uses)


def _traces(
    terrain: Terrain, pieces: np.ndarray, road: Ints, cuts: Quarters
) -> tuple[Traces, np.ndarray, np.ndarray]:
    """Line up great pieces, collectors and local streets, with their kind and part."""
    collectors, local = cuts.collectors, cuts.locals
    lines = np.concatenate([pieces, collectors.lines, local.lines])
    great_kind = np.array([kind for kind, _, _ in terrain.roads], dtype=object)[road]
    great_part = np.array([part or kind for kind, part, _ in terrain.roads], dtype=object)[road]
    rank = np.full(len(collectors.lines), "residential", dtype=object)
    for least, name in reversed(RANKS):
        rank[collectors.ground > least] = name
    use = cuts.uses[local.line_origin]
    local_kind = np.where(use == q.INDUSTRY, "unclassified", "residential").astype(object)
    kind = np.concatenate([great_kind, rank, local_kind])
    names = {q.CENTRE: "old", q.HOUSES: "lane", q.ESTATE: "estate", q.INDUSTRY: "works"}
    local_part = np.array([names.get(int(u), "local") for u in use], dtype=object)
    part = np.concatenate([great_part, np.full(len(rank), "collector", dtype=object), local_part])
    merge = np.concatenate([
        np.full(len(pieces), MERGE_GREAT), np.full(len(rank), MERGE_COLLECTOR),
        np.where(use == q.CENTRE, MERGE_CENTRE, MERGE_LOCAL),
    ])  # fmt: skip
    return Traces(lines, len(pieces), merge), kind, part


def _alleys(cuts: Quarters, first: int, dice: np.random.Generator) -> tuple[Ints, Floats]:
    """Choose streets of subdivisions that become blind alleys, and how much of each stays."""
    chance = dice.random(len(cuts.locals.lines))
    kept = 0.5 + 0.25 * dice.random(len(chance))
    chosen = np.flatnonzero((cuts.uses[cuts.locals.line_origin] == q.HOUSES) & (chance < 0.45))
    return first + chosen, kept[chosen]


def _ranked(terrain: Terrain, net: Network, kind: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Give the main street, the quays and the old lanes their ranks."""
    kind = kind.copy()
    dice = terrain.measures.dice("names")
    x = net.middle[:, 0]
    distance = np.sqrt((net.middle**2).sum(axis=1))
    core = terrain.measures.centre_radius
    main = part == "main"
    kind[main] = np.where(np.abs(x[main] - 0.08 * core) < 0.55 * core, "pedestrian", "tertiary")
    quay = part == "quay"
    far = distance[quay] > terrain.measures.faubourg_radius
    kind[quay] = np.where(
        far, "path", np.where(distance[quay] < 1.5 * core, "tertiary", "residential")
    )
    old = part == "old"
    lot = dice.random(int(old.sum())) + 0.35 * (np.abs(net.middle[old, 1]) / core)
    kind[old] = np.select(
        [lot < 0.16, lot < 0.5, lot > 1.16],
        ["pedestrian", "living_street", "footway"],
        "residential",
    )
    return kind


def _face_uses(terrain: Terrain, faces: np.ndarray, cuts: Quarters) -> Ints:
    """Find what each face is for, from the block of the flat plan that it was bent from."""
    inner = shapely.get_coordinates(shapely.point_on_surface(cuts.locals.pieces))
    tree = shapely.STRtree(faces)
    block, face = tree.query(shapely.points(terrain.warp(inner)), predicate="within")
    uses = np.full(len(faces), q.OUTSIDE, dtype=np.int64)
    order = np.argsort(shapely.area(cuts.locals.pieces)[block], kind="stable")
    uses[face[order]] = cuts.block_uses[block[order]]
    return uses


def _trimmed(
    net: Network, kind: np.ndarray, part: np.ndarray, faces: np.ndarray, uses: Ints
) -> np.ndarray:
    """Drop lines that serve no ground, loose ends of the bypass, and streets cut off."""
    kind = kind.copy()
    idle = ~_serves(net, faces, uses) & ~np.isin(part, ["radial", "rocade", "quay", "main"])
    kind[idle & (kind != "none")] = np.where(
        np.arange(len(kind))[idle & (kind != "none")] % 5 == 0, "track", "none"
    )
    for _ in range(12):
        degree = _degree(net, ~np.isin(kind, ["none", "path", "track", "footway"]))
        loose = (np.minimum(degree[net.start], degree[net.end]) == 1) & np.isin(
            part, ["rocade", "boulevard exterieur", "boulevard"]
        )
        kind[loose] = "none"
    kind[~_in_one_piece(net, kind != "none")] = "none"
    return kind


def _serves(net: Network, faces: np.ndarray, uses: Ints) -> Bools:
    """Say which lines border ground that people use."""
    used = faces[~np.isin(uses, [q.OUTSIDE, q.FIELD, q.WOOD, q.BARRIER])]
    middles = shapely.line_interpolate_point(net.lines, 0.5, normalized=True)
    found = np.zeros(len(net.lines), dtype=bool)
    line, _ = shapely.STRtree(used).query(middles, predicate="dwithin", distance=0.5)
    found[line] = True
    return found


def _degree(net: Network, kept: Bools) -> Ints:
    ends = np.concatenate([net.start[kept], net.end[kept]])
    return np.bincount(ends, minlength=len(net.places))


def _in_one_piece(net: Network, kept: Bools) -> Bools:
    """Say which lines hang together with most of the others."""
    n = len(net.places)
    links = coo_array((np.ones(int(kept.sum())), (net.start[kept], net.end[kept])), shape=(n, n))
    _, label = connected_components(links, directed=False)
    largest = np.bincount(label[net.start[kept]]).argmax()
    together: Bools = kept & (label[net.start] == largest)
    return together
