"""The ground of a drawn town: its river, railway, ramparts, great roads and gentle bends."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, Polygon

from beffroi.drawing.measures import Floats, Measures

GRID = 0.01
"""Coordinates are rounded to the centimetre. [m]"""

RIVER_BANK = 9.0
"""From the water to the middle of the quay. [m]"""


@dataclass(frozen=True, slots=True)
class Warp:
    """A gentle bending of the plane: streets ruled straight become streets grown crooked.

    Attributes
    ----------
    waves
        (n_waves, 6): wave vector, phase, amplitude east and north, and reach: waves with a reach
        die out at that distance from the centre, waves with a negative one live beyond it. [m]
    angle
        By how much the whole town is turned. [rad]
    """

    waves: Floats
    angle: float

    def __call__(self, points: Floats) -> Floats:
        """Bend points, and round them to the centimetre.

        Parameters
        ----------
        points : (n, 2)
            East and north from the central square. [m]

        Returns
        -------
        (n, 2)
            The same points in the crooked town. [m]
        """
        distance = np.sqrt((points**2).sum(axis=1))
        bent = points.copy()
        for east, north, phase, a, b, reach in self.waves:
            swing = np.sin(points[:, 0] * east + points[:, 1] * north + phase)
            swing *= _presence(distance, reach)
            bent += swing[:, None] * np.array([a, b])
        c, s = np.cos(self.angle), np.sin(self.angle)
        turned = np.column_stack([bent[:, 0] * c - bent[:, 1] * s, bent[:, 0] * s + bent[:, 1] * c])
        return np.round(turned, 2)


def _presence(distance: Floats, reach: float) -> Floats:
    if reach == 0:
        return np.ones_like(distance)
    near = np.exp(-((distance / abs(reach)) ** 4))
    return near if reach > 0 else 1 - near


@dataclass(frozen=True, slots=True)
class Terrain:
    """The great lines of a town, on the flat plan that is bent afterwards.

    The main street runs along the x axis, the river crosses it in the east, the railway lies in
    the west. Lengths are in metres from the central square.

    Attributes
    ----------
    measures, warp
        The size of the town, and how its plan is bent.
    roads
        Great lines as (kind, name, line): the kind is an OSM `highway` value or `none`.
    river, rail
        Their middle lines.
    water, corridor, ballast
        The ground that they take: the river, the river with its quays, the railway.
    ring
        The old centre.
    limit
        The edge of the built-up area.
    squares
        Faces left open: market square, church square.
    station
        Point of the railway nearest to the end of its avenue.
    extent
        Half the side of the drawing.
    """

    measures: Measures
    warp: Warp
    roads: tuple[tuple[str, str, LineString], ...]
    river: LineString
    rail: LineString
    water: Polygon
    corridor: Polygon
    ballast: Polygon
    ring: Polygon
    limit: Polygon
    squares: tuple[Polygon, ...]
    station: tuple[float, float]
    extent: float


def terrain(measures: Measures) -> Terrain:
    """Lay the ground of a town."""
    dice = measures.dice("terrain")
    extent = 1.25 * measures.radius + 450
    river = _river(measures, extent, dice)
    water = river.buffer(measures.river_width / 2, quad_segs=4)
    corridor = river.buffer(measures.river_width / 2 + RIVER_BANK, quad_segs=4)
    rail, station = _rail(measures, extent, dice)
    ballast = rail.buffer(14, quad_segs=4)
    ring = _blob(measures.centre_radius, 0.07, dice)
    limit = _blob(measures.radius, 0.3, dice)
    squares = _squares()
    roads = _roads(measures, (ring, corridor, ballast, limit), station, dice)
    return Terrain(
        measures, _warp(measures, dice), roads, river, rail, water, corridor, ballast,
        ring, limit, squares, station, extent,
    )  # fmt: skip


def _warp(measures: Measures, dice: np.random.Generator) -> Warp:
    """Throw waves of several lengths: long ones for the site, short ones for the old centre."""
    kinds = [(2600, 48, 0.0), (2100, 42, 0.0), (950, 15, 0.0), (760, 12, 0.0),
             (420, 7, -measures.centre_radius), (330, 6, -measures.faubourg_radius),
             (260, 6, -measures.faubourg_radius),
             (230, 5, measures.centre_radius), (150, 5, measures.centre_radius),
             (115, 3.5, measures.centre_radius)]  # fmt: skip
    waves = []
    for length, amplitude, reach in kinds:
        heading, phase, tilt = dice.random(3) * 2 * np.pi
        number = 2 * np.pi / length
        across = heading + np.pi / 2 + 0.6 * np.sin(tilt)
        waves.append((np.cos(heading) * number, np.sin(heading) * number, phase,
                      np.cos(across) * amplitude, np.sin(across) * amplitude, reach))  # fmt: skip
    return Warp(np.array(waves), float(dice.random() * 2 * np.pi))


def _river(measures: Measures, extent: float, dice: np.random.Generator) -> LineString:
    """Let a river wind from south to north, east of the main street's middle."""
    y = np.arange(-1.12 * extent, 1.12 * extent, 20.0)
    swing = 0.16 * measures.radius
    calm = 1 - np.exp(-((y / (1.5 * measures.centre_radius)) ** 2))
    length = 1.5 * measures.radius + 900
    first, second = dice.random(2) * 2 * np.pi
    x = swing * np.sin(2 * np.pi * y / length + first)
    x = x + 0.4 * swing * np.sin(2 * np.pi * y / (0.43 * length) + second)
    x = 0.86 * measures.centre_radius + calm * x + 0.03 * np.abs(y)
    return LineString(np.column_stack([x, y]).round(2))


