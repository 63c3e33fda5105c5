"""Where the customers of shops live: a table of places, the census grid, the dwellings of a map."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.formats import census, points
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.language import Words, both, plural
from beffroi.study.commerce_given import WGS84, Given
from beffroi.territory.population import spread

SIDE = 200.0
"""Side of the squares in which dwellings are gathered: that of the census grid. [m]"""
Box = tuple[float, float, float, float]


def people(
    origins: Path | None, grid: Path | None, town: Given | None, box: Box, told: list[Words], *,
    is_gathered: bool = True,
) -> gpd.GeoDataFrame:  # fmt: skip
    """Place who lives around: a table of places, the census grid, or the dwellings of the map.

    Parameters
    ----------
    origins, grid
        Files, if there are any.
    town
        What was given; its map is used without either file.
    box
        West, south, east and north of what is wanted of the grid. [°]
    told
        Gets what was left out or taken for granted.
    is_gathered
        Whether the people of dwellings are gathered in squares.

    Returns
    -------
    Columns `origin_id`, `weight` (> 0), `geometry`, in WGS 84; its attribute `unit` is ``€`` where
    the table tells what is spent.

    Raises
    ------
    InputError
        If a file cannot be used, or nobody lives there.
    SettingsError
        If nothing tells where people live.
    """
    if origins is not None:
        read = points.read(origins, beside={"spending": ("spending", "depenses", "dépenses")})
        told += read.warnings
        return _listed(read.table, told)
    if grid is not None:
        squares = census.read_grid(grid, bounds=box)
        told += squares.warnings
        cells = gpd.GeoDataFrame(squares.table)
        rows = {"origin_id": cells["cell_id"], "weight": cells["population"].astype(float)}
        found = gpd.GeoDataFrame(rows, geometry=cells.geometry, crs=WGS84)
    elif town is None or town.extract is None:
        raise SettingsError(
            "Nothing tells where people live: give --grid, --origins, or a map with --osm."
        )
    else:
        found = _dwellings(town, told, is_gathered=is_gathered)
    return _peopled(found, told)


def _listed(rows: pd.DataFrame, told: list[Words]) -> gpd.GeoDataFrame:
    is_spent = rows["spending"].notna().any()
    text = rows["spending"].str.replace(",", ".").str.replace(" ", "")
    weight = pd.to_numeric(text, errors="coerce") if is_spent else rows["weight"]
    found = gpd.GeoDataFrame(
        {"origin_id": rows["id"].to_numpy(object), "weight": weight.to_numpy(float)},
        geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=WGS84,
    )  # fmt: skip
    kept = _peopled(found, told)
    kept.attrs["unit"] = "€" if is_spent else "inhabitant"
    return kept


def _dwellings(town: Given, told: list[Words], *, is_gathered: bool) -> gpd.GeoDataFrame:
    """Place the people of dwellings, each on its own, or gathered in squares."""
    buildings = gpd.GeoDataFrame(town.extract.tables["buildings"]).to_crs(town.epsg)  # type: ignore[union-attr]
    homes = spread(buildings, None, None)
    told.append(homes.method)
    cells = homes.cells
    if not is_gathered:
        return gpd.GeoDataFrame(
            {"origin_id": cells["cell_id"].to_numpy(object),
             "weight": cells["population"].to_numpy(float)},
            geometry=cells.geometry.to_numpy(), crs=town.epsg,
        ).to_crs(WGS84)  # fmt: skip
    column, row = np.floor(cells.geometry.x / SIDE), np.floor(cells.geometry.y / SIDE)
    rows = pd.DataFrame({"column": column, "row": row, "weight": cells["population"]})
    summed = rows.groupby(["column", "row"], as_index=False)["weight"].sum()
    x, y = summed["column"] * SIDE, summed["row"] * SIDE
    ids = "square:" + x.astype(int).astype(str) + ":" + y.astype(int).astype(str)
    found = gpd.GeoDataFrame(
        {"origin_id": ids.to_numpy(object), "weight": summed["weight"].to_numpy(float)},
        geometry=shapely.box(x, y, x + SIDE, y + SIDE), crs=town.epsg,
    )  # fmt: skip
    return found.to_crs(WGS84)


def _peopled(places: gpd.GeoDataFrame, told: list[Words]) -> gpd.GeoDataFrame:
    some = (places["weight"] > 0).fillna(value=False).to_numpy(dtype=bool)
    if not some.any():
        raise InputError(
            "Nobody lives where the shops are, as far as the files tell: give --grid or --origins."
        )
    if (~some).any():
        told.append(plural(
            int((~some).sum()),
            both("{n} place left out, where nobody lives or nothing is spent."),
            both("{n} places left out, where nobody lives or nothing is spent."),
        ))  # fmt: skip
    return gpd.GeoDataFrame(places[some].reset_index(drop=True))
