"""Places of a survey: the spaces, the rule and the limit of each section, in a sheet or a layer."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from beffroi.carriers import grids, layers, values
from beffroi.carriers.headings import plain
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.language import Words, both, plural
from beffroi.territory.table import GEOMETRY

FORMAT = "list of parking places (CSV, XLSX, GeoJSON, GeoPackage, GeoParquet)"
KEYS = ("section", "place_id", "name", "street")
"""Columns by which a survey may call a place."""
NAMES: Mapping[str, tuple[str, ...]] = {
    "section": ("section", "troncon", "secteur", "segment", "lieu", "emplacement", "zone"),
    "place_id": ("place id", "id", "identifiant", "code"),
    "name": ("name", "nom", "parking", "nom du parking", "libelle"),
    "street": ("street", "rue", "voie", "nom de la rue", "nom de la voie", "adresse"),
    "side": ("cote", "side", "cote de la rue"),
    "spaces": ("spaces", "places", "nb places", "nombre de places", "capacite", "capacity",
               "nbre places", "nb de places", "offre"),
    "limit": ("maxstay", "limite", "duree max", "duree maximale", "duree limite", "limite min",
              "duree autorisee", "limit", "duree max min", "limite minutes"),
    "regulation": ("regulation", "reglementation", "regime", "statut", "rule", "type",
                   "type de stationnement"),
}  # fmt: skip
COLUMNS = {"spaces": Words("places", "spaces"), "limit": Words("limite", "limit")}
ASKED = grids.Asked(FORMAT, NAMES, (KEYS, ("spaces",)))
LAYERS = (".geojson", ".json", ".gpkg", ".parquet", ".geoparquet", ".shp")
HOURS = r"^\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:h|heures?|hours?)\s*(\d{2})?\s*$"
SIXTY = 60.0
MOST_NAMED = 5
"""Places that a remark names."""


def read(path: Path) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read the places of a survey.

    Parameters
    ----------
    path
        A sheet with a name (`section`, `rue`, `parking`…) and a number of places, and if known a
        limit and a rule; or the layer that an inventory wrote.

    Returns
    -------
    Columns of `KEYS` that the file has, `spaces` [space], `limit` [min], `regulation` and, of a
    layer, `geometry`; and what was not understood. A number that is negative or no number is
    unknown.

    Raises
    ------
    UnreadableFileError
        If the file is absent or no table.
    FaultyFileError
        If it has no column of names, or none of spaces.
    """
    if path.suffix.lower() in LAYERS:
        cells, lines, said = _of_layer(path)
    else:
        grid = grids.opened(path, ASKED)
        pieces = list(grid.pieces)
        cells = pd.concat([pd.DataFrame(p.cells, dtype="string") for p in pieces] or
                          [pd.DataFrame(columns=list(grid.roles), dtype="string")],
                          ignore_index=True).replace("", pd.NA)  # fmt: skip
        lines, said = [n for p in pieces for n in p.lines], list(grid.warnings())
    if not len(cells):
        raise FaultyFileError(path, format_name=FORMAT, faults=[both("it holds no row")])
    found = _understood(path, cells, lines, said)
    return found, tuple(said)


def _of_layer(path: Path) -> tuple[pd.DataFrame, list[int], list[Words]]:
    said: list[Words] = []
    if path.suffix.lower() in {".parquet", ".geoparquet"}:
        try:
            frame: pd.DataFrame = gpd.read_parquet(path)
        except (OSError, ValueError, pa.ArrowException) as error:
            raise UnreadableFileError(
                path, found="it is no GeoParquet table",
                remedy="Give the file that the inventory wrote.",
            ) from error  # fmt: skip
    else:
        layer = layers.read(path)
        frame, said = layer.frame, list(layer.warnings)
    written = {plain(str(c)): c for c in frame.columns if c != GEOMETRY}
    columns = {role: next((written[n] for n in names if n in written), None)
               for role, names in NAMES.items()}  # fmt: skip
    missing = [c for c in ASKED.needed if not any(columns[role] for role in c)]
    if missing:
        wanted = ", ".join(" / ".join(NAMES[role][0] for role in choice) for choice in missing)
        fault = both("it lacks columns: {missing}; it has {found}", missing=wanted,
                     found=", ".join(map(str, frame.columns)))  # fmt: skip
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    cells = pd.DataFrame({role: frame[c].astype("string") for role, c in columns.items() if c})
    if isinstance(frame, gpd.GeoDataFrame) and frame.crs is not None:
        cells[GEOMETRY] = frame.geometry.to_crs(4326)
    return cells, list(range(1, len(frame) + 1)), said


def _understood(
    path: Path, cells: pd.DataFrame, lines: list[int], said: list[Words]
) -> pd.DataFrame:
    found = pd.DataFrame({key: cells[key] for key in KEYS if key in cells})
    if "side" in cells:
        side = " (" + cells["side"] + ")"
        for key in KEYS:
            if key in found:
                found[key] = found[key] + side.fillna("")
    found["spaces"] = values.numbers(cells["spaces"]).values
    limit = cells["limit"] if "limit" in cells else pd.Series(pd.NA, cells.index, dtype="string")
    hours = limit.str.extract(HOURS)
    minutes = pd.to_numeric(hours[0].str.replace(",", ".")) * SIXTY + pd.to_numeric(
        hours[1]
    ).fillna(0.0)
    bare = limit.str.replace(r"\s*(min|mn|minutes)\.?\s*$", "", regex=True)
    found["limit"] = values.numbers(bare).values.fillna(minutes.astype("Float64"))
    for column, given in (("spaces", cells["spaces"]), ("limit", limit)):
        negative = (found[column] < 0).fillna(value=False)
        found[column] = found[column].mask(negative)
        lost = [lines[k] for k in range(len(found)) if given.notna().iloc[k]
                and pd.isna(found[column].iloc[k])]  # fmt: skip
        if lost:
            said.append(both(
                "{file}: {column} not understood, held as unknown, on lines {lines}",
                file=path.name, column=COLUMNS[column], lines=grids.told_lines(lost),
            ))  # fmt: skip
    found["regulation"] = cells["regulation"] if "regulation" in cells else pd.Series(
        pd.NA, cells.index, dtype="string")  # fmt: skip
    if GEOMETRY in cells:
        found[GEOMETRY] = cells[GEOMETRY]
    said += _twice(path, found)
    return found


def _twice(path: Path, found: pd.DataFrame) -> list[Words]:
    """Say which places are listed several times, whose spaces are added."""
    names = found[next(key for key in KEYS if key in found)].dropna()
    again = names[names.map(plain).duplicated()].drop_duplicates()
    if again.empty:
        return []
    shown = ", ".join(again.astype(str).head(MOST_NAMED))
    said = {"file": path.name, "names": shown, "n": len(again)}
    one = both("{file}: {names} is listed more than once: its spaces are added")
    many = both("{file}: {n} places are listed more than once, and their spaces added: {names}")
    return [plural(len(again), one, many, **said)]
