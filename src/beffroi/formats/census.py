"""Census: how many people live in each 200-metre square, and in each quarter (IRIS).

Formats: INSEE's "Données carroyées" (Filosofi), file ``carreaux_200m_*`` in CSV, Parquet or
GeoPackage; and "Population", file ``base-ic-evol-struct-pop-AAAA`` (CSV), one row for each IRIS.
"""

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from beffroi.carriers import bulk, delimited, layers, values
from beffroi.foundation.errors import ShapeError
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words
from beffroi.territory.reading import Reading
from beffroi.territory.tables import IRIS_POPULATIONS, POPULATION_CELLS

Bounds = tuple[float, float, float, float]

SQUARE = "idcar_200m"
PEOPLE = "ind"
HOUSEHOLDS = "men"
SQUARE_ID = r"^CRS(\d{4,5})RES(\d{1,5})mN(\d{1,8})E(\d{1,8})$"
NORTH = f"TRY_CAST(regexp_extract(\"{SQUARE}\", 'N(\\d+)E', 1) AS DOUBLE)"
EAST = f"TRY_CAST(regexp_extract(\"{SQUARE}\", 'E(\\d+)$', 1) AS DOUBLE)"
SIDE = 200
"""Side of a square. [m]"""
GRIDS = (3035, 2975, 5490, 32620)
"""Reference systems of the grids: Europe's, Réunion's, the Antilles' (today's, and before 2019)."""
IRIS_NAMES = {"IRIS": "iris", "COM": "commune", "LAB_IRIS": "name", "TYP_IRIS": "kind"}
IRIS_PEOPLE = re.compile(r"P(\d\d)_POP", re.IGNORECASE)
_GRID = "census grid of 200 m squares"
_IRIS = "population of quarters (IRIS)"

_LOST = Words(
    fr="{n} ligne(s) écartée(s), d'identifiant ou de population illisible (« {first} »).",
    en='{n} row(s) set aside, whose identifier or population cannot be read ("{first}").',
)


def read_grid(path: Path, *, bounds: Bounds | None = None) -> Reading:
    """Read the squares of the census grid.

    Parameters
    ----------
    path
        INSEE's squares of 200 m: CSV, Parquet or GeoPackage, unzipped.
    bounds
        The part of the country that is wanted, as west, south, east and north in WGS 84; None reads
        the whole file (2.3 million squares). [°]

    Returns
    -------
    Table `POPULATION_CELLS`: squares in WGS 84, drawn from their identifiers. INSEE spreads the
    people of squares with fewer than eleven households, hence populations that are not whole.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped or no grid.
    FaultyFileError
        If a column is missing.
    """
    sheet = _geopackage(path, bounds) if layers.is_geopackage(path) else _table(path, bounds)
    cells = sheet.cells.reindex(columns=[SQUARE, PEOPLE, HOUSEHOLDS]).astype("string")
    people, homes = values.numbers(cells[PEOPLE]), values.numbers(cells[HOUSEHOLDS])
    squares = _squares(cells[SQUARE])
    sound = squares.notna() & _at_least_zero(people.values) & ~cells[SQUARE].duplicated()
    table = pd.DataFrame({
        "cell_id": cells[SQUARE],
        "population": people.values,
        "households": homes.values.where(_at_least_zero(homes.values)),
        "geometry": squares,
    })  # fmt: skip
    kept = POPULATION_CELLS.typed(table[sound].reset_index(drop=True))
    warnings = (*sheet.warnings, *people.warnings(PEOPLE), *_lost(cells.loc[~sound, SQUARE]))
    return Reading(kept, sheet.rows, warnings)


def _at_least_zero(numbers: pd.Series) -> pd.Series:
    positive: pd.Series = (numbers >= 0).fillna(value=False).astype(bool)
    return positive


def _lost(keys: pd.Series) -> tuple[Words, ...]:
    if keys.empty:
        return ()
    first = str(keys.fillna("?").iloc[0])[:40]
    return (_LOST.filled(n=str(len(keys)), first=first),)


def _table(path: Path, bounds: Bounds | None) -> delimited.Delimited:
    where, parameters = _inside(bounds)
    asked = bulk.Asked(
        format_name=_GRID,
        needed=(SQUARE, PEOPLE),
        optional=(HOUSEHOLDS,),
        where=where,
        parameters=parameters,
    )
    return bulk.read(path, asked)


def _inside(bounds: Bounds | None) -> tuple[str, tuple[object, ...]]:
    """Write the condition that a square meets the bounds, whichever grid it belongs to."""
    if bounds is None:
        return "", ()
    conditions, parameters = [], []
    for grid in GRIDS:
        west, south, east, north = _turned(bounds, grid)
        if np.isfinite([west, south, east, north]).all():
            conditions.append(
                f'("{SQUARE}" LIKE ? AND {NORTH} BETWEEN ? AND ? AND {EAST} BETWEEN ? AND ?)'
            )
            parameters += [f"CRS{grid}RES%", south - SIDE, north, west - SIDE, east]
    return " OR ".join(conditions), tuple(parameters)


