"""Quarters: what each piece of a drawn town is for, from the old centre to the last fields."""

from dataclasses import dataclass

import numpy as np
import shapely

from beffroi.drawing.blocks import Cuts, cut
from beffroi.drawing.measures import Floats, Ints, Measures
from beffroi.drawing.terrain import Terrain

CENTRE, FAUBOURG, HOUSES, ESTATE, INDUSTRY, COMMERCE, PARK, SCHOOL, SECONDARY, HOSPITAL = range(10)
SPORTS, CEMETERY, STATION, FIELD, SQUARE, BARRIER, OUTSIDE, WOOD, CAR_PARK = range(10, 19)

WANTED = {CENTRE: 3_300.0, FAUBOURG: 8_000.0, HOUSES: 12_500.0, ESTATE: 40_000.0,
          INDUSTRY: 42_000.0}  # fmt: skip
"""Area of a block by quarter; others stay whole. [m²]"""

DISORDER = {CENTRE: 0.75, FAUBOURG: 0.35, HOUSES: 0.55, ESTATE: 0.2, INDUSTRY: 0.15}
"""How far streets stray from a grid, by quarter. [1]"""

SUPERBLOCK = {CENTRE: 15_000.0, FAUBOURG: 30_000.0, HOUSES: 58_000.0}
"""Area between collecting streets, by quarter. [m²]"""


@dataclass(frozen=True, slots=True)
class Quarters:
    """The town cut into quarters, and the quarters into blocks.

    Attributes
    ----------
    collectors
        Streets between quarters, on the flat plan.
    quarters, uses
        The pieces between them, and what each is for.
    locals
        Streets within quarters, on the flat plan, and the blocks between them.
    """

    collectors: Cuts
    quarters: np.ndarray
    uses: Ints
    locals: Cuts

    @property
    def block_uses(self) -> Ints:
        """What each block is for."""
        return self.uses[self.locals.origin]


def quarters(terrain: Terrain, faces: np.ndarray) -> Quarters:
    """Cut the faces between the great lines into quarters and blocks, and give each a use.

    Parameters
    ----------
    terrain
        The ground.
    faces
        Polygons between the great lines of the flat plan.
    """
    dice = terrain.measures.dice("blocks")
    first = _first_uses(terrain, faces)
    buildable = np.isin(first, list(SUPERBLOCK))
    small = min(1.0, terrain.measures.scale**0.4)
    wanted = np.where(buildable, small * _by_use(SUPERBLOCK, first, np.inf), np.inf)
    collectors = cut(faces, wanted, _by_use(DISORDER, first, 0.0) * 0.8, dice)
    uses = _uses(terrain, collectors, first)
    local = cut(
        collectors.pieces, _by_use(WANTED, uses, np.inf), _by_use(DISORDER, uses, 0.0), dice
    )
    return Quarters(collectors, collectors.pieces, uses, local)


def _by_use(table: dict[int, float], uses: Ints, otherwise: float) -> Floats:
    values = np.full(len(uses), otherwise)
    for use, value in table.items():
        values[uses == use] = value
    return values


def _first_uses(terrain: Terrain, faces: np.ndarray) -> Ints:
    """Tell faces apart: barrier, square, outside, centre, faubourg or further out."""
    inner = shapely.point_on_surface(faces)
    at = shapely.get_coordinates(inner)
    distance = np.sqrt((shapely.get_coordinates(shapely.centroid(faces)) ** 2).sum(axis=1))
    near = distance < terrain.measures.faubourg_radius
    uses = np.where(near, FAUBOURG, HOUSES).astype(np.int64)
    for area, use in [
        (terrain.ring, CENTRE), (terrain.squares[0], SQUARE), (terrain.squares[1], SQUARE),
        (terrain.corridor, BARRIER), (terrain.ballast, BARRIER),
    ]:  # fmt: skip
        uses[shapely.contains_xy(area, at[:, 0], at[:, 1])] = use
    uses[~shapely.contains_xy(terrain.limit, at[:, 0], at[:, 1])] = OUTSIDE
    return uses


def _uses(terrain: Terrain, pieces: Cuts, first: Ints) -> Ints:
    """Give each quarter a use, by its distance from the centre, its heading and the dice."""
    dice = terrain.measures.dice("quarters")
    uses = first[pieces.origin].copy()
    at = shapely.get_coordinates(shapely.centroid(pieces.pieces))
    distance = np.sqrt((at**2).sum(axis=1))
    open_ground = np.isin(uses, [FAUBOURG, HOUSES])
    uses[open_ground] = np.where(
        distance[open_ground] < terrain.measures.faubourg_radius, FAUBOURG, HOUSES
    )
    _works(uses, at, terrain, dice)
    _estates(uses, at, terrain.measures, dice)
    _equipment(uses, at, shapely.area(pieces.pieces), terrain, dice)
    _fields(uses, distance / terrain.measures.radius, dice)
    return uses


