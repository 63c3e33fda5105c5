"""SIRENE's legal units: the name of the firm behind an establishment, where it is no person's.

Format: "Base Sirene des entreprises et de leurs établissements", file ``StockUniteLegale`` (CSV in
UTF-8, or Parquet), every month by INSEE. Most establishments of small shops bear no sign of their
own: their firm's name is then all that SIRENE tells of theirs. Names of persons (sole traders) are
left where they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beffroi.carriers import bulk
from beffroi.foundation.language import Words

USUAL = (
    "denominationUsuelle1UniteLegale", "denominationUsuelle2UniteLegale",
    "denominationUsuelle3UniteLegale",
)  # fmt: skip
NAMES = ("denominationUniteLegale", "sigleUniteLegale")
PROTECTED = "[ND]"
DIGITS = 9
_FORMAT = "SIRENE legal units (StockUniteLegale)"
_NONE = Words(
    fr="Aucune des {n} unités légales demandées n'est dans le fichier : vérifiez-le.",
    en="None of the {n} legal units asked for is in the file: check it.",
)


@dataclass(frozen=True, slots=True)
class Firms:
    """Names of firms.

    Attributes
    ----------
    names
        Usual name, else name, else acronym, by SIREN; firms without any are left out.
    rows
        Legal units of the file that were asked for.
    warnings
        What was repaired or set aside.
    """

    names: Mapping[str, str]
    rows: int
    warnings: tuple[Words, ...]


def read(path: Path, of: Collection[str]) -> Firms:
    """Read the names of some firms; the rest of the file streams by.

    Parameters
    ----------
    path
        StockUniteLegale, CSV or Parquet, unzipped.
    of
        SIREN numbers, 9 digits.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped or a web page.
    FaultyFileError
        If it is damaged or lacks a column.
    """
    asked = bulk.Asked(
        format_name=_FORMAT,
        needed=("siren", "denominationUniteLegale"),
        optional=(*USUAL, "sigleUniteLegale"),
        where='"siren" IN (SELECT unnest(?))',
        parameters=(sorted({*of, *(siren.lstrip("0") for siren in of)}),),
    )
    sheet = bulk.read(path, asked)
    cells = sheet.cells.reindex(columns=[*asked.needed, *asked.optional]).astype("string")
    cells = cells.mask(cells == PROTECTED, pd.NA)
    names = cells[[*USUAL, *NAMES]].bfill(axis=1).iloc[:, 0]
    by_siren = pd.Series(names.to_numpy(), index=cells["siren"].str.zfill(DIGITS)).dropna()
    kept = by_siren[~by_siren.index.duplicated()]
    none = (_NONE.filled(n=str(len(of))),) if cells.empty and len(of) else ()
    named = {str(siren): str(name) for siren, name in kept.items()}
    return Firms(named, sheet.rows, (*sheet.warnings, *none))
