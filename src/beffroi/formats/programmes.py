"""Programmes: which communes take part in which national programme, as the ANCT publishes it.

Formats: "Programmes de l'ANCT à l'échelle communale" (CSV, one row for each commune, one column for
each programme) and "Communes signataires d'une ORT" (CSV).
"""

from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.reading import Reading
from beffroi.territory.tables import PROGRAMMES

NAMES = {
    "insee_com": "commune",
    "id_acv": "acv",
    "id_acv2": "acv2",
    "id_pvd": "pvd",
    "id_ti": "ti",
    "id_crte": "crte",
}
ORT_NAMES = {
    "Code commune": "commune",
    "Signée ?": "ort",
    "Si signée, date de signature": "ort_signed",
}
_PROGRAMMES = "table of national programmes (ANCT)"
_ORT = "table of ORT conventions (ANCT)"


def read(path: Path, *, ort: Path | None = None) -> Reading:
    """Read the national programmes of each commune.

    Parameters
    ----------
    path
        The ANCT's CSV of programmes.
    ort
        The ANCT's CSV of ORT conventions; without it `ort` and `ort_signed` are unknown.

    Returns
    -------
    Table `PROGRAMMES`. A missing id says that the commune takes no part in that programme. A
    commune that stands only in the ORT file is added.

    Raises
    ------
    UnreadableFileError
        If a file is absent, empty or no table.
    FaultyFileError
        If a column is missing or a commune stands twice.
    """
    sheet = delimited.read(path, format_name=_PROGRAMMES)
    table = sheet.named(NAMES, needed=("insee_com", "id_acv"))
    table, warnings = _without_blank_codes(table)
    _refuse_twice(path, table, _PROGRAMMES)
    warnings = sheet.warnings + warnings
    if ort is not None:
        conventions, said = _conventions(ort)
        table = table.merge(conventions, on="commune", how="outer")
        warnings = warnings + said
    ordered = table.sort_values("commune", kind="stable").reset_index(drop=True)
    return Reading(PROGRAMMES.typed(ordered), max(sheet.rows, len(ordered)), warnings)


def _without_blank_codes(table: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    blank = int(table["commune"].isna().sum())
    if not blank:
        return table, ()
    warning = Words(
        fr="{n} ligne(s) sans code de commune écartée(s).",
        en="{n} row(s) without the code of a commune set aside.",
    ).filled(n=str(blank))
    return table.dropna(subset=["commune"]), (warning,)


def _refuse_twice(path: Path, table: pd.DataFrame, format_name: str) -> None:
    twice = table.loc[table["commune"].duplicated(), "commune"].unique()
    if len(twice):
        fault = both(
            "{n} commune(s) (stands|stand) twice ({codes})",
            n=len(twice),
            codes=", ".join(twice[:5]),
        )
        raise FaultyFileError(path, format_name=format_name, faults=[fault])


def _conventions(path: Path) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    sheet = delimited.read(path, format_name=_ORT)
    table = sheet.named(ORT_NAMES, needed=tuple(ORT_NAMES))
    table, warnings = _without_blank_codes(table)
    _refuse_twice(path, table, _ORT)
    signed = values.dates(table["ort_signed"])
    said = sheet.warnings + warnings + signed.warnings("ort_signed")
    return table.assign(ort_signed=signed.values), said
