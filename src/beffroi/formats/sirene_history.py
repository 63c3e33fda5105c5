"""SIRENE's history: what changed in each establishment, period after period.

Format: "Base Sirene des entreprises et de leurs établissements", file
``StockEtablissementHistorique`` (CSV in UTF-8, or Parquet), every month by INSEE. It names no
commune: the establishments of a town are taken by their SIRET.
"""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from beffroi.carriers import bulk, sirets, values
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words
from beffroi.territory import naf
from beffroi.territory.commerce import PERIODS
from beffroi.territory.reading import Reading

NAMES = {
    "siret": "siret",
    "dateFin": "ends",
    "dateDebut": "begins",
    "etatAdministratifEtablissement": "state",
    "activitePrincipaleEtablissement": "activity",
    "nomenclatureActivitePrincipaleEtablissement": "nomenclature",
    "caractereEmployeurEtablissement": "employer",
}
SIGNS = (
    "enseigne1Etablissement", "enseigne2Etablissement", "enseigne3Etablissement",
    "denominationUsuelleEtablissement",
)  # fmt: skip
STATES = {"A": "active", "F": "closed"}
COLUMNS = (
    "siren", "nic", "siret", "dateFin", "dateDebut", "etatAdministratifEtablissement",
    "changementEtatAdministratifEtablissement", "enseigne1Etablissement", "enseigne2Etablissement",
    "enseigne3Etablissement", "changementEnseigneEtablissement",
    "denominationUsuelleEtablissement", "changementDenominationUsuelleEtablissement",
    "activitePrincipaleEtablissement", "nomenclatureActivitePrincipaleEtablissement",
    "changementActivitePrincipaleEtablissement", "caractereEmployeurEtablissement",
    "changementCaractereEmployeurEtablissement",
)  # fmt: skip
PROTECTED = "[ND]"
_FORMAT = "SIRENE history (StockEtablissementHistorique)"
_NONE = Words(
    fr="Aucune période des {n} établissements demandés dans l'historique : vérifiez le fichier.",
    en="No period of the {n} establishments asked for in the history: check the file.",
)
_LOST = Words(
    fr="Historique : {n} période(s) écartée(s), sans SIRET, sans état, ou répétée(s).",
    en="History: {n} period(s) set aside, without SIRET, without state, or repeated.",
)


def read(path: Path, of: Collection[str]) -> Reading:
    """Read the periods of some establishments; the rest of the file streams by.

    Parameters
    ----------
    path
        StockEtablissementHistorique, CSV or Parquet, unzipped.
    of
        SIRET numbers, 14 digits.

    Returns
    -------
    Table `PERIODS`, by SIRET and first day.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped or a web page.
    FaultyFileError
        If it is damaged or lacks a column.
    """
    wanted = sorted({*of, *(siret.lstrip("0") for siret in of)})
    asked = bulk.Asked(
        format_name=_FORMAT,
        needed=tuple(NAMES),
        optional=SIGNS,
        where='"siret" IN (SELECT unnest(?))',
        parameters=(wanted,),
    )
    sheet = bulk.read(path, asked)
    cells = sheet.cells.reindex(columns=[*asked.needed, *asked.optional]).astype("string")
    table, said = _table(cells.mask(cells == PROTECTED, pd.NA))
    sound = table["siret"].isin(list(of)) & table["state"].notna()
    sound &= ~table["period_id"].duplicated()
    if cells.empty and len(of):
        said.append(_NONE.filled(n=str(len(of))))
    if not sound.all():
        said.append(_LOST.filled(n=str(int((~sound).sum()))))
    kept = table[sound].sort_values(["siret", "begins"], na_position="first")
    typed = PERIODS.typed(kept.reset_index(drop=True))
    return Reading(typed, sheet.rows, (*sheet.warnings, *said))


def _table(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Words]]:
    begins, ends = values.dates(cells["dateDebut"]), values.dates(cells["dateFin"])
    numbers, repaired = sirets.padded(cells["siret"])
    codes = cells["activitePrincipaleEtablissement"].map(naf.pointed, na_action="ignore")
    codes = codes.astype("string")
    table = cells.rename(columns=NAMES)[list(NAMES.values())].assign(
        siret=numbers,
        begins=begins.values,
        ends=ends.values,
        state=cells["etatAdministratifEtablissement"].map(STATES).astype("string"),
        activity=codes.mask(codes.isin(naf.NOT_YET)),
        employer=values.booleans(cells["caractereEmployeurEtablissement"]).values,
        name=cells[list(SIGNS)].bfill(axis=1).iloc[:, 0],
    )
    table["period_id"] = table["siret"] + ":" + table["begins"].fillna("")
    return table, [*repaired, *begins.warnings("dateDebut"), *ends.warnings("dateFin")]


def write(periods: pd.DataFrame, path: Path) -> None:
    """Write periods as a StockEtablissementHistorique file, in the national column order.

    Parameters
    ----------
    periods
        Columns of the table `PERIODS`.
    path
        Where to write the CSV.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    siret = periods["siret"]
    is_other = siret.eq(siret.shift()) & periods["state"].ne(periods["state"].shift())
    written = pd.DataFrame({
        "siren": siret.str[:9], "nic": siret.str[9:], "siret": siret,
        "dateFin": periods["ends"], "dateDebut": periods["begins"],
        "etatAdministratifEtablissement": periods["state"].map({"active": "A", "closed": "F"}),
        "changementEtatAdministratifEtablissement": is_other.map({True: "true", False: "false"}),
        "enseigne1Etablissement": periods["name"],
        "activitePrincipaleEtablissement": periods["activity"],
        "nomenclatureActivitePrincipaleEtablissement": periods["nomenclature"],
        "caractereEmployeurEtablissement": periods["employer"].map({True: "O", False: "N"}),
    }).reindex(columns=COLUMNS)  # fmt: skip
    same = [name for name in COLUMNS if name.startswith("changement") and "Etat" not in name]
    write_text(path, written.assign(**dict.fromkeys(same, "false")).to_csv(index=False))
