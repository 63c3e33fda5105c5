"""Buses and coaches: lines traced along the streets, with stops, days and times."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from beffroi.drawing import words
from beffroi.drawing.measures import Floats, Ints
from beffroi.drawing.plan import Plan
from beffroi.drawing.streets import CAR, Streets
from beffroi.drawing.terrain import Terrain

EASE = {"primary": 0.8, "secondary": 0.8, "tertiary": 0.85, "unclassified": 1.0,
        "residential": 1.5, "living_street": 3.0}  # fmt: skip
"""How willingly a bus takes a street, as a factor on its length. [1]"""

APART = 300.0
"""Distance wanted between stops. [m]"""

SAME = 12.0
"""A stop this near to a course is served by it. [m]"""

LEAST_APART = 60.0
"""No new stop is set nearer than this to another one of the line. [m]"""

KERB = 4.0
"""From the middle of the street to a stop's pole. [m]"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line.

    Attributes
    ----------
    name, ends
        Its number, and the names of its two ends.
    edges
        Stretches of street that it follows, in order.
    path
        Its course, and, for a coach, the open road beyond the drawing. [m]
    along
        Distance of each stop on the course. [m]
    stops
        Rows of `Transit.areas`, one for each stop.
    """

    name: str
    ends: tuple[str, str]
    edges: Ints
    path: shapely.LineString
    along: Floats
    stops: list[int]


@dataclass(slots=True)
class Areas:
    """Stops so far, each a pair of poles across the street."""

    names: list[str]
    places: list[Floats]
    across: list[Floats]


@dataclass(frozen=True, slots=True)
class Transit:
    """The urban lines, the coach lines, and their stops.

    Attributes
    ----------
    urban, coach
        Lines.
    areas
        Stops; the first is the station.
    """

    urban: list[Line]
    coach: list[Line]
    areas: Areas


@dataclass(frozen=True, slots=True)
class _Roads:
    """The streets that buses take, and the quickest ways from the two hubs."""

    plan: Plan
    names: list[str]
    hubs: tuple[int, int]
    before: Ints
    reach: Floats
    edge: dict[tuple[int, int], int]


def transit(terrain: Terrain, plan: Plan, streets: Streets) -> Transit:
    """Trace the lines of both operators."""
    roads = _roads(terrain, plan, streets)
    areas = Areas([], [], [])
    _stop(areas, plan.net.places[roads.hubs[0]], np.array([0.0, 1.0]), "Gare SNCF")
    urban = [_urban(terrain, roads, areas, k) for k in range(terrain.measures.n_bus_lines)]
    coach = [_coach(roads, areas, k) for k in range(3)]
    return Transit(urban, [line for line in coach if line is not None], areas)


def _roads(terrain: Terrain, plan: Plan, streets: Streets) -> _Roads:
    net = plan.net
    way = streets.way_of
    oneway = np.where(way >= 0, streets.table["oneway"].to_numpy()[np.maximum(way, 0)], False)  # noqa: FBT003
    open_to_buses = np.flatnonzero(np.isin(plan.kind, CAR) & ~oneway)
    ease = np.array([EASE[str(kind)] for kind in plan.kind[open_to_buses]])
    cost = shapely.length(net.lines[open_to_buses]) * ease + 5
    n = len(net.places)
    a, b = net.start[open_to_buses], net.end[open_to_buses]
    best: dict[tuple[int, int], int] = {}
    for rank in np.argsort(-cost, kind="stable").tolist():
        best[int(a[rank]), int(b[rank])] = best[int(b[rank]), int(a[rank])] = rank
    kept = np.array(sorted(set(best.values())), dtype=np.int64)
    links = coo_array((cost[kept], (a[kept], b[kept])), shape=(n, n)).tocsr()
    hubs = _hubs(terrain, plan, np.unique(np.concatenate([a, b])))
    reach, before = dijkstra(links, directed=False, indices=list(hubs), return_predecessors=True)
    edges = {pair: int(open_to_buses[rank]) for pair, rank in best.items()}
    return _Roads(plan, streets.names, hubs, before, reach, edges)


def _hubs(terrain: Terrain, plan: Plan, used: Ints) -> tuple[int, int]:
    """Find the crossings nearest to the station and to the western gate."""
    spots = np.array([terrain.station, (-terrain.measures.centre_radius, 0.0)])
    station, gate = terrain.warp(spots)
    away = [((plan.net.places[used] - spot) ** 2).sum(axis=1) for spot in (station, gate)]
    return int(used[np.argmin(away[0])]), int(used[np.argmin(away[1])])


def _course(roads: _Roads, hub: int, end: int) -> list[int]:
    """List the crossings from an end of a line to a hub."""
    course = [end]
    while roads.before[hub, course[-1]] >= 0:
        course.append(int(roads.before[hub, course[-1]]))
    return course


def _nearest(roads: _Roads, spot: Floats) -> int:
    known = np.flatnonzero(np.isfinite(roads.reach).all(axis=0))
    away = ((roads.plan.net.places[known] - spot) ** 2).sum(axis=1)
    return int(known[np.argmin(away)])


def _urban(terrain: Terrain, roads: _Roads, areas: Areas, k: int) -> Line:
    """Trace a line from one edge of the town to the other by a hub."""
    n = terrain.measures.n_bus_lines
    turn = np.pi * (k + 0.3) / n + np.array([0.0, np.pi])
    reach = (0.72, 0.8, 0.66)[k % 3] * terrain.measures.radius
    spots = terrain.warp(reach * np.column_stack([np.cos(turn), np.sin(turn)]))
    hub = 0 if k % 2 == 0 else 1
    first, second = (_course(roads, hub, _nearest(roads, spot)) for spot in spots)
    edges, path = _followed(roads, first + second[-2::-1])
    along, stops = _stops(roads, areas, edges, path, APART)
    ends = (areas.names[stops[0]], areas.names[stops[-1]])
    return Line(f"{k + 1}" if k < 6 else "AB"[k - 6], ends, edges, path, along, stops)


def _followed(roads: _Roads, nodes: list[int]) -> tuple[Ints, shapely.LineString]:
    """Return the stretches between crossings, and their joined course."""
    edges, points = [], []
    for a, b in pairwise(nodes):
        edge = roads.edge[a, b]
        line = shapely.get_coordinates(roads.plan.net.lines[edge])
        points.append(line if roads.plan.net.start[edge] == a else line[::-1])
        edges.append(edge)
    return np.array(edges, dtype=np.int64), shapely.remove_repeated_points(
        shapely.LineString(np.concatenate(points))
    )


def _stops(
    roads: _Roads, areas: Areas, edges: Ints, path: shapely.LineString, apart: float
) -> tuple[Floats, list[int]]:
    """Set stops along a course, taking those that stand there already."""
    known = shapely.points(np.array(areas.places))
    on_path = np.flatnonzero(shapely.distance(known, path) < SAME).tolist()
    along = {k: float(path.project(known[k])) for k in on_path}
    taken = np.array([*along.values(), np.inf])
    ends = np.cumsum(shapely.length(roads.plan.net.lines[edges]))
    for wanted in np.linspace(0, path.length, max(3, round(path.length / apart))):
        place, across = _kerbside(path, float(wanted))
        near = any(np.hypot(*(areas.places[k] - place)) < LEAST_APART for k in along)
        if near or np.abs(taken - wanted).min() < 0.55 * apart:
            continue
        edge = int(edges[min(int(np.searchsorted(ends, wanted)), len(edges) - 1)])
        along[_stop(areas, place, across, roads.names[edge])] = float(wanted)
    order = sorted(along, key=lambda k: (along[k], k))
    return np.array([along[k] for k in order]), order


def _kerbside(path: shapely.LineString, along: float) -> tuple[Floats, Floats]:
    """Return a point of a course, and the direction to its right."""
    at = shapely.get_coordinates(path.interpolate([along, max(along - 4, 0), along + 4]))
    ahead = (at[2] - at[1]) / max(float(np.hypot(*(at[2] - at[1]))), 0.01)
    return at[0], np.array([ahead[1], -ahead[0]])


def _stop(areas: Areas, place: Floats, across: Floats, street: str) -> int:
    """Add a stop, named after its street, with a number where the street has several."""
    plain = street.split(" ", 1)[1] if " " in street and street != "Gare SNCF" else street
    plain = (
        plain.removeprefix("de la ").removeprefix("des ").removeprefix("du ").removeprefix("de ")
    )
    plain = plain[:1].upper() + plain[1:] or "Terminus"
    same = sum(1 for name in areas.names if name == plain or name.startswith(plain + " – "))
    areas.names.append(plain if same == 0 else f"{plain} – {same + 1}")
    areas.places.append(np.round(place, 2))
    areas.across.append(across)
    return len(areas.names) - 1


def _coach(roads: _Roads, areas: Areas, k: int) -> Line | None:
    """Trace a coach line from the station along a great road to a neighbouring town."""
    plan = roads.plan
    radials = sorted(set(plan.road[(plan.part == "radial") & (plan.kind != "none")].tolist()))
    road = radials[(1 + k * max(1, len(radials) // 3)) % len(radials)]
    own = (plan.road == road) & np.isfinite(roads.reach[0][plan.net.end])
    tips = np.concatenate([plan.net.start[own], plan.net.end[own]])
    tips = tips[np.isfinite(roads.reach[0][tips])]
    if not len(tips):
        return None
    distance = (plan.net.places[tips] ** 2).sum(axis=1)
    edges, path = _followed(roads, _course(roads, 0, int(tips[np.argmax(distance)]))[::-1])
    points = shapely.get_coordinates(path)
    ahead = points[-1] / np.sqrt((points[-1] ** 2).sum())
    beyond = [np.round(points[-1] + ahead * far, 2) for far in (2500.0, 6200.0)]
    place = words.NEIGHBOURS[(road - 1) % len(words.NEIGHBOURS)]
    along, stops = _stops(roads, areas, edges, path, 900.0)
    whole = shapely.LineString([*points, *beyond])
    for rank, (spot, name) in enumerate(
        zip(beyond, (f"{place} Bourg", f"{place} Église"), strict=True)
    ):
        stops.append(_stop(areas, spot, np.array([ahead[1], -ahead[0]]), f"Arrêt {name}"))
        along = np.append(along, path.length + (2500.0, 6200.0)[rank])
    return Line(f"{30 + k}", ("Gare SNCF", place), edges, whole, along, stops)


FIRST_DAY, LAST_DAY = dt.date(2026, 9, 1), dt.date(2027, 7, 4)
SCHOOL_HOLIDAYS = (
    (dt.date(2026, 10, 17), dt.date(2026, 11, 1)), (dt.date(2026, 12, 19), dt.date(2027, 1, 3)),
    (dt.date(2027, 2, 20), dt.date(2027, 3, 7)), (dt.date(2027, 4, 17), dt.date(2027, 5, 2)),
)  # fmt: skip
"""School holidays of the drawn town, both days included."""
PUBLIC_HOLIDAYS = tuple(
    dt.date.fromisoformat(day) for day in ("2026-11-11", "2026-12-25", "2027-01-01", "2027-03-29",
    "2027-05-06", "2027-05-08", "2027-05-17")
)  # fmt: skip
NO_SERVICE = dt.date(2027, 5, 1)
"""On 1 May nothing runs."""