def _rail(
    measures: Measures, extent: float, dice: np.random.Generator
) -> tuple[LineString, tuple[float, float]]:
    """Draw a railway with wide curves west of the centre, and the place of its station."""
    west = -(measures.centre_radius + 210 + 130 * measures.scale**0.3)
    lean, bow = 0.25 * (dice.random(2) - 0.5)
    y = np.arange(-1.12 * extent, 1.12 * extent, 40.0)
    x = west + lean * y - (0.1 + abs(bow)) * y**2 / (1.4 * measures.radius + 1000)
    return LineString(np.column_stack([x, y]).round(2)), (round(west, 2), 0.0)


def _blob(radius: float, roughness: float, dice: np.random.Generator) -> Polygon:
    """Draw a round shape with bumps."""
    turn = np.linspace(0, 2 * np.pi, 73)[:-1]
    bumps = sum(
        (dice.random() - 0.35) * np.sin(k * turn + dice.random() * 2 * np.pi) / (k - 1)
        for k in (2, 3, 4, 5)
    )
    reach = radius * (1 + roughness * bumps)
    return Polygon(np.column_stack([reach * np.cos(turn), reach * np.sin(turn)]).round(2))


MARKET = ((-38.0, 0.0), (-36.0, 52.0), (30.0, 55.0), (36.0, 0.0))
CHURCH = ((64.0, 0.0), (62.0, -48.0), (122.0, -52.0), (126.0, 0.0))


def _squares() -> tuple[Polygon, ...]:
    return Polygon(MARKET), Polygon(CHURCH)


