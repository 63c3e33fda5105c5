"""Stretches of a kerb where no car may stand: junctions, driveways, crossings, bus stops."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from beffroi.foundation.dated import dated_values

VALUES = Path(__file__).parent / "inventory.toml"
DRIVEN = frozenset(
    {"motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential",
     "living_street", "pedestrian", "road", "motorway_link", "trunk_link", "primary_link",
     "secondary_link", "tertiary_link"}
)  # fmt: skip
"""Classes whose meeting is a junction."""
SERVICE = "service"
GREAT = frozenset({"primary", "primary_link", "trunk", "trunk_link"})
UNMARKED = frozenset({"no", "unmarked"})
ZEBRAS = frozenset({"zebra", "uncontrolled"})
LEFT, RIGHT, BOTH = 1, -1, 0

Floats = NDArray[np.float64]
Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a street that keeps some of its kerbs clear.

    Attributes
    ----------
    along
        Where it is along the line. [m]
    side
        `LEFT`, `RIGHT` or `BOTH`.
    before, after
        What it keeps clear before and after it, in the way of the line. [m]
    """

    along: float
    side: int
    before: float
    after: float


def marks(
    streets: gpd.GeoDataFrame, points: gpd.GeoDataFrame, wanted: NDArray[np.int64]
) -> dict[int, list[Mark]]:
    """Find what keeps the kerbs of some streets clear.

    Parameters
    ----------
    streets
        Table `STREETS`, all the streets of the map, in metres.
    points
        Table `STREET_POINTS`, in the same projection.
    wanted
        Rows of the streets whose kerbs are asked for.

    Returns
    -------
    Marks of each row that has some, by row.
    """
    found: dict[int, list[Mark]] = {int(row): [] for row in wanted}
    net = _Net(streets)
    kinds = {str(p.point_id): p for p in points.drop(columns="geometry").itertuples(index=False)}
    for row in found:
        found[row] += _on_street(net, row, kinds)
    for row, mark in _beside(net, points, found):
        found[row].append(mark)
    return {row: told for row, told in found.items() if told}


class _Net:
    """Which ways meet at each node: lines by row, and the neighbours of each node."""

    def __init__(self, streets: gpd.GeoDataFrame) -> None:
        """Gather the neighbours of the nodes of the ways for cars."""
        self.classes = streets["highway"].to_numpy(dtype=object)
        self.oneway = streets["oneway"].to_numpy(dtype=object)
        self.nodes = streets["nodes"].to_numpy()
        self.lines = streets.geometry.to_numpy()
        self.widths = pd.to_numeric(streets["width"], errors="coerce").to_numpy(float, na_value=0)
        self.meeting: dict[int, list[tuple[int, int]]] = {}
        kept = np.flatnonzero([c in DRIVEN or c == SERVICE for c in self.classes])
        for row in kept:
            for place, node in enumerate(self.nodes[row]):
                self.meeting.setdefault(int(node), []).append((int(row), place))

    def points(self, row: int) -> Floats:
        """Return the points of a line, one for each of its nodes, or none if some are absent."""
        drawn = shapely.get_coordinates(self.lines[row])
        return drawn if len(drawn) == len(self.nodes[row]) else np.empty((0, 2))

    def neighbours(self, node: int) -> Iterator[tuple[int, Floats]]:
        """Give the ways that leave a node: row, and the next point."""
        for row, place in self.meeting.get(node, ()):
            drawn = self.points(row)
            for near in (place - 1, place + 1):
                if 0 <= near < len(drawn):
                    yield row, drawn[near]


