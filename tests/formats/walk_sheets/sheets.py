"""Premises to walk, and a pen to fill their sheets in."""

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from beffroi.formats.walk_sheets import write
from beffroi.territory.commerce import PREMISES


def rows(*premises: dict[str, Any]) -> pd.DataFrame:
    """Make premises of one street, trading unless said."""
    whole = [
        {"premises_id": f"osm:n{i}", "state": "trading", "street": "Grande Rue", "sources": "osm",
         "side": "odd", "housenumber": str(2 * i + 1), **one}
        for i, one in enumerate(premises)
    ]  # fmt: skip
    return pd.DataFrame(whole, columns=[*PREMISES.columns, "side"])


def filled(path: Path, premises: pd.DataFrame, cells: dict[str, Any], sheet: str = "") -> Path:
    """Write sheets in French and fill cells of the first one in."""
    write(premises, path, language="fr")
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet else book.worksheets[0]
    for cell, value in cells.items():
        page[cell] = value
    book.save(path)
    return path