def _turned(bounds: Bounds, epsg: int) -> Bounds:
    turn = pyproj.Transformer.from_crs(4326, epsg, always_xy=True)
    west, south, east, north = turn.transform_bounds(*bounds)
    return west, south, east, north


def _geopackage(path: Path, bounds: Bounds | None) -> delimited.Delimited:
    epsg = layers.epsg(path) if bounds else None
    box = _turned(bounds, epsg) if bounds and epsg else None
    layer = layers.read(path, read_geometry=False, bbox=box)
    texts = layer.frame.rename(columns=str.lower).astype("string")
    sheet = delimited.Delimited(path, _GRID, texts, len(texts))
    same = {name: name for name in (SQUARE, PEOPLE, HOUSEHOLDS)}
    named = sheet.named(same, needed=(SQUARE, PEOPLE))
    return delimited.Delimited(path, _GRID, named, len(named), layer.warnings)


def _squares(ids: pd.Series) -> gpd.GeoSeries:
    """Draw squares from identifiers such as ``CRS3035RES200mN2029800E4252400``."""
    parts = ids.str.extract(SQUARE_ID).astype("Float64")
    shapes = np.full(len(ids), None, dtype=object)
    for grid in parts[0].dropna().unique():
        rows = ((parts[0] == grid).fillna(value=False) & (grid in GRIDS)).to_numpy(dtype=bool)
        size, north, east = (parts.loc[rows, i].to_numpy(float) for i in (1, 2, 3))
        boxes = shapely.box(east, north, east + size, north + size)
        if rows.any():
            shapes[rows] = gpd.GeoSeries(boxes, crs=int(grid)).to_crs(4326).to_numpy()
    squares = gpd.GeoSeries(shapes, index=ids.index, crs=4326)
    return squares.where(np.isfinite(squares.bounds).all(axis=1), None)


def write_grid(cells: pd.DataFrame, path: Path) -> None:
    """Write a table of population cells as INSEE's CSV of squares.

    Parameters
    ----------
    cells
        Table `POPULATION_CELLS` whose identifiers are those of squares of 200 m.
    path
        Where to write.

    Raises
    ------
    ShapeError
        If an identifier is not that of a square.
    StorageError
        If the file cannot be written.
    """
    if not cells["cell_id"].str.fullmatch(SQUARE_ID).all():
        raise ShapeError("A square is called like CRS3035RES200mN2029800E4252400: some are not.")
    written = pd.DataFrame({
        SQUARE: cells["cell_id"], PEOPLE: cells["population"], HOUSEHOLDS: cells["households"],
    })  # fmt: skip
    write_text(path, written.to_csv(index=False))


def square_id(east: float, north: float, *, grid: int = GRIDS[0]) -> str:
    """Name the square of 200 m that holds a point.

    Parameters
    ----------
    east, north
        The point, in the reference system of the grid. [m]
    grid
        EPSG code of that system.

    Examples
    --------
    >>> square_id(4252411.0, 2029999.0)
    'CRS3035RES200mN2029800E4252400'
    """
    south, west = (int(value // SIDE) * SIDE for value in (north, east))
    return f"CRS{grid}RES{SIDE}mN{south}E{west}"


def read_iris(path: Path) -> Reading:
    """Read the population of the quarters (IRIS).

    Parameters
    ----------
    path
        INSEE's CSV, plain or zipped.

    Returns
    -------
    Table `IRIS_POPULATIONS`, dated by the year of the census.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column is missing.
    """
    sheet = delimited.read(path, format_name=_IRIS)
    column = next((c for c in sheet.cells.columns if IRIS_PEOPLE.fullmatch(c)), "Pxx_POP")
    names = {**IRIS_NAMES, column: "population"}
    cells = sheet.named(names, needed=("IRIS", "COM", column))
    people = values.numbers(cells["population"])
    code = cells["iris"].str.fullmatch(r"\d[\dAB]\d{7}").fillna(value=False).astype(bool)
    sound = code & ~cells["iris"].duplicated()
    table = cells.assign(population=people.values.where(_at_least_zero(people.values)))
    warnings = (*sheet.warnings, *people.warnings(column), *_lost(cells.loc[~sound, "iris"]))
    kept = IRIS_POPULATIONS.typed(table[sound].reset_index(drop=True))
    return Reading(kept, sheet.rows, warnings, f"20{column[1:3]}")


def write_iris(quarters: pd.DataFrame, path: Path, *, year: int) -> None:
    """Write a table of quarters as INSEE's CSV of populations by IRIS.

    Parameters
    ----------
    quarters
        Table `IRIS_POPULATIONS`.
    path
        Where to write.
    year
        Year of the census, which names the column.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    written = pd.DataFrame({
        "IRIS": quarters["iris"],
        "COM": quarters["commune"],
        "TYP_IRIS": quarters["kind"],
        "LAB_IRIS": quarters["name"],
        f"P{year % 100:02d}_POP": quarters["population"],
    })  # fmt: skip
    write_text(path, written.to_csv(index=False, sep=";"))
