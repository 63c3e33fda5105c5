"""SIRENE: the register of establishments, as INSEE publishes it every month.

Format: "Base Sirene des entreprises et de leurs établissements", file ``StockEtablissement`` (CSV
in UTF-8, or Parquet); also the located file of data.gouv.fr, which adds ``longitude`` and
``latitude``. From December 2025 to early 2027 it carries NAF rév. 2 and NAF 2025 side by side.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyproj

from beffroi.carriers import bulk, coordinates, sirets, values
from beffroi.foundation.errors import ShapeError
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words
from beffroi.territory import naf
from beffroi.territory.projection import legal_epsg
from beffroi.territory.reading import Reading
from beffroi.territory.tables import ESTABLISHMENTS

NAMES = {
    "siret": "siret",
    "etatAdministratifEtablissement": "state",
    "dateCreationEtablissement": "created",
    "caractereEmployeurEtablissement": "employer",
    "activitePrincipaleEtablissement": "activity",
    "nomenclatureActivitePrincipaleEtablissement": "nomenclature",
    "codeCommuneEtablissement": "commune",
}
NAF25 = "activitePrincipaleNAF25Etablissement"
SIGNS = (
    "enseigne1Etablissement", "enseigne2Etablissement", "enseigne3Etablissement",
    "denominationUsuelleEtablissement",
)  # fmt: skip
ADDRESS = (
    "numeroVoieEtablissement", "indiceRepetitionEtablissement", "typeVoieEtablissement",
    "libelleVoieEtablissement",
)  # fmt: skip
METRES = ("coordonneeLambertAbscisseEtablissement", "coordonneeLambertOrdonneeEtablissement")
DEGREES = ("longitude", "latitude")
BESIDE = {"codePostalEtablissement": "postcode", "dateDebut": "since"}
DIFFUSION = "statutDiffusionEtablissement"
STATES = {"A": "active", "F": "closed"}
PROTECTED = "[ND]"
"""What INSEE writes in place of a value whose owner refused publication."""
MOST_LISTED = 5
_FORMAT = "SIRENE register (StockEtablissement)"

_SECOND = tuple(
    name + "2Etablissement" for name in (
        "complementAdresse", "numeroVoie", "indiceRepetition", "typeVoie", "libelleVoie",
        "codePostal", "libelleCommune", "libelleCommuneEtranger", "distributionSpeciale",
        "codeCommune", "codeCedex", "libelleCedex", "codePaysEtranger", "libellePaysEtranger",
    )
)  # fmt: skip
COLUMNS = (
    "siren", "nic", "siret", "statutDiffusionEtablissement", "dateCreationEtablissement",
    "trancheEffectifsEtablissement", "anneeEffectifsEtablissement",
    "activitePrincipaleRegistreMetiersEtablissement", "dateDernierTraitementEtablissement",
    "etablissementSiege", "nombrePeriodesEtablissement", "complementAdresseEtablissement",
    "numeroVoieEtablissement", "indiceRepetitionEtablissement", "dernierNumeroVoieEtablissement",
    "indiceRepetitionDernierNumeroVoieEtablissement", "typeVoieEtablissement",
    "libelleVoieEtablissement", "codePostalEtablissement", "libelleCommuneEtablissement",
    "libelleCommuneEtrangerEtablissement", "distributionSpecialeEtablissement",
    "codeCommuneEtablissement", "codeCedexEtablissement", "libelleCedexEtablissement",
    "codePaysEtrangerEtablissement", "libellePaysEtrangerEtablissement",
    "identifiantAdresseEtablissement", *METRES, *_SECOND, "dateDebut",
    "etatAdministratifEtablissement", *SIGNS, "activitePrincipaleEtablissement",
    "nomenclatureActivitePrincipaleEtablissement", "caractereEmployeurEtablissement", NAF25,
)  # fmt: skip

_NONE = Words(
    fr="Aucun établissement de {communes} dans le fichier : vérifiez le code et le fichier.",
    en="No establishment of {communes} in the file: check the code and the file.",
)
_LOST = Words(
    fr="{n} établissement(s) écarté(s) : SIRET mal formé ou répété, ou état inconnu ({first}).",
    en="{n} establishment(s) set aside: SIRET malformed or repeated, or state unknown ({first}).",
)
_HIDDEN = Words(
    fr="{n} établissement(s) dont le nom ou l'adresse est protégé ([ND]) : tenus pour inconnus.",
    en="{n} establishment(s) whose name or address is protected ([ND]): held as unknown.",
)
_UNPLACED = Words(
    fr="{n} établissement(s) actif(s) sans coordonnées utilisables : à situer par leur adresse.",
    en="{n} active establishment(s) without usable coordinates: to be placed by their address.",
)
_UNKNOWN = Words(
    fr="{n} établissement(s) dont le code n'est pas de sa nomenclature, gardé(s) : {codes}.",
    en="{n} establishment(s) whose code is not of its nomenclature, kept: {codes}.",
)


def read(path: Path, communes: Collection[str]) -> Reading:
    """Read the establishments of some communes.

    The 40 million rows of the national file stream through DuckDB; only those asked for are kept.

    Parameters
    ----------
    path
        StockEtablissement, CSV or Parquet, unzipped.
    communes
        INSEE codes; the municipal districts of Paris, Lyon and Marseille have their own.

    Returns
    -------
    Table `ESTABLISHMENTS`, active and closed. Where a row has its NAF 2025 code alone, that code is
    its activity and the nomenclature says so.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped or a web page.
    FaultyFileError
        If it is damaged or lacks a column.
    """
    asked = bulk.Asked(
        format_name=_FORMAT,
        needed=tuple(NAMES),
        optional=(NAF25, *BESIDE, DIFFUSION, *SIGNS, *ADDRESS, *METRES, *DEGREES),
        where='"codeCommuneEtablissement" IN (SELECT unnest(?))',
        parameters=(sorted({*communes, *(code.lstrip("0") for code in communes)}),),
    )
    sheet = bulk.read(path, asked)
    cells = sheet.cells.reindex(columns=[*asked.needed, *asked.optional]).astype("string")
    cells["codeCommuneEtablissement"] = cells["codeCommuneEtablissement"].str.zfill(5)
    hidden = (cells[[*SIGNS, *ADDRESS]] == PROTECTED).any(axis=1)
    table, said = _table(cells.mask(cells == PROTECTED, pd.NA))
    sirens, repaired = sirets.padded(table["siret"])
    table["siret"] = sirens
    sound = table["siret"].str.fullmatch(r"\d{14}").fillna(value=False).astype(bool)
    sound &= table["state"].notna() & ~table["siret"].duplicated()
    counts = (*repaired, *_counted(n_hidden=int(hidden.sum()), lost=table.loc[~sound, "siret"]))
    if cells.empty:
        counts = (_NONE.filled(communes=", ".join(sorted(communes))), *counts)
    kept = ESTABLISHMENTS.typed(table[sound].sort_values("siret").reset_index(drop=True))
    return Reading(kept, sheet.rows, (*sheet.warnings, *said, *counts, *_doubts(kept)))


def _counted(*, n_hidden: int, lost: pd.Series) -> tuple[Words, ...]:
    said = []
    if n_hidden:
        said.append(_HIDDEN.filled(n=str(n_hidden)))
    if not lost.empty:
        said.append(_LOST.filled(n=str(len(lost)), first=str(lost.fillna("?").iloc[0])))
    return tuple(said)


def _doubts(kept: pd.DataFrame) -> Iterator[Words]:
    """Say what is kept and cannot be used as it is: no place, a code that nothing defines."""
    unplaced = kept["state"].eq("active") & (kept["lon"].isna() | kept["lat"].isna())
    if unplaced.any():
        yield _UNPLACED.filled(n=str(int(unplaced.sum())))
    told = kept[kept["activity"].notna()]
    strange = [
        str(code)
        for code, of in zip(told["activity"], told["nomenclature"].fillna(""), strict=True)
        if not naf.is_known(str(code), str(of))
    ]
    if strange:
        codes = sorted(set(strange))
        listed = ", ".join(code[:10] for code in codes[:MOST_LISTED])
        more = ", …" if len(codes) > MOST_LISTED else ""
        yield _UNKNOWN.filled(n=str(len(strange)), codes=listed + more)


def _table(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Words]]:
    created = values.dates(cells["dateCreationEtablissement"])
    since = values.dates(cells["dateDebut"])
    codes = {name: _codes(cells[name]) for name in ("activitePrincipaleEtablissement", NAF25)}
    employer = values.booleans(cells["caractereEmployeurEtablissement"])
    lon, lat = _places(cells)
    old, new = codes.values()
    only_new = old.isna() & new.notna()
    table = cells.rename(columns=NAMES)[list(NAMES.values())].assign(
        name=cells[list(SIGNS)].bfill(axis=1).iloc[:, 0],
        state=cells["etatAdministratifEtablissement"].map(STATES).astype("string"),
        created=created.values,
        employer=employer.values,
        address=_addresses(cells),
        postcode=cells["codePostalEtablissement"],
        since=since.values,
        activity=old.mask(only_new, new),
        activity_naf2025=new,
        lon=lon,
        lat=lat,
    )
    table["nomenclature"] = table["nomenclature"].mask(only_new, "NAF2025")
    said = [*created.warnings("dateCreationEtablissement"), *since.warnings("dateDebut")]
    return table, said


def _codes(cells: pd.Series) -> pd.Series:
    """Give each code its point; one that says that nobody knows yet is missing."""
    pointed = cells.map(naf.pointed, na_action="ignore").astype("string")
    return pointed.mask(pointed.isin(naf.NOT_YET))


def _addresses(cells: pd.DataFrame) -> pd.Series:
    number, repeat, kind, street = (cells[name].fillna("") for name in ADDRESS)
    joined = number + " " + repeat + " " + kind + " " + street
    plain = joined.str.replace(r"\s+", " ", regex=True).str.strip()
    return plain.where(plain != "", pd.NA)


def _places(cells: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    east, north = (values.numbers(cells[name]).values for name in METRES)
    lon, lat = coordinates.from_legal_metres(east, north, cells["codeCommuneEtablissement"])
    told_lon, told_lat = (values.numbers(cells[name]).values for name in DEGREES)
    return lon.fillna(told_lon), lat.fillna(told_lat)


def write(establishments: pd.DataFrame, path: Path) -> None:
    """Write a table of establishments as a StockEtablissement file, in the national column order.

    Parameters
    ----------
    establishments
        Table `ESTABLISHMENTS`; a row with its NAF 2025 code alone is written under that column.
    path
        Where to write the CSV.

    Raises
    ------
    ShapeError
        If a SIRET has not 14 digits.
    StorageError
        If the file cannot be written.
    """
    siret = establishments["siret"]
    if not siret.str.fullmatch(r"\d{14}").all():
        raise ShapeError(
            "A SIRET has 14 digits: {n} have not.", n=int((siret.str.len() != 14).sum())
        )
    east, north = _metres(establishments)
    new = establishments["nomenclature"] == "NAF2025"
    number = establishments["address"].str.extract(r"^(\d{1,4})\s+(.*)$")
    written = {
        **{theirs: establishments[ours] for theirs, ours in NAMES.items()},
        "siren": siret.str[:9],
        "nic": siret.str[9:],
        "statutDiffusionEtablissement": "O",
        "etablissementSiege": "true",
        "etatAdministratifEtablissement": establishments["state"].map(
            {"active": "A", "closed": "F"}
        ),
        "caractereEmployeurEtablissement": establishments["employer"].map({True: "O", False: "N"}),
        "numeroVoieEtablissement": number[0],
        **{theirs: establishments[ours] for theirs, ours in BESIDE.items()},
        "libelleVoieEtablissement": number[1].fillna(establishments["address"]),
        METRES[0]: east,
        METRES[1]: north,
        "enseigne1Etablissement": establishments["name"],
        "activitePrincipaleEtablissement": establishments["activity"].mask(new, pd.NA),
        NAF25: establishments["activity_naf2025"],
        "dateDernierTraitementEtablissement": establishments.get("treated"),
    }
    write_text(path, pd.DataFrame(written).reindex(columns=COLUMNS).to_csv(index=False))


def _metres(establishments: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    lon, lat = (establishments[n].to_numpy(float, na_value=np.nan) for n in ("lon", "lat"))
    east, north = np.full(len(lon), np.nan), np.full(len(lon), np.nan)
    codes = establishments["commune"].map(lambda c: legal_epsg(c, 0.0, 0.0)).to_numpy()
    for code in np.unique(codes):
        rows = (codes == code) & np.isfinite(lon) & np.isfinite(lat)
        turn = pyproj.Transformer.from_crs(4326, int(code), always_xy=True)
        east[rows], north[rows] = turn.transform(lon[rows], lat[rows])
    index = establishments.index
    return pd.Series(east, index=index).round(2), pd.Series(north, index=index).round(2)
