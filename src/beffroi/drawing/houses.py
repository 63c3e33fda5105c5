"""Houses: rows of them along the old streets, one by one in the subdivisions, slabs and sheds."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from beffroi.drawing import quarters as q
from beffroi.drawing.measures import Bools, Floats, Ints
from beffroi.drawing.plan import Plan
from beffroi.drawing.terrain import Terrain

HALF_WIDTH = {"primary": 7.5, "secondary": 6.8, "tertiary": 5.6, "unclassified": 4.8,
              "residential": 4.3, "living_street": 3.0, "pedestrian": 3.8, "footway": 1.6,
              "path": 1.5, "track": 1.8, "none": 0.3}  # fmt: skip
"""From the middle of a street to the houses or the garden fences. [m]"""

BOULEVARD_HALF_WIDTH = 11.0
"""Former ramparts: wide enough for rows of trees. [m]"""

PRIORITY = {kind: rank for rank, kind in enumerate(
    ["pedestrian", "primary", "secondary", "tertiary", "unclassified", "living_street",
        "residential",
     "footway"])}  # fmt: skip
"""Where houses of two streets overlap, the first of these keeps its own."""

SHRINK = 0.72
"""Houses conflict when their middles, shrunk so, overlap. [1]"""


@dataclass(frozen=True, slots=True)
class Manner:
    """How houses are built in a quarter.

    Attributes
    ----------
    frontage
        Width of a plot, least and most. [m]
    fill
        Share of the plot's width that is built, least and most. [1]
    depth
        Depth of the house, least and most. [m]
    garden
        From the street's edge to the house, least and most. [m]
    built
        Share of the plots that are built. [1]
    levels
        Storeys, least and most. [1]
    """

    frontage: tuple[float, float]
    fill: tuple[float, float]
    depth: tuple[float, float]
    garden: tuple[float, float]
    built: float
    levels: tuple[int, int]


MANNERS = {
    q.CENTRE: Manner((5.5, 11.0), (1.0, 1.0), (9.5, 16.0), (0.2, 0.2), 0.985, (2, 4)),
    q.FAUBOURG: Manner((6.5, 13.0), (1.0, 1.0), (8.5, 12.5), (0.4, 1.4), 0.9, (1, 3)),
    q.HOUSES: Manner((17.0, 26.0), (0.46, 0.68), (7.5, 11.0), (4.5, 8.0), 0.9, (1, 2)),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Houses along streets.

    Attributes
    ----------
    table
        One row for each house: `edge`, `side` (1 left, -1 right), `along` [m], `quarter`, `levels`,
        `front_x`, `front_y` (middle of its front) [m].
    shapes
        (n_houses,) outlines.
    """

    table: pd.DataFrame
    shapes: np.ndarray


def half_widths(plan: Plan) -> Floats:
    """Give each stretch of street its half width, in metres."""
    half = np.array([HALF_WIDTH[str(kind)] for kind in plan.kind])
    return np.where((plan.part == "boulevard") & (plan.kind != "none"), BOULEVARD_HALF_WIDTH, half)


def rows(terrain: Terrain, plan: Plan, taken: list[shapely.Polygon]) -> Rows:
    """Build houses along both sides of every street that has quarters beside it.

    Parameters
    ----------
    terrain, plan
        The town.
    taken
        Areas where nothing is built.
    """
    dice = terrain.measures.dice("houses")
    plots = _plots(plan, dice)
    shapes, fronts = _outlines(plan, plots)
    plots["front_x"], plots["front_y"] = fronts[:, 0], fronts[:, 1]
    cores = _shrunk(shapes)
    free = _clear_of_streets(plan, cores) & ~_within_reach(cores, taken) & shapely.is_valid(shapes)
    free &= dice.random(len(plots)) < plots["built"].to_numpy()
    plots, shapes, cores = plots[free].reset_index(drop=True), shapes[free], cores[free]
    kept = _without_conflicts(plots, cores)
    table = plots.iloc[kept].reset_index(drop=True)
    return Rows(table.drop(columns=["built"]), shapes[kept])


def side_uses(plan: Plan, half: Floats) -> np.ndarray:
    """Find the use of the ground on each side of each stretch.

    Returns
    -------
    (n_edges, 2)
        Left and right; `OUTSIDE` where nothing is known.
    """
    length = shapely.length(plan.net.lines)
    a = shapely.get_coordinates(shapely.line_interpolate_point(plan.net.lines, 0.45 * length))
    b = shapely.get_coordinates(shapely.line_interpolate_point(plan.net.lines, 0.55 * length))
    along = (b - a) / np.maximum(np.sqrt(((b - a) ** 2).sum(axis=1)), 0.01)[:, None]
    left = np.column_stack([-along[:, 1], along[:, 0]])
    reach = np.minimum(half + 3, 0.4 * length + 1)[:, None]
    middle = (a + b) / 2
    tree = shapely.STRtree(plan.faces)
    found = np.full((len(length), 2), q.OUTSIDE)
    for column, side in enumerate((1, -1)):
        point, face = tree.query(shapely.points(middle + side * reach * left), predicate="within")
        found[point, column] = plan.uses[face]
    return found


def _plots(plan: Plan, dice: np.random.Generator) -> pd.DataFrame:
    """Share each side of each street out into plots."""
    half = half_widths(plan)
    uses = side_uses(plan, half)
    street = np.isin(plan.kind, list(PRIORITY)) & ~np.isin(plan.part, ["rocade", "path"])
    parts = []
    for use in MANNERS:
        for column, side in enumerate((1, -1)):
            edges = np.flatnonzero(street & (uses[:, column] == use))
            parts.append(_plots_of(plan, edges, (side, use), half, dice))
    plots = pd.concat(parts, ignore_index=True)
    rank = np.array([PRIORITY.get(str(kind), 99) for kind in plan.kind])
    order = np.lexsort((plots["low"], plots["edge"], rank[plots["edge"].to_numpy()]))
    return plots.iloc[order].reset_index(drop=True)