def _on_street(net: _Net, row: int, kinds: dict[str, object]) -> Iterator[Mark]:
    drawn = net.points(row)
    if len(drawn) < 2:
        return
    steps = np.hypot(*np.diff(drawn, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    for place, node in enumerate(net.nodes[row]):
        if len(net.meeting.get(int(node), ())) > 1:
            yield from _junction(net, row, place, drawn, float(along[place]))
        point = kinds.get(f"n{node}")
        if point is not None:
            yield from _point(net, row, point, float(along[place]))


def _junction(net: _Net, row: int, place: int, drawn: Floats, along: float) -> Iterator[Mark]:
    """Keep clear the sides on which other ways leave a node of a street."""
    node = int(net.nodes[row][place])
    others = [(r, p) for r, p in net.neighbours(node) if r != row]
    is_end = place in {0, len(drawn) - 1}
    if is_end and len(others) == 1:
        return
    ahead = drawn[place] - drawn[place - 1] if place else drawn[1] - drawn[0]
    for other, point in others:
        turn = _turn(ahead, point - drawn[place])
        if is_end and place and abs(turn) < dated_values(VALUES)["straight"]:
            continue
        if is_end and not place and abs(turn) > 180 - dated_values(VALUES)["straight"]:
            continue
        clear = _clear(net, other)
        yield Mark(along, LEFT if turn > 0 else RIGHT, clear, clear)


def _turn(ahead: Floats, towards: Floats) -> float:
    """Return the turn to the left from one direction to another, -180 to 180 [°]."""
    cross = ahead[0] * towards[1] - ahead[1] * towards[0]
    return float(np.degrees(np.arctan2(cross, ahead @ towards)))


def _clear(net: _Net, row: int) -> float:
    values = dated_values(VALUES)
    if net.classes[row] == SERVICE:
        return values["driveway"]
    half = net.widths[row] / 2 if net.widths[row] > 0 else values["half_street"]
    return values["junction"] + float(half)


def _point(net: _Net, row: int, point: object, along: float) -> Iterator[Mark]:
    values, kind = dated_values(VALUES), getattr(point, "highway", "")
    if kind in {"turning_circle", "turning_loop", "bus_stop"}:
        yield Mark(along, BOTH, values[kind], values[kind])
    if kind == "crossing" and _is_marked(point):
        is_wide = _is_zebra(point) or net.classes[row] in GREAT
        clear = values["zebra"] if is_wide else values["crossing"]
        legal = max(clear, values["half_crossing"] + values["upstream"])
        oneway = net.oneway[row]
        forward, backward = oneway in {"yes", "1", "true"}, oneway in {"-1", "reverse"}
        yield Mark(along, RIGHT, *((clear, legal) if backward else (legal, clear)))
        yield Mark(along, LEFT, *((legal, clear) if forward else (clear, legal)))


def _is_marked(point: object) -> bool:
    crossing, markings = _text(point, "crossing"), _text(point, "crossing_markings")
    if markings:
        return markings not in UNMARKED
    return bool(crossing or _text(point, "crossing_ref")) and crossing not in UNMARKED


def _is_zebra(point: object) -> bool:
    told = {_text(point, "crossing"), _text(point, "crossing_ref")}
    return bool(told & ZEBRAS) or _text(point, "crossing_markings").startswith("zebra")


def _text(point: object, name: str) -> str:
    value = getattr(point, name, None)
    return value if isinstance(value, str) else ""


def _beside(
    net: _Net, points: gpd.GeoDataFrame, found: dict[int, list[Mark]]
) -> Iterator[tuple[int, Mark]]:
    """Give the bus stops drawn beside a street, on their side of the nearest one."""
    on = {f"n{node}" for node in net.meeting}
    stops = points[(points["highway"] == "bus_stop") & ~points["point_id"].isin(on)]
    rows = np.flatnonzero([c in DRIVEN for c in net.classes])
    if stops.empty or not len(rows):
        return
    values = dated_values(VALUES)
    tree = shapely.STRtree(net.lines[rows])
    of, near = tree.query_nearest(
        stops.geometry.to_numpy(), max_distance=values["reach"], all_matches=False
    )
    for stop, street in zip(stops.geometry.to_numpy()[of], rows[near], strict=True):
        if int(street) in found:
            along = float(shapely.line_locate_point(net.lines[street], stop))
            side = side_of(net.lines[street], stop)
            clear = values["bus_stop"]
            yield int(street), Mark(along, side, clear, clear)


def side_of(line: shapely.Geometry, point: shapely.Geometry) -> int:
    """Say on which side of a line a point lies: `LEFT` or `RIGHT`.

    Examples
    --------
    >>> side_of(shapely.LineString([(0, 0), (10, 0)]), shapely.Point(5, 3)) == LEFT
    True
    """
    along = float(shapely.line_locate_point(line, point))
    start = shapely.line_interpolate_point(line, max(along - 1.0, 0.0))
    end = shapely.line_interpolate_point(line, along + 1.0)
    ahead = np.array([end.x - start.x, end.y - start.y])
    return LEFT if _turn(ahead, np.array([point.x - start.x, point.y - start.y])) > 0 else RIGHT


def runs(length: float, kept_clear: list[Stretch]) -> list[float]:
    """Return the lengths of what is left of a kerb.

    Parameters
    ----------
    length
        Length of the kerb. [m]
    kept_clear
        Stretches kept clear, from where to where, in any order; they may overlap. [m]

    Examples
    --------
    >>> runs(100.0, [(0.0, 10.0), (40.0, 50.0), (45.0, 60.0)])
    [30.0, 40.0]
    """
    left, reached = [], 0.0
    for start, end in sorted(kept_clear):
        if start > reached:
            left.append(min(start, length) - reached)
        reached = max(reached, end)
        if reached >= length:
            return [run for run in left if run > 0]
    return [run for run in (*left, length - reached) if run > 0]
