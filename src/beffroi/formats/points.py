"""Points that a person gives: a table or a layer of places, each with a name and a weight."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.carriers import delimited, documents, layers, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both, plural

FORMAT = "table of points (CSV, GeoJSON, GeoPackage)"
NAMES = {
    "id": ("id", "identifiant", "cell_id", "idcar_200m", "code", "siret", "stop_id"),
    "lon": ("lon", "longitude", "lng", "stop_lon"),
    "lat": ("lat", "latitude", "stop_lat"),
    "weight": ("weight", "poids", "population", "pop", "ind", "capacity", "emplois", "jobs"),
}
"""Names of columns that are understood, the first one found counts; capitals do not matter."""
SHOWN = 3
Headings = Mapping[str, tuple[str, ...]]
NONE: Headings = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points read from a file.

    Attributes
    ----------
    table
        `id` (text, unique), `lon`, `lat` [°], `weight` (1 where the file has none, missing where a
        cell is blank), and the columns asked for beside, text, missing where blank.
    warnings
        What was left out or doubtful.
    """

    table: pd.DataFrame
    warnings: tuple[Words, ...]


def read(path: Path, *, beside: Headings = NONE) -> Points:
    """Read points: CSV with columns id, lon, lat, weight, or GeoJSON, GeoPackage, Shapefile.

    Areas and lines stand for a point inside them. Without a column of ids, rows are numbered from
    1. Points without a place on the globe are left out, and so are those whose id was there
    already; each is told.

    Parameters
    ----------
    path
        The file.
    beside
        Other columns to keep as text, and the headings that are understood for each.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or damaged.
    FaultyFileError
        If it lacks the columns, or no point can be used.
    """
    is_layer = documents.is_json(path) or not _is_text(path)
    given, warnings = (_of_layer if is_layer else _of_table)(path, {**NAMES, **beside})
    told = list(warnings)
    usable = _usable(given, path, told)
    if usable.empty:
        fault = both("it holds no point that can be used")
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault, *told])
    return Points(usable, tuple(told))


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(4)
    return not start.startswith((b"SQLi", b"PK\x03\x04", b"\x00\x00\x27\x0a"))


def _column(columns: pd.Index, names: tuple[str, ...]) -> str | None:
    """Find the column of a file that holds something."""
    known = {str(column).casefold(): str(column) for column in columns}
    return next((known[name] for name in names if name in known), None)


def _of_table(path: Path, names: Headings) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    read = delimited.read(path, format_name=FORMAT)
    cells = read.cells
    found = {what: _column(cells.columns, own) for what, own in names.items()}
    lacking = [what for what in ("lon", "lat") if found[what] is None]
    if lacking:
        raise delimited.lacking(path, lacking, list(cells.columns), format_name=FORMAT)
    lon, lat = (_floats(values.numbers(cells[str(found[end])]).values) for end in ("lon", "lat"))
    return _framed(cells, found, lon, lat), read.warnings


def _of_layer(path: Path, names: Headings) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    layer = layers.read(path)
    frame = layer.frame
    if not isinstance(frame, gpd.GeoDataFrame):
        fault = both("its layer has no geometry")
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    placed = frame.set_crs(4326) if frame.crs is None else frame
    inside = placed.geometry.representative_point().to_crs(4326)
    found = {what: _column(frame.columns, own) for what, own in names.items()}
    return _framed(frame, found, inside.x.to_numpy(), inside.y.to_numpy()), layer.warnings


def _framed(
    cells: pd.DataFrame, found: dict[str, str | None], lon: np.ndarray, lat: np.ndarray
) -> pd.DataFrame:
    numbered = pd.Series(np.arange(1, len(cells) + 1), index=cells.index).astype("string")
    ids = numbered if found["id"] is None else cells[found["id"]].astype("string")
    weight = np.ones(len(cells))
    if found["weight"] is not None:
        weight = _floats(values.numbers(cells[found["weight"]].astype("string")).values)
    texts = {what: _texts(cells, heading) for what, heading in found.items() if what not in NAMES}
    return pd.DataFrame(
        {"id": ids.to_numpy(object), "lon": lon, "lat": lat, "weight": weight} | texts
    )


def _texts(cells: pd.DataFrame, heading: str | None) -> pd.Series:
    if heading is None:
        return pd.Series(pd.NA, index=range(len(cells)), dtype="string")
    held = cells[heading].astype("string").str.strip().reset_index(drop=True)
    return held.mask(held.eq(""))


def _floats(numbers: pd.Series) -> np.ndarray:
    return np.asarray(numbers.to_numpy(dtype=np.float64, na_value=np.nan))


def _usable(given: pd.DataFrame, path: Path, told: list[Words]) -> pd.DataFrame:
    """Keep points that lie on the globe, each id once; say what was left out."""
    lost = ~(given["lon"].between(-180, 180) & given["lat"].between(-90, 90))
    unnamed = given["id"].isna() & ~lost
    repeated = given["id"].duplicated() & ~lost & ~unnamed
    negative = given["weight"] < 0
    for rows, one, many in (
        (lost,
         both("{file}: {n} point without a place on the globe left out ({ids})."),
         both("{file}: {n} points without a place on the globe left out ({ids}).")),
        (unnamed,
         both("{file}: {n} point without an id left out ({ids})."),
         both("{file}: {n} points without an id left out ({ids}).")),
        (repeated,
         both("{file}: {n} point left out whose id was there already ({ids})."),
         both("{file}: {n} points left out whose ids were there already ({ids}).")),
        (negative,
         both("{file}: {n} negative weight taken as unknown ({ids})."),
         both("{file}: {n} negative weights taken as unknown ({ids}).")),
    ):  # fmt: skip
        if rows.any():
            told.append(plural(int(rows.sum()), one, many, file=path.name, ids=_named(given, rows)))
    kept = given[~(lost | unnamed | repeated)].reset_index(drop=True)
    return kept.assign(weight=kept["weight"].where(~(kept["weight"] < 0)))


def _named(given: pd.DataFrame, rows: pd.Series) -> str:
    """Name the first of some rows, by id, or by number where there is none."""
    listed = [
        str(id_) if isinstance(id_, str) else f"#{n + 1}"
        for n, id_ in zip(np.flatnonzero(rows)[:SHOWN].tolist(), given["id"][rows], strict=False)
    ]
    return ", ".join([*dict.fromkeys(listed), *(["…"] if rows.sum() > SHOWN else [])])
