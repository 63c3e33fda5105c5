"""Closings in SIRENE: when each establishment closed, and when the register last heard of it.

Format: ``StockEtablissement`` (see `formats.sirene`), columns ``dateDebut``, since when it is as it
is, and ``dateDernierTraitementEtablissement``, the last time that INSEE changed its record. For
most of the closed ones this is when the closing was declared; a later treatment makes it longer.
"""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from beffroi.carriers import bulk, values
from beffroi.territory.reading import Reading

NEEDED = (
    "siret", "etatAdministratifEtablissement", "codeCommuneEtablissement", "dateDebut",
    "dateDernierTraitementEtablissement",
)  # fmt: skip
_FORMAT = "SIRENE register (StockEtablissement)"


def read(path: Path, communes: Collection[str]) -> Reading:
    """Read how late the closings of some communes were declared.

    Parameters
    ----------
    path
        StockEtablissement, CSV or Parquet, unzipped.
    communes
        INSEE codes.

    Returns
    -------
    One row for each closed establishment of which both days are known, the second not before the
    first: `siret`, `closed`, `told` (days).

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped or a web page.
    FaultyFileError
        If it is damaged or lacks a column.
    """
    asked = bulk.Asked(
        format_name=_FORMAT,
        needed=NEEDED,
        where='"codeCommuneEtablissement" IN (SELECT unnest(?)) '
        "AND \"etatAdministratifEtablissement\" = 'F'",
        parameters=(sorted({*communes, *(code.lstrip("0") for code in communes)}),),
    )
    sheet = bulk.read(path, asked)
    closed, told = (
        pd.to_datetime(values.dates(sheet.cells[name].str[:10]).values, errors="coerce")
        for name in NEEDED[3:]
    )
    table = pd.DataFrame({"siret": sheet.cells["siret"].str.zfill(14), "closed": closed,
                          "told": told})  # fmt: skip
    return Reading(table[table["told"] >= table["closed"]].reset_index(drop=True), sheet.rows,
                   sheet.warnings)  # fmt: skip
