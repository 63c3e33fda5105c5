"""Fronts: on which side of which street premises stand, in which order, and the empty runs."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.commerce.vitality.parameters import parameter
from beffroi.territory.centre import WALKED
from beffroi.territory.commerce import VACANT

LEFT, RIGHT = "left", "right"
FARTHEST = 60.0
"""Premises farther from every section of their street are given no side. [m]"""
STEP = 2.0
"""On either side of the foot of premises, where the street is asked which way it runs. [m]"""
COLUMNS = ("street", "part", "side", "along")


def fronts(premises: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> pd.DataFrame:
    """Set premises along the sides of their streets.

    Parameters
    ----------
    premises
        Table `PREMISES`, in metres.
    streets
        Table `STREETS`, in the same projection.

    Returns
    -------
    One row for each row of `premises` that stands on a street of the map: `street`, `part` (piece
    of the street, where it has several), `side` (left or right of the drawn line), `along` [m].
    """
    named = streets[streets["name"].notna() & streets["highway"].isin(WALKED)]
    lines = dict(tuple(named.groupby(named["name"].astype(str)).geometry))
    placed = premises[premises.geometry.notna() & premises["street"].notna()]
    placed = placed[~placed.geometry.is_empty]
    found = [
        _along(str(name), rows, lines[str(name)])
        for name, rows in placed.groupby("street").geometry
        if str(name) in lines
    ]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS), index=premises.index[:0])
    return pd.concat(found).sort_values(["street", "part", "side", "along"], kind="stable")


def _along(name: str, places: gpd.GeoSeries, lines: gpd.GeoSeries) -> pd.DataFrame:
    whole = shapely.line_merge(shapely.union_all(np.asarray(lines.array, dtype=object)))
    parts = np.atleast_1d(shapely.get_parts(whole))
    points = shapely.point_on_surface(np.asarray(places.array, dtype=object))
    nearest = shapely.STRtree(parts).nearest(points)
    line = parts[nearest]
    along = shapely.line_locate_point(line, points)
    before, after = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, np.clip(at, 0, None)))
        for at in (along - STEP, along + STEP)
    )
    way, out = after - before, shapely.get_coordinates(points) - before
    turn = way[:, 0] * out[:, 1] - way[:, 1] * out[:, 0]
    made = pd.DataFrame({
        "street": name, "part": nearest, "side": np.where(turn > 0, LEFT, RIGHT), "along": along,
    }, index=places.index)  # fmt: skip
    near: pd.DataFrame = made[shapely.distance(points, line) <= FARTHEST]
    return near


def side_of(premises: gpd.GeoDataFrame, along: pd.DataFrame) -> pd.Series:
    """Name the side of street of each premises; its street, or itself, where none is known."""
    side = along["street"] + "/" + along["part"].astype(str) + "/" + along["side"]
    own = side.reindex(premises.index).astype("object")
    return own.fillna(premises["street"].astype("object")).fillna(premises["premises_id"])


def runs(premises: gpd.GeoDataFrame, along: pd.DataFrame) -> gpd.GeoDataFrame:
    """Find the rows of vacant premises that nothing alive interrupts on one side of a street.

    Parameters
    ----------
    premises
        Table `PREMISES`, in metres.
    along
        As `fronts` gives it.

    Returns
    -------
    One row for each run of `run_least` or more, the longest first: `street`, `side`, `premises`
    (how many), `length` [m] (sum of the fronts, else from the first middle to the last), `measured`
    (whether all fronts are known), `members` (their identifiers), `geometry` (line through them).
    """
    rows = along.join(premises[["premises_id", "state", "front", "geometry"]])
    rows = rows.sort_values(["street", "part", "side", "along"], kind="stable")
    is_empty = rows["state"].eq(VACANT).to_numpy(dtype=bool, na_value=False)
    key = rows["street"] + "/" + rows["part"].astype(str) + "/" + rows["side"]
    breaks = key.ne(key.shift()).to_numpy() | (
        rows["along"].diff().abs() > parameter("run_gap")
    ).to_numpy()  # fmt: skip
    breaks |= is_empty != np.concatenate([[False], is_empty[:-1]])
    group = np.cumsum(breaks)
    kept = [one for _, one in rows[is_empty].groupby(group[is_empty])
            if len(one) >= parameter("run_least")]  # fmt: skip
    made = pd.DataFrame(
        [_run(one) for one in kept],
        columns=["street", "side", "premises", "length", "measured", "members", "geometry"],
    )
    longest = made.sort_values(["premises", "length"], ascending=False, kind="stable")
    return gpd.GeoDataFrame(longest.reset_index(drop=True), geometry="geometry", crs=premises.crs)


def _run(rows: pd.DataFrame) -> tuple[object, ...]:
    points = shapely.point_on_surface(np.asarray(rows["geometry"], dtype=object))
    is_measured = bool(rows["front"].notna().all())
    span = float(rows["along"].max() - rows["along"].min())
    length = float(rows["front"].sum()) if is_measured else span
    return (rows["street"].iloc[0], rows["side"].iloc[0], len(rows), length, is_measured,
            tuple(rows["premises_id"]), shapely.LineString(shapely.get_coordinates(points)),
    )  # fmt: skip
