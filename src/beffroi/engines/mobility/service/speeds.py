"""Commercial speed: the way that each trip goes, over the time that it takes."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.ops import substring

from beffroi.engines.mobility.service.schedule import Schedule

Floats = npt.NDArray[np.float64]
SHORTCUT = 0.9
"""Part of the straight way from stop to stop below which a drawn way is no way of the trip. [1]"""
DETOUR = 5.0
"""Multiple of it above which a drawn way, or a distance given, is not in metres, or of another
trip. [1]"""


def lengths(
    found: Schedule, stops: gpd.GeoDataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Measure the way of each trip, from its first stop to its last.

    The line drawn for the trip (`shapes`) is followed from the point nearest to its first stop to
    that nearest to its last; failing that, the distance given at stops (`shape_dist_traveled`, in
    metres or kilometres) is taken; failing that, stops are joined by straight lines, and the way is
    longer than that.

    Parameters
    ----------
    found
        The feed.
    stops
        Columns `stop_id` and geometry. [m]
    tables
        GTFS tables by name; `shapes` may be absent.

    Returns
    -------
    One row a trip: `length` [m], NaN where stops have no place; `measured` (``shape``, ``given`` or
    ``straight``), and `duration`, from departure to arrival [s].
    """
    calls = found.calls
    where = stops.drop_duplicates("stop_id").set_index("stop_id").geometry
    x, y = where.x.reindex(calls["stop_id"]), where.y.reindex(calls["stop_id"])
    points = np.column_stack([x, y])
    points[~np.isfinite(points).all(axis=1)] = np.nan
    steps = np.hypot(*np.diff(points, axis=0, prepend=np.nan).T)
    steps[calls["is_first"].to_numpy()] = 0.0
    n_trips = len(found.trips)
    straight = np.bincount(calls["trip"], steps, n_trips).astype(float)
    first, last = calls[calls["is_first"]], calls[calls["is_last"]]
    ends = points[calls["is_first"].to_numpy()], points[calls["is_last"].to_numpy()]
    drawn = _drawn(found, tables.get("shapes"), stops, ends, straight)
    given = _given(last["along"].to_numpy() - first["along"].to_numpy(), straight)
    chosen = np.where(np.isfinite(drawn), drawn, np.where(np.isfinite(given), given, straight))
    measured = np.where(
        np.isfinite(drawn), "shape", np.where(np.isfinite(given), "given", "straight")
    )
    duration = last["arrival"].to_numpy() - first["departure"].to_numpy()
    return pd.DataFrame({"length": chosen, "measured": measured, "duration": duration})


def _is_plausible(length: Floats, straight: Floats) -> npt.NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        return (length >= SHORTCUT * straight) & (length <= DETOUR * straight) & (straight > 0)


def _given(along: Floats, straight: Floats) -> Floats:
    """Keep the distances given in metres or kilometres, by what straight lines make likely."""
    for unit in (1.0, 1000.0):
        metres = along * unit
        likely = _is_plausible(metres, straight)
        if likely.any() and likely.sum() > 0.5 * np.isfinite(along).sum():
            return np.where(likely, metres, np.nan)
    return np.full(len(along), np.nan)


def _drawn(
    found: Schedule,
    shapes: pd.DataFrame | None,
    stops: gpd.GeoDataFrame,
    ends: tuple[Floats, Floats],
    straight: Floats,
) -> Floats:
    """Follow the drawn line of each trip; NaN where there is none, or none that can be its way."""
    length = np.full(len(straight), np.nan)
    if shapes is None or shapes.empty:
        return length
    lines = _lines(shapes, stops)
    line = lines.reindex(found.trips["shape_id"]).to_numpy(dtype=object)
    line = np.array([None if pd.isna(one) else one for one in line], dtype=object)
    usable = ~(shapely.is_missing(line) | shapely.is_empty(line)) & (straight > 0)
    usable &= np.isfinite(ends[0]).all(axis=1) & np.isfinite(ends[1]).all(axis=1)
    rows = np.flatnonzero(usable)
    parts = pd.DataFrame({"shape": pd.factorize(found.trips["shape_id"])[0][rows]})
    parts[["x0", "y0"]], parts[["x1", "y1"]] = ends[0][rows], ends[1][rows]
    once = parts.drop_duplicates()
    key = parts.merge(once.reset_index(names="row"), how="left")["row"].to_numpy(dtype=np.int64)
    picked = rows[once.index.to_numpy()]
    cut = _between(line[picked], ends[0][picked], ends[1][picked], straight[picked])
    by_row = pd.Series(cut, index=once.index)
    length[rows] = by_row.reindex(key).to_numpy()
    return np.where(_is_plausible(length, straight), length, np.nan)


def _between(lines: np.ndarray, start: Floats, end: Floats, straight: Floats) -> Floats:
    """Measure each line from a point to another; a loop is cut in its two halves."""
    one, other = shapely.points(start), shapely.points(end)
    along = shapely.line_locate_point(lines, other) - shapely.line_locate_point(lines, one)
    for k in np.flatnonzero(along < SHORTCUT * straight):
        first, second = (substring(lines[k], *half, normalized=True) for half in HALVES)
        along[k] = first.length + second.project(other[k]) - first.project(one[k])
    return np.asarray(along, dtype=float)


HALVES = ((0.0, 0.5), (0.5, 1.0))


def _lines(shapes: pd.DataFrame, stops: gpd.GeoDataFrame) -> pd.Series:
    columns = ["shape_id", "shape_pt_sequence", "shape_pt_lon", "shape_pt_lat"]
    points = shapes[columns].dropna().sort_values(columns[:2], kind="stable")
    places = gpd.GeoSeries.from_xy(
        points["shape_pt_lon"].astype(float), points["shape_pt_lat"].astype(float), crs=4326
    ).to_crs(stops.crs)
    number, ids = pd.factorize(points["shape_id"])
    xy = np.column_stack([places.x, places.y])
    fine = np.isfinite(xy).all(axis=1)
    number, xy = number[fine], xy[fine]
    enough = np.bincount(number, minlength=len(ids))[number] > 1
    made = shapely.linestrings(xy[enough], indices=_packed(number[enough]))
    return pd.Series(made, index=ids[np.unique(number[enough])], dtype=object)


def _packed(number: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.unique(number, return_inverse=True)[1]