def _roads(
    measures: Measures,
    areas: tuple[Polygon, Polygon, Polygon, Polygon],
    station: tuple[float, float],
    dice: np.random.Generator,
) -> tuple[tuple[str, str, LineString], ...]:
    """List the great lines; the first of two that lie upon each other gives the kind."""
    ring, corridor, ballast, limit = areas
    inside = ring.difference(corridor)
    boulevard = ring.exterior.difference(corridor.buffer(0.5))
    roads = [("main", "", line) for line in _main_streets(ring, station)]
    roads += _radials(measures, ring, dice)
    roads += [("secondary", "boulevard", part) for part in shapely.get_parts(boulevard)]
    roads += [("living_street", "place", LineString(side)) for side in pairwise(MARKET)]
    roads += [("residential", "parvis", LineString(side)) for side in pairwise(CHURCH)]
    roads += _beltways(measures, dice)
    roads += [("quay", "", LineString(corridor.exterior))]
    roads += [("none", "rail", LineString(ballast.exterior))]
    roads += [("none", "limit", LineString(limit.exterior))]
    west = max(inside.bounds[0], station[0])
    roads += _cross_streets(ring, west)
    return tuple((kind, name, line) for kind, name, line in roads if not line.is_empty)


def _main_streets(ring: Polygon, station: tuple[float, float]) -> list[LineString]:
    """Draw the main street from the station's avenue to the old bridge."""
    x = np.array([station[0] + 14, -1.02 * ring.exterior.distance(shapely.Point(0, 0)), -38, 36,
                  64, 126, ring.bounds[2] * 1.02])  # fmt: skip
    return [LineString(np.column_stack([np.sort(x), np.zeros_like(x)]))]


def _cross_streets(ring: Polygon, west: float) -> list[tuple[str, str, LineString]]:
    """Draw the two old streets that lead from the squares to the northern and southern gates."""
    reach = ring.bounds
    north = LineString([(30, 55), (48, 0.55 * reach[3]), (30, 1.2 * reach[3])])
    south = LineString([(62, -48), (36, 0.55 * reach[1]), (20, 1.2 * reach[1])])
    slant = LineString([(-38, 0), (0.5 * west, 0.35 * reach[3]), (0.75 * west, 1.2 * reach[3])])
    inner = ring.buffer(0.01)
    return [("tertiary", "", line.intersection(inner)) for line in (north, south)] + [
        ("living_street", "", slant.intersection(inner))
    ]


def _radials(
    measures: Measures, ring: Polygon, dice: np.random.Generator
) -> list[tuple[str, str, LineString]]:
    """Draw the roads that leave the town from its boulevard; the first leaves by the old bridge."""
    n = measures.n_radials
    turn = 2 * np.pi * (np.arange(n) + 0.30 * (dice.random(n) - 0.5)) / n
    turn[0] = 0.0
    turn = np.where(np.abs(turn - np.pi) < 0.25, turn + 0.35, turn)
    reach = np.linspace(0, 1.32 * measures.radius + 500, 14)
    bend = 0.22 * (dice.random(n) - 0.5)
    bend[0] = 0.0
    roads = []
    for k in range(n):
        heading = turn[k] + bend[k] * reach / reach[-1]
        line = LineString(np.column_stack([reach * np.cos(heading), reach * np.sin(heading)]))
        kind = "primary" if k % 3 == 0 else "secondary"
        roads.append((kind, "radial", line.difference(ring.buffer(-0.01))))
    return roads


def _beltways(measures: Measures, dice: np.random.Generator) -> list[tuple[str, str, LineString]]:
    """Draw the bypass, a whole ring in a city and two thirds of one in a town."""
    start = dice.random() * 2 * np.pi
    rings = [(0.84, 2 * np.pi * (0.62 if measures.scale < 4 else 1.0), "primary")]
    if measures.scale >= 2.5:
        rings.append((0.5, 2 * np.pi, "secondary"))
    if measures.scale >= 10:
        rings.append((0.3, 2 * np.pi, "secondary"))
    lines = []
    for share, arc, kind in rings:
        turn = start + np.linspace(0, arc, 60)
        wobble = 1 + 0.04 * np.sin(3 * turn + start) * np.sin((turn - start) / 2)
        reach = share * measures.radius * wobble
        at = np.column_stack([reach * np.cos(turn), reach * np.sin(turn)])
        lines.append((kind, "rocade" if share > 0.8 else "boulevard exterieur", LineString(at)))
    return lines
