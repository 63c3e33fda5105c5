"""BNLS: the national base of off-street car parks, repaired where its publishers differ.

Format: "Lieux de stationnement", table schema ``etalab/schema-stationnement`` 0.1.5 (CSV). As
published it parts columns by commas or semicolons, mixes centimetres with metres and decimal
commas with points, and leaves out required values; every repair is counted in a warning.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.carriers import coordinates, delimited, values
from beffroi.foundation.errors import ShapeError
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words
from beffroi.territory.reading import Reading
from beffroi.territory.tables import CAR_PARKS

NAMES = {
    "id": "car_park_id",
    "nom": "name",
    "type_usagers": "access",
    "gratuit": "free",
    "nb_places": "capacity",
    "nb_pr": "park_ride",
    "nb_pmr": "capacity_disabled",
    "hauteur_max": "max_height",
    "Xlong": "lon",
    "Ylat": "lat",
    "type_ouvrage": "kind",
}
NEEDED = ("id", "nom", "gratuit", "nb_places", "Xlong", "Ylat")
COUNTS = ("capacity", "capacity_disabled", "park_ride")
KINDS = {"enclos_en_surface": "surface", "ouvrage": "structure"}
"""`structure` is a built car park, above or under ground: the base does not say which."""
ACCESS = {"tous": "yes", "abonnés": "permit", "abonnes": "permit"}
NO_LIMIT = ("n/a", "na", "inconnu", "aucune")
METRES_MOST = 10.0
"""A height up to this is in metres: no car park is 10 cm high. [m]"""
LEAST_HEIGHT, MOST_HEIGHT = 1.4, 6.0
"""Heights between which a limit is believed: a car is 1.4 m, a coach under 4.5 m. [m]"""
CENTIMETRES = 100
COLUMNS = (
    "id", "nom", "insee", "adresse", "url", "type_usagers", "gratuit", "nb_places", "nb_pr",
    "nb_pmr", "nb_voitures_electriques", "nb_velo", "nb_2r_el", "nb_autopartage", "nb_2_rm",
    "nb_covoit", "hauteur_max", "num_siret", "Xlong", "Ylat", "tarif_pmr", "tarif_1h", "tarif_2h",
    "tarif_3h", "tarif_4h", "tarif_24h", "abo_resident", "abo_non_resident", "type_ouvrage",
    "info",
)  # fmt: skip
ID = r"([013-9]\d|2[AB1-9])\d{3}-P-\d{3}"
_FORMAT = "base of car parks (BNLS)"

_REPEATED = Words(
    fr="{n} parc(s) écarté(s), dont l'identifiant manque ou se répète.",
    en="{n} car park(s) set aside, whose identifier is missing or repeated.",
)
_METRES = Words(
    fr="hauteur_max : {n} hauteur(s) écrite(s) en mètres au lieu de centimètres, comprise(s).",
    en="hauteur_max: {n} height(s) written in metres rather than centimetres, understood.",
)
_STRANGE_HEIGHT = Words(
    fr="hauteur_max : {n} hauteur(s) invraisemblable(s), tenue(s) pour inconnue(s) (« {first} »).",
    en='hauteur_max: {n} implausible height(s), held as unknown ("{first}").',
)
_NO_VALUE = Words(
    fr="{column} : {n} parc(s) sans valeur, ou d'une valeur hors du schéma national.",
    en="{column}: {n} car park(s) without a value, or with one outside the national schema.",
)


def read(path: Path) -> Reading:
    """Read the base of car parks.

    Parameters
    ----------
    path
        The national CSV, or a local one of the same schema, plain or zipped.

    Returns
    -------
    Table `CAR_PARKS`. A car park without an identifier or without coordinates in France is set
    aside, and counted in a warning.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column is missing.
    """
    sheet = delimited.read(path, format_name=_FORMAT)
    cells = sheet.named(NAMES, needed=NEEDED)
    cells = cells.reindex(columns=list(NAMES.values())).astype("string")
    where = coordinates.located(cells["lon"], cells["lat"], cells["car_park_id"])
    counts = {name: values.whole_numbers(cells[name]) for name in COUNTS}
    free = values.booleans(cells["free"])
    height, said = heights(cells["max_height"])
    table = pd.DataFrame({
        "car_park_id": cells["car_park_id"],
        "name": cells["name"],
        "kind": cells["kind"].str.lower().map(KINDS).astype("string"),
        "capacity": counts["capacity"].values,
        "capacity_disabled": counts["capacity_disabled"].values,
        "access": cells["access"].str.lower().map(ACCESS).astype("string"),
        "fee": free.values.map({True: "no", False: "yes"}).astype("string"),
        "park_ride": (counts["park_ride"].values > 0).map({True: "yes", False: "no"}),
        "max_height": height,
        "geometry": where.points,
    })  # fmt: skip
    sound = table["car_park_id"].notna() & ~table["car_park_id"].duplicated()
    warnings = [*sheet.warnings, *where.warnings, *said, *free.warnings("gratuit")]
    warnings += [words for name, read_ in counts.items() for words in read_.warnings(name)]
    warnings += _gaps(table, sound)
    kept = table[sound & where.placed].reset_index(drop=True)
    return Reading(CAR_PARKS.typed(kept), sheet.rows, tuple(warnings))


def heights(cells: pd.Series) -> tuple[pd.Series, tuple[Words, ...]]:
    """Read the height limits of car parks.

    Parameters
    ----------
    cells : (n,)
        Texts: whole centimetres by the schema, ``N/A`` where there is no limit; metres are
        understood.

    Returns
    -------
    Limits, missing where there is none, where it is unknown or where it is not to be believed [m];
    and what was repaired.

    Examples
    --------
    >>> heights(pd.Series(["190", "1,90", "N/A", "1905"], dtype="string"))[0].tolist()
    [1.9, 1.9, <NA>, <NA>]
    """
    told = cells.mask(cells.str.lower().isin(NO_LIMIT), pd.NA)
    plain = told.str.lower().str.replace(r"\s*(cm|m)$", "", regex=True)
    parsed = values.numbers(plain)
    in_metres = (parsed.values <= METRES_MOST).fillna(value=False) & (parsed.values > 0)
    metres = parsed.values.where(in_metres, parsed.values / CENTIMETRES)
    believed = metres.between(LEAST_HEIGHT, MOST_HEIGHT).fillna(value=False)
    strange = told[told.notna() & ~believed]
    warnings = []
    if (in_metres & believed).any():
        warnings.append(_METRES.filled(n=str(int((in_metres & believed).sum()))))
    if not strange.empty:
        warnings.append(_STRANGE_HEIGHT.filled(n=str(len(strange)), first=str(strange.iloc[0])))
    return metres.where(believed, pd.NA), tuple(warnings)


def _gaps(table: pd.DataFrame, sound: pd.Series) -> list[Words]:
    said = [
        _NO_VALUE.filled(column=published, n=str(int(table[ours].isna().sum())))
        for published, ours in (("type_ouvrage", "kind"), ("type_usagers", "access"))
        if table[ours].isna().any()
    ]
    if not sound.all():
        said.append(_REPEATED.filled(n=str(int((~sound).sum()))))
    return said


def write(car_parks: gpd.GeoDataFrame, path: Path, *, siret: str) -> None:
    """Write a table of car parks as a CSV that the national schema accepts.

    Parameters
    ----------
    car_parks
        Table `CAR_PARKS`, in WGS 84; the identifiers are those of the schema (``35236-P-001``). An
        area is written as a point inside it.
    path
        Where to write.
    siret
        The 14 digits of the authority that publishes.

    Raises
    ------
    ShapeError
        With the first faults, if a car park lacks what the schema requires.
    StorageError
        If the file cannot be written.
    """
    faults = _faults(car_parks)
    if faults:
        raise ShapeError(
            "The car parks break the national schema: {faults}.", faults=tuple(faults[:8])
        )
    points = car_parks.geometry.representative_point()
    height = (car_parks["max_height"] * CENTIMETRES).round().astype("Int64").astype("string")
    written = {
        "id": car_parks["car_park_id"],
        "nom": car_parks["name"],
        "insee": car_parks["car_park_id"].str[:5],
        "type_usagers": car_parks["access"].map({"yes": "tous", "permit": "abonnés"}),
        "gratuit": car_parks["fee"].map({"no": "true", "yes": "false"}),
        "nb_places": car_parks["capacity"],
        "nb_pr": car_parks["capacity"].where((car_parks["park_ride"] == "yes").fillna(value=False)),
        "nb_pmr": car_parks["capacity_disabled"],
        "hauteur_max": height.fillna("N/A"),
        "num_siret": siret,
        "Xlong": points.x.round(7),
        "Ylat": points.y.round(7),
        "type_ouvrage": car_parks["kind"].map({ours: theirs for theirs, ours in KINDS.items()}),
    }
    write_text(path, pd.DataFrame(written).reindex(columns=COLUMNS).to_csv(index=False))


def _faults(car_parks: gpd.GeoDataFrame) -> list[str]:
    good = {
        "id": car_parks["car_park_id"].str.fullmatch(ID),
        "nom": car_parks["name"].notna(),
        "type_usagers": car_parks["access"].isin(["yes", "permit"]),
        "gratuit": car_parks["fee"].isin(["yes", "no"]),
        "nb_places": car_parks["capacity"].notna(),
    }
    return [
        f"{name} ({car_park})"
        for name, column in good.items()
        for car_park in car_parks.loc[~column.fillna(value=False).astype(bool), "car_park_id"]
    ]