def _works(uses: Ints, at: Floats, terrain: Terrain, dice: np.random.Generator) -> None:
    """Put industry and shopping sheds together, out of town on two headings."""
    radius = terrain.measures.radius
    distance = np.sqrt((at**2).sum(axis=1))
    heading = np.arctan2(at[:, 1], at[:, 0])
    start = dice.random() * 2 * np.pi
    city = terrain.measures.scale >= 4
    for k in range(4 if city else 2 if terrain.measures.scale > 0.5 else 1):
        centre = start + k * (1.57 if city else 2.3)
        gap = np.abs((heading - centre + np.pi) % (2 * np.pi) - np.pi)
        chosen = (uses == HOUSES) & (distance > 0.66 * radius) & (gap < (0.34 if k == 0 else 0.2))
        uses[chosen] = INDUSTRY
    _sheds(uses, at, distance, terrain, start)


def _sheds(uses: Ints, at: Floats, distance: Floats, terrain: Terrain, start: float) -> None:
    """Turn the industry nearest to the bypass into a shopping zone."""
    n = int(np.clip(round(2 * terrain.measures.scale**0.6), 1, 14))
    target = 0.84 * terrain.measures.radius * np.array([np.cos(start), np.sin(start)])
    away = np.sqrt(((at - target) ** 2).sum(axis=1))
    outer = np.isin(uses, [INDUSTRY, HOUSES]) & (distance > 0.45 * terrain.measures.radius)
    away = np.where(outer, away, np.inf)
    uses[np.argsort(away, kind="stable")[:n]] = COMMERCE


def _estates(uses: Ints, at: Floats, measures: Measures, dice: np.random.Generator) -> None:
    """Put large estates of flats together, in a few places between faubourgs and subdivisions."""
    n = max(1, round(1.6 * measures.scale**0.8))
    for _ in range(n):
        heading, reach = dice.random() * 2 * np.pi, (0.45 + 0.3 * dice.random()) * measures.radius
        spot = reach * np.array([np.cos(heading), np.sin(heading)])
        away = np.where(uses == HOUSES, np.sqrt(((at - spot) ** 2).sum(axis=1)), np.inf)
        nearest = np.argsort(away, kind="stable")[:3]
        uses[nearest[away[nearest] < 500]] = ESTATE


def _equipment(
    uses: Ints, at: Floats, area: Floats, terrain: Terrain, dice: np.random.Generator
) -> None:
    """Give places to gardens, schools, the hospital, the stadium and the cemetery."""
    measures = terrain.measures
    area = area / min(1.0, measures.scale**0.4)
    riverside = np.abs(at[:, 0] - 0.86 * measures.centre_radius - measures.river_width - 60)
    distance = np.sqrt((at**2).sum(axis=1))
    _nearest(uses, riverside + 0.5 * distance, area > 9_000, PARK)
    _nearest(uses, np.abs(distance - 1.25 * measures.centre_radius), area > 12_000, SECONDARY)
    _nearest(uses, np.abs(distance - 0.5 * measures.radius), area > 25_000, HOSPITAL)
    _nearest(uses, np.abs(distance - 0.62 * measures.radius), area > 20_000, CEMETERY)
    _nearest(uses, np.abs(at - [0, 0.5 * measures.radius]).sum(axis=1), area > 25_000, SPORTS)
    gate = np.sqrt(((at - np.array(terrain.station)) ** 2).sum(axis=1))
    _nearest(uses, np.where(at[:, 0] > terrain.station[0], gate, np.inf), area > 2_000, STATION)
    free = np.flatnonzero(np.isin(uses, [FAUBOURG, HOUSES]) & (area > 12_000))
    chance = dice.random(len(free))
    for low, high, use in [(0, 0.05, SCHOOL), (0.05, 0.085, PARK), (0.085, 0.1, SPORTS)]:
        uses[free[(chance >= low) & (chance < high)]] = use


def _nearest(uses: Ints, away: Floats, large: np.ndarray, use: int) -> None:
    free = np.isin(uses, [FAUBOURG, HOUSES]) & large
    if free.any():
        uses[np.argmin(np.where(free, away, np.inf))] = use


def _fields(uses: Ints, reach: Floats, dice: np.random.Generator) -> None:
    """Leave gaps at the edge of the town."""
    chance = dice.random(len(uses))
    edge = (uses == HOUSES) & (chance < np.clip((reach - 0.72) * 1.6, 0, 0.6))
    uses[edge] = np.where(chance[edge] < 0.12, WOOD, FIELD)
