"""What shopkeepers declare, one shop a row: hours, site, listing, orders and more.

Format: CSV (RFC 4180), or a workbook; headings in French or in English, in any order; yes and no in
words or figures; a blank says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, values, workbook
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.reading import Reading
from beffroi.territory.shop_declared import DECLARED

FORMAT = "declarations of shopkeepers"
FRENCH = {
    "identifiant": "premises_id", "siret": "siret", "horaires": "opening_hours",
    "fiche_moteur": "listing", "horaires_fiche": "listing_hours", "telephone": "phone",
    "a_un_site": "has_site", "site": "website", "reseau_social": "social",
    "photos": "pictures", "annuaire": "directory", "commande": "sells", "logiciel_stock": "stock",
    "carte_bancaire": "card", "paiement_distance": "pays_online", "livraison": "delivers",
    "carte_cadeau": "gift_card", "fidelite": "loyalty", "adherent": "member",
    "partant": "willing", "verifie_le": "checked",
}  # fmt: skip
NAMES = {**{name: name for name in DECLARED.columns}, **FRENCH}
LONGEST = 500
"""Longest cell. [character]"""
SIRET = re.compile(r"\d{14}")


def read(path: Path) -> Reading:
    """Read what shopkeepers declare.

    Returns
    -------
    Table `DECLARED`, and what was repaired or left out.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged or no table.
    FaultyFileError
        With every fault: no column that says which shop, a shop without identifier or told twice.
    """
    sheet = _sheet(path)
    cells = sheet.named(NAMES, needed=())
    if not {"premises_id", "siret"} & set(cells.columns):
        raise delimited.lacking(path, both("identifiant or siret"), sheet.cells.columns,
                                format_name=FORMAT)  # fmt: skip
    cells = cells.loc[:, ~cells.columns.duplicated()].astype("string")
    warnings = [*sheet.warnings, *_strangers(sheet)]
    table = pd.DataFrame(index=cells.index)
    for name, column in DECLARED.columns.items():
        given = cells.get(name)
        if given is None:
            continue
        if column.dtype == "boolean":
            told = replace(values.booleans(given), repaired=0)  # « oui » is what is asked for
        elif name == "checked":
            told = values.dates(given)
        else:
            table[name] = given.str.strip().str[:LONGEST]
            continue
        table[name] = told.values
        warnings += told.warnings(name)
    table["siret"], repaired = _sirets(table.get("siret"), cells.index)
    if repaired:
        warnings.append(both(
            "{n} SIRET number(s) had lost the zeros at their beginning: put back.", n=repaired
        ))  # fmt: skip
    faults = list(_faults(table, sheet.lines))
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    return Reading(
        DECLARED.typed(table.reset_index(drop=True)), rows=len(cells), warnings=tuple(warnings)
    )


def _sheet(path: Path) -> delimited.Delimited:
    if workbook.is_workbook(path):
        return workbook.read(path, format_name=FORMAT, needed=["siret"])
    return delimited.read(path, format_name=FORMAT)


def _strangers(sheet: delimited.Delimited) -> Iterator[Words]:
    known = {name.casefold() for name in NAMES}
    others = [name for name in sheet.cells.columns if name.casefold() not in known]
    if others:
        yield both("Columns that are not read: {names}.", names=", ".join(others)[:200])


def _sirets(told: pd.Series | None, index: pd.Index) -> tuple[pd.Series, int]:
    """Read SIRET numbers; those of 12 or 13 digits lost the zeros of their beginning."""
    if told is None:
        return pd.Series(pd.NA, index=index, dtype="string"), 0
    bare = told.str.replace(r"\D", "", regex=True)
    is_short = bare.str.len().isin([12, 13]).fillna(value=False)
    return bare.where(~is_short, bare.str.zfill(14)).mask(bare.eq("").fillna(value=True)), int(
        is_short.sum()
    )


def _faults(table: pd.DataFrame, lines: tuple[int, ...]) -> Iterator[Words]:
    names = table.get("premises_id", pd.Series(pd.NA, index=table.index, dtype="string"))
    for n, (premises, siret) in enumerate(zip(names, table["siret"], strict=True)):
        line = lines[n] if n < len(lines) else n + 2
        if pd.isna(premises) and pd.isna(siret):
            yield both("line {line}: nothing says which shop it is", line=line)
        elif not pd.isna(siret) and not SIRET.fullmatch(siret):
            yield both("line {line}: {siret!r} is no SIRET, 14 digits", line=line, siret=siret)
    for column in (names, table["siret"]):
        for told in column[column.duplicated() & column.notna()].unique():
            yield both("the shop {shop!r} stands more than once", shop=str(told))
