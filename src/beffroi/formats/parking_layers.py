"""Tables of parking handed to a person: a layer for a map, a CSV file, a workbook.

Formats: GeoPackage and GeoJSON (RFC 7946) for maps, CSV (RFC 4180, UTF-8) and XLSX for tables.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import xlsxwriter

from beffroi.foundation.errors import InputError
from beffroi.foundation.files import write_text, written_whole

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".json": "GeoJSON"}
TABLES = (".csv", ".xlsx")
DEGREES = 7
"""Decimals of a coordinate: a centimetre."""
WIDTH = 18
"""Width of a column of a workbook. [character]"""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet compute a cell of text."""


def refuse_other_kinds(path: Path) -> None:
    """Refuse a name that says none of the formats.

    Raises
    ------
    InputError
        If its ending is another.
    """
    if path.suffix.lower() not in {*DRIVERS, *TABLES}:
        raise InputError(
            "{path} is to be written, and its name does not say how: let it end in .gpkg, "
            ".geojson, .csv or .xlsx, or give a folder.",
            path=str(path),
        )


def write(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write tables as the ending of a name says, whole or not at all.

    A workbook holds every table; the other formats hold the first one alone.

    Parameters
    ----------
    tables
        By name; with or without geometry, in WGS 84.
    path
        The file.

    Raises
    ------
    InputError
        If the ending of the name says none of the formats.
    StorageError
        If it cannot be written.
    """
    refuse_other_kinds(path)
    suffix, first = path.suffix.lower(), next(iter(tables.values()))
    if suffix == ".csv":
        write_text(path, _guarded(flat(first)).to_csv(index=False))
    elif suffix == ".xlsx":
        _write_book(tables, path)
    elif suffix == ".gpkg":
        _write_package(next(iter(tables)), gpd.GeoDataFrame(first), path)
    else:
        write_text(path, _geojson(gpd.GeoDataFrame(first)))


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose geometry is a longitude and a latitude of a point of it [°]."""
    if "geometry" not in table:
        return table
    points = gpd.GeoDataFrame(table).geometry.representative_point()
    plain = pd.DataFrame(table.drop(columns="geometry"))
    return plain.assign(lon=points.x.round(DEGREES), lat=points.y.round(DEGREES))


def _guarded(table: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before texts that a spreadsheet would compute."""
    kept = table.copy()
    for name in kept.select_dtypes(include=["object", "string"]).columns:
        texts = kept[name].astype("string")
        is_formula = texts.str.startswith(FORMULA).fillna(value=False)
        kept[name] = texts.mask(is_formula, "'" + texts)
    return kept


def _geojson(table: gpd.GeoDataFrame) -> str:
    """Write GeoJSON, whole numbers as such and what is unknown as null."""
    plain = pd.DataFrame(table.drop(columns="geometry"))
    shapes = json.loads(table.geometry.to_json(drop_id=True))["features"]
    features = [
        {"type": "Feature", "properties": {k: _plain(v) for k, v in row.items()},
         "geometry": shape["geometry"]}
        for row, shape in zip(plain.to_dict("records"), shapes, strict=True)
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.item() if hasattr(value, "item") else value


def _write_package(name: str, table: gpd.GeoDataFrame, path: Path) -> None:
    with written_whole(path) as temporary:
        temporary.unlink()
        table.to_file(temporary, layer=name, driver="GPKG")


def _write_book(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with (
        written_whole(path) as temporary,
        xlsxwriter.Workbook(str(temporary), options) as book,
    ):
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EDF2"})
        for name, table in tables.items():
            page, plain = book.add_worksheet(name[:31]), flat(table)
            page.freeze_panes(1, 1)
            page.set_column(0, max(len(plain.columns) - 1, 0), WIDTH)
            page.write_row(0, 0, [str(c) for c in plain.columns], bold)
            for number, row in enumerate(plain.itertuples(index=False), start=1):
                page.write_row(number, 0, [_plain(value) for value in row])