def _plots_of(
    plan: Plan, edges: Ints, place: tuple[int, int], half: Floats, dice: np.random.Generator
) -> pd.DataFrame:
    """Share one side of streets out into plots of one quarter's manner, none cut short."""
    side, use = place
    manner = MANNERS[use]
    margin = 3.0 if use == q.CENTRE else 5.0
    length = shapely.length(plan.net.lines[edges]) - 2 * margin
    n = np.maximum((length / np.mean(manner.frontage)).round().astype(np.int64), 0)
    owner = np.repeat(np.arange(len(edges)), n)
    wish = manner.frontage[0] + np.ptp(manner.frontage) * dice.random(len(owner))
    start, width = _fitted(wish, owner, np.maximum(length, 0))
    start += margin
    drawn = {name: low + (high - low) * dice.random(len(owner)) for name, (low, high) in
             {"fill": manner.fill, "depth": manner.depth,
                 "garden": manner.garden}.items()}  # fmt: skip
    gap = (1 - drawn["fill"]) * width * (0.25 + 0.5 * dice.random(len(owner)))
    low, high = manner.levels
    edge = edges[owner]
    return pd.DataFrame({
        "edge": edge, "side": side, "quarter": use,
        "low": start + gap, "high": start + gap + drawn["fill"] * width,
        "setback": half[edge] + drawn["garden"], "depth": drawn["depth"],
        "levels": low + np.floor(dice.random(len(owner)) ** 1.4 * (high - low + 1)).astype(int),
        "built": manner.built,
    })  # fmt: skip


def _fitted(wish: Floats, owner: Ints, length: Floats) -> tuple[Floats, Floats]:
    """Stretch widths wished for so that those of each owner fill its length, end to end.

    Returns
    -------
    Start and width of each. [m]
    """
    total = np.bincount(owner, weights=wish, minlength=len(length))
    width = wish * (length / np.maximum(total, 1e-9))[owner]
    filled = np.where(total > 0, length, 0.0)
    before = np.cumsum(filled) - filled
    return np.cumsum(width) - width - before[owner], width


def _outlines(plan: Plan, plots: pd.DataFrame) -> tuple[np.ndarray, Floats]:
    """Draw the four corners of each house: walls square to the street, shared within a row."""
    lines = plan.net.lines[plots["edge"].to_numpy()]
    side = plots["side"].to_numpy()[:, None]
    low, high = plots["low"].to_numpy(), plots["high"].to_numpy()
    setback, depth = plots["setback"].to_numpy()[:, None], plots["depth"].to_numpy()[:, None]
    at_low, out_low = _frame(lines, low)
    at_high, out_high = _frame(lines, high)
    alone = (plots["quarter"].to_numpy() == q.HOUSES)[:, None]
    _, out_middle = _frame(lines, (low + high) / 2)
    out_low = np.where(alone, out_middle, out_low) * side
    out_high = np.where(alone, out_middle, out_high) * side
    corners = np.stack([
        at_low + out_low * setback, at_high + out_high * setback,
        at_high + out_high * (setback + depth), at_low + out_low * (setback + depth),
    ], axis=1).round(2)  # fmt: skip
    fronts = (corners[:, 0] + corners[:, 1]) / 2
    return shapely.polygons(corners), fronts


def _frame(lines: np.ndarray, along: Floats) -> tuple[Floats, Floats]:
    """Return points along lines and the directions to their left."""
    at = shapely.get_coordinates(shapely.line_interpolate_point(lines, along))
    before = shapely.get_coordinates(
        shapely.line_interpolate_point(lines, np.maximum(along - 3, 0))
    )
    after = shapely.get_coordinates(shapely.line_interpolate_point(lines, along + 3))
    ahead = (after - before) / np.maximum(np.sqrt(((after - before) ** 2).sum(axis=1)), 0.01)[
        :, None
    ]
    return at, np.column_stack([-ahead[:, 1], ahead[:, 0]])


def _shrunk(shapes: np.ndarray) -> np.ndarray:
    corners = shapely.get_coordinates(shapes).reshape(-1, 5, 2)[:, :4]
    middle = corners.mean(axis=1, keepdims=True)
    cores: np.ndarray = shapely.polygons(middle + SHRINK * (corners - middle))
    return cores


def _clear_of_streets(plan: Plan, cores: np.ndarray) -> Bools:
    half = half_widths(plan)
    street = np.flatnonzero(plan.kind != "none")
    strips = shapely.buffer(plan.net.lines[street], half[street] - 0.4, quad_segs=2)
    return ~_touched(cores, strips)


def _within_reach(cores: np.ndarray, taken: list[shapely.Polygon]) -> Bools:
    return _touched(cores, np.array(taken, dtype=object))


def _touched(cores: np.ndarray, areas: np.ndarray) -> Bools:
    touched = np.zeros(len(cores), dtype=bool)
    shapely.prepare(areas)
    area, core = shapely.STRtree(cores).query(areas, predicate="intersects")
    touched[core] = len(area) > 0
    return touched


def _without_conflicts(plots: pd.DataFrame, cores: np.ndarray) -> Ints:
    """Keep the houses of the first street where two overlap."""
    first, second = shapely.STRtree(cores).query(cores, predicate="intersects")
    once = first < second
    lost = np.zeros(len(plots), dtype=bool)
    order = np.lexsort((second[once], first[once]))
    for a, b in zip(first[once][order].tolist(), second[once][order].tolist(), strict=True):
        if not lost[a] and not lost[b]:
            lost[b] = True
    return np.flatnonzero(~lost)
