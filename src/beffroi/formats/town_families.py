"""Families of shops of other towns, with which a town is compared.

Format: CSV of three columns, `town,family,shops` (in French `ville,famille,commerces`), one row for
each family of a town. A family is named by its key or by its name in either language.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.reading import Reading

FRENCH = {"town": "ville", "family": "famille", "shops": "commerces"}
MOST_TOLD = 8
"""Faults of a kind that are told, at most."""
_FORMAT = "families of shops of other towns"


def read(path: Path, families: Mapping[str, Words]) -> Reading:
    """Read how many shops of each family other towns have.

    Parameters
    ----------
    path
        CSV file.
    families
        Names of the families in use, by key.

    Returns
    -------
    One row for each family of a town: `town`, `family` (key), `shops`.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        With every fault: a column missing, a family that is not in use, a number that is none, a
        family told twice for a town.
    """
    sheet = delimited.read(path, format_name=_FORMAT)
    lower = {column.casefold() for column in sheet.cells.columns}
    named = {
        (french if english not in lower and french in lower else english): english
        for english, french in FRENCH.items()
    }
    cells = sheet.named(named, needed=list(named))
    keys = {text.casefold(): key for key, words in families.items()
            for text in (key, words.fr, words.en)}  # fmt: skip
    table = pd.DataFrame({
        "town": cells["town"].str.strip(),
        "family": cells["family"].str.strip().str.casefold().map(keys),
        "shops": values.numbers(cells["shops"]).values,
    })  # fmt: skip
    faults = [*_faults(table, cells, families)]
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    return Reading(table.astype({"shops": int}), sheet.rows, sheet.warnings)


def _faults(table: pd.DataFrame, cells: pd.DataFrame, families: Mapping[str, Words]) -> list[Words]:
    shops = table["shops"].astype("Float64")
    is_odd = ~((shops >= 0) & (shops == shops.round())).fillna(value=False)
    twice = table.duplicated(["town", "family"]) & table["family"].notna()
    return [
        *(both("line {number}: no town", number=row + 2) for row in _first(table["town"].isna())),
        *(both("line {number}: {found!r} is no family in use ({known})", number=row + 2,
               found=_text(cells["family"], row), known=", ".join(families))
          for row in _first(table["family"].isna())),
        *(both("line {number}: {found!r} is no number of shops", number=row + 2,
               found=_text(cells["shops"], row)) for row in _first(is_odd)),
        *(both("line {number}: this family of {town} is told twice", number=row + 2,
               town=_text(cells["town"], row)) for row in _first(twice)),
    ]  # fmt: skip


def _first(is_faulty: pd.Series) -> list[int]:
    return [int(row) for row in is_faulty.index[is_faulty][:MOST_TOLD]]


def _text(cells: pd.Series, row: int) -> str:
    return str(cells.fillna("").iloc[row])
