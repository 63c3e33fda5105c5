"""Afloat: which rides and which lines go by boat, and which only cross water by its streets."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.traces import Floats
from beffroi.foundation.dated import dated_values
from beffroi.kernels.polylines import arcs, at

PARAMETERS = Path(__file__).parent / "water.toml"
AREAS = ("Polygon", "MultiPolygon")
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Waters:
    """Where boats may go.

    Attributes
    ----------
    areas
        Areas of water, WGS 84; None where none is known.
    streets
        Streets of a map, WGS 84: over water they are bridges and causeways; None without a map.
    is_mapped
        Whether the areas are those of the map, which nobody gave.
    """

    areas: gpd.GeoSeries | None = None
    streets: gpd.GeoDataFrame | None = None
    is_mapped: bool = False


def mapped(water: gpd.GeoDataFrame) -> gpd.GeoSeries | None:
    """Take the areas of a map on which boats may carry people.

    Parameters
    ----------
    water
        Table `WATER`: ponds, basins and courses that are drawn as lines are left out.

    Returns
    -------
    Areas, WGS 84; None where there is none.
    """
    entries = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))
    kept = water[water["kind"].isin(entries["navigable"]["value"]) & water.geom_type.isin(AREAS)]
    return gpd.GeoSeries(kept.geometry.make_valid()) if len(kept) else None


def afloat(lines: Sequence[Floats], plane: Plane, waters: Waters) -> Flags:
    """Tell the lines most of whose length lies on water, off any street.

    Parameters
    ----------
    lines
        Shapes, `(n_points, 2)` each. [m]
    plane
        Their metres.
    waters
        Where boats may go: without areas no line is on water.

    Returns
    -------
    (n_lines,)
        Whether each goes by boat.
    """
    step = dated_values(PARAMETERS)["step"]
    marks = [at(line, np.arange(step / 2, max(arcs(line)[-1], step), step)) for line in lines]
    owner = np.repeat(np.arange(len(lines)), [len(own) for own in marks])
    return _mostly(owner, np.concatenate([np.empty((0, 2)), *marks]), len(lines), plane, waters)


def by_boat(fixes: pd.DataFrame, rides: pd.DataFrame, waters: Waters) -> Flags:
    """Tell the rides most of whose way lies on water, before anything of them is cleaned.

    Parameters
    ----------
    fixes, rides
        Tables `FIXES` and `RIDES`.
    waters
        Where boats may go.

    Returns
    -------
    (n_rides,)
        Whether each goes by boat: the places it was at count once each, however long it stood.
    """
    if waters.areas is None or fixes.empty:
        return np.zeros(len(rides), dtype=bool)
    lon, lat = (fixes[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    plane = Plane(float(np.median(lon)), float(np.median(lat)))
    points = plane.metres(lon, lat)
    ranks = pd.Series(np.arange(len(rides)), index=rides["ride_id"].to_numpy(dtype=str))
    owner = ranks.reindex(fixes["ride_id"].to_numpy(dtype=str)).fillna(-1).to_numpy(np.int64)
    cells = np.round(points / dated_values(PARAMETERS)["place"]).astype(np.int64)
    places = pd.DataFrame({"ride": owner, "east": cells[:, 0], "north": cells[:, 1]})
    first = np.flatnonzero(~places.duplicated().to_numpy() & (owner >= 0))
    return _mostly(owner[first], points[first], len(rides), plane, waters)


def _mostly(
    owner: npt.NDArray[np.int64], points: Floats, n: int, plane: Plane, waters: Waters
) -> Flags:
    """Say of which owners most points are on water."""
    wet = _wet(points, plane, waters)
    whole, own = np.bincount(owner, minlength=n), np.bincount(owner[wet], minlength=n)
    made: Flags = own > dated_values(PARAMETERS)["afloat"] * whole
    return made


def _wet(points: Floats, plane: Plane, waters: Waters) -> Flags:
    """Say which points lie on water and by no street."""
    wet = np.zeros(len(points), dtype=bool)
    if waters.areas is None or not len(points):
        return wet
    lon, lat = plane.degrees(points)
    shapes = np.asarray(waters.areas.array, dtype=object)
    inside, of = shapely.STRtree(shapes).query(shapely.points(lon, lat))
    for number in np.unique(of):
        own = inside[of == number]
        shapely.prepare(shapes[number])
        wet[own] |= shapely.contains_xy(shapes[number], lon[own], lat[own])
    if wet.any() and waters.streets is not None:
        wet[wet] = ~_by_street(points[wet], plane, waters.streets)
    return wet


def _by_street(points: Floats, plane: Plane, streets: gpd.GeoDataFrame) -> Flags:
    """Say which points are within reach of a street."""
    reach = dated_values(PARAMETERS)["bridge"]
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    (west, east), (south, north) = plane.degrees(np.array([low, high]))
    near = np.asarray(streets.cx[west:east, south:north].geometry.array, dtype=object)
    found = np.zeros(len(points), dtype=bool)
    if len(near):
        ways = shapely.transform(near, lambda xy: plane.metres(xy[:, 0], xy[:, 1]))
        hits, _ = shapely.STRtree(ways).query(
            shapely.points(points), predicate="dwithin", distance=reach
        )
        found[hits] = True
    return found
