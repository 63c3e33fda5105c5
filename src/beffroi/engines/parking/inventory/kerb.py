"""Places along the kerb: what is tagged, else what the length holds between what is kept clear."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.parking.inventory import keep_clear, sides
from beffroi.engines.parking.inventory.keep_clear import BOTH, Mark, Stretch, marks, runs, side_of
from beffroi.engines.parking.inventory.regulation import Rule, rule
from beffroi.engines.parking.inventory.sides import ALLOWED, PROHIBITED, SEPARATE, Side
from beffroi.foundation.dated import dated_values
from beffroi.territory.parking import (
    BY_LENGTH,
    DELIVERY,
    FORBIDDEN,
    KERB,
    LEFT,
    PARALLEL,
    PARKING_PLACES,
    RIGHT,
    TAGGED,
)

VALUES = Path(__file__).parent / "inventory.toml"
WAYS = {LEFT: keep_clear.LEFT, RIGHT: keep_clear.RIGHT}


@dataclass(frozen=True, slots=True)
class Capacity:
    """Spaces of a kerb: best estimate, bounds, how they were found, and the length they take."""

    best: float | None
    low: float | None
    high: float | None
    method: str | None
    length: float | None


def kerb(
    streets: gpd.GeoDataFrame, points: gpd.GeoDataFrame, bays: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    r"""List the places along the kerb of streets whose parking is tagged.

    The spaces are those tagged (`parking:left:capacity`), else what each stretch :math:`l_i` left
    between the parts kept clear holds of cars of length :math:`c` along the kerb:

    .. math:: n = \sum_i \lfloor l_i / c \rfloor

    Parameters
    ----------
    streets
        Table `STREETS`, in metres: all the streets of the map, for their junctions.
    points
        Table `STREET_POINTS`, in the same projection.
    bays
        Table `CAR_PARKS`, in the same projection: bays drawn along a street, whose part of the
        kerb is not counted again.

    Returns
    -------
    Table `PARKING_PLACES`, one row for each side where cars may stand or may not; a side whose
    bays are drawn apart (`separate`) has none, nor has one of which nothing is told.
    """
    told = [sides.sides(None if pd.isna(t) else str(t)) for t in streets["parking"]]
    wanted = np.array([row for row, read in enumerate(told) if read], dtype=np.int64)
    kept_clear = marks(streets, points, wanted)
    taken = _taken(streets, bays, wanted)
    ids, names = streets["street_id"].to_numpy(), streets["name"].to_numpy(dtype=object)
    lines = streets.geometry.to_numpy()
    rows = [
        _row(ids[row], names[row], lines[row], side, read,
             [_stretch(m) for m in kept_clear.get(row, ()) if m.side in {BOTH, WAYS[side]}]
             + taken.get((row, side), []))
        for row in wanted.tolist()
        for side, read in told[row].items()
        if read.state in {ALLOWED, PROHIBITED}
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(PARKING_PLACES.columns))
    return gpd.GeoDataFrame(PARKING_PLACES.typed(frame, crs=streets.crs))


def _stretch(mark: Mark) -> Stretch:
    return mark.along - mark.before, mark.along + mark.after


def _row(  # noqa: PLR0917  (a street, its side, and what is kept clear)
    street_id: str,
    name: object,
    line: shapely.Geometry,
    side: str,
    read: Side,
    kept_clear: list[Stretch],
) -> dict[str, object]:
    judged = _judged(read)
    spaces = capacity(line.length, read, judged, kept_clear)
    return {
        "place_id": f"{street_id}:{side}",
        "kind": KERB,
        "street": name,
        "street_id": street_id,
        "side": side,
        "layout": read.layout or None,
        "spaces": spaces.best,
        "spaces_low": spaces.low,
        "spaces_high": spaces.high,
        "spaces_method": spaces.method,
        "regulation": judged.regulation or None,
        "maxstay": judged.maxstay,
        "hours": judged.hours or None,
        "exceptions": judged.exceptions or None,
        "tariff": judged.tariff or None,
        "operator": read.rules.get("operator"),
        "spaces_disabled": _count(read.rules.get("capacity:disabled")),
        "spaces_charging": _count(read.rules.get("capacity:charging")),
        "length": spaces.length,
        "source": "osm",
        "geometry": line,
    }


def _judged(read: Side) -> Rule:
    judged = rule(read.rules)
    is_for_loading = judged.regulation == DELIVERY
    if read.state == PROHIBITED and not is_for_loading:
        return Rule(FORBIDDEN, hours=judged.hours, exceptions=judged.exceptions)
    return judged


def capacity(length: float, read: Side, judged: Rule, kept_clear: list[Stretch]) -> Capacity:
    """Count the spaces of one side of a street.

    Parameters
    ----------
    length
        Of the street. [m]
    read
        What the map says of the side.
    judged
        Its rule: none where one may not stand.
    kept_clear
        Stretches where no car may stand. [m]

    Returns
    -------
    What the side holds: unknown for a street that the edge of the map leaves without a length.
    """
    if judged.regulation == FORBIDDEN:
        return Capacity(0.0, 0.0, 0.0, TAGGED, None)
    left = runs(length, kept_clear)
    usable = float(sum(left))
    told = _count(read.rules.get("capacity"))
    if told is not None:
        return Capacity(told, told, told, TAGGED, usable)
    if not length:
        return Capacity(None, None, None, None, None)
    values = dated_values(VALUES)
    one = values[read.layout or PARALLEL]
    best = _held(left, one)
    low = _held([run * (1 - values["unmapped"]) for run in left], one * (1 + values["spread"]))
    high = _held(left, one * (1 - values["spread"]))
    if not read.layout:
        high = max(high, _held(left, values["diagonal"]))
    return Capacity(best, low, high, BY_LENGTH, usable)


def _held(left: list[float], one: float) -> float:
    return float(sum(np.floor(run / one + 1e-9) for run in left))


def _count(text: str | None) -> float | None:
    return float(text) if text and text.isdecimal() else None


def _taken(
    streets: gpd.GeoDataFrame, bays: gpd.GeoDataFrame, wanted: np.ndarray
) -> dict[tuple[int, str], list[Stretch]]:
    """Find the stretches of kerbs along which bays are drawn as areas of their own."""
    taken: dict[tuple[int, str], list[Stretch]] = {}
    areas = bays[shapely.get_dimensions(bays.geometry.to_numpy()) > 0]
    if areas.empty or not len(wanted):
        return taken
    lines = streets.geometry.to_numpy()
    for area, row in nearest(areas.geometry.to_numpy(), lines):
        corners = shapely.points(shapely.get_coordinates(area))
        along = shapely.line_locate_point(lines[row], corners)
        way = side_of(lines[row], area.centroid)
        side = LEFT if way == keep_clear.LEFT else RIGHT
        taken.setdefault((row, side), []).append((float(along.min()), float(along.max())))
    return taken


def nearest(areas: np.ndarray, lines: np.ndarray) -> Iterator[tuple[shapely.Geometry, int]]:
    """Give the street nearest to the middle of each area, within reach of it.

    Parameters
    ----------
    areas : (n_areas,)
        Geometries. [m]
    lines : (n_lines,)
        Streets. [m]
    """
    middles = shapely.centroid(areas)
    of, near = shapely.STRtree(lines).query_nearest(
        middles, max_distance=dated_values(VALUES)["reach"], all_matches=False
    )
    yield from zip(areas[of], near.tolist(), strict=True)


def apart(streets: gpd.GeoDataFrame) -> list[tuple[int, str]]:
    """List the sides whose bays the map says are drawn apart: row of the street, side."""
    return [
        (row, side)
        for row, parking in enumerate(streets["parking"])
        for side, read in sides.sides(None if pd.isna(parking) else str(parking)).items()
        if read.state == SEPARATE
    ]
