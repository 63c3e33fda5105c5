"""The register of car parks as it is really published, every repair counted in a warning.

As published it parts columns by commas or semicolons, mixes centimetres with metres and decimal
commas with points, writes prices with their sign, and leaves out required values.
"""

import re
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.carriers import coordinates, delimited, values, workbook
from beffroi.formats.bnls.names import (
    ACCESS,
    CENTIMETRES,
    COMMUNE,
    COUNTS,
    ID,
    KINDS,
    MONEY,
    NAMES,
    SIRET,
    TARIFFS,
)
from beffroi.foundation.language import Words
from beffroi.territory.parking import PRICES, REGISTERED_CAR_PARKS
from beffroi.territory.reading import Reading
from beffroi.territory.tables import CAR_PARKS

NEEDED = ("id", "nom", "gratuit", "nb_places", "Xlong", "Ylat")
NO_LIMIT = ("n/a", "na", "aucune", "aucun", "sans", "illimitée", "illimite")
NOT_KNOWN = ("inconnu", "inconnue", "nc", "?")
RESERVED = ("capacity_disabled", "capacity_charging", "capacity_park_ride")
FREE_PRICES = ("gratuit", "gratuite")
METRES_MOST = 10.0
"""A height up to this is in metres: no car park is 10 cm high. [m]"""
LEAST_HEIGHT, MOST_HEIGHT = 1.4, 6.0
"""Heights between which a limit is believed: a car is 1.4 m, a coach under 4.5 m. [m]"""
_FORMAT = "base of car parks (BNLS)"
_SIRET_LENGTH = 14
_LAST_MONTH = 12
_ISO = re.compile(r"\d{4}-(\d\d)-(\d\d)(?:[T ].*)?$")
_FRENCH = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}$")
_IN_WORDS = re.compile(r"(\d{1,2})[-. ]([a-zéû]{3,5})\.?(?:[- ]\d{2,4})?$")
_MONTHS = {
    "janv": 1, "févr": 2, "fevr": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7,
    "août": 8, "aout": 8, "sept": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12,
}  # fmt: skip

_DATED = Words(
    fr="{n} prix qu'un tableur avait pris pour des dates, remis en prix ({first} → {price}) : à "
    "vérifier.",
    en="{n} price(s) that a spreadsheet took for dates, turned back ({first} → {price}): to be "
    "checked.",
)
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
_DECREASING = Words(
    fr="{n} parc(s) dont le tarif baisse quand la durée monte : à vérifier ({first}).",
    en="{n} car park(s) whose price falls as the stay grows: to be checked ({first}).",
)
_ELSEWHERE = Words(
    fr="insee : {n} parc(s) dont le code n'est pas celui de l'identifiant ({first}).",
    en="insee: {n} car park(s) whose code is not that of the identifier ({first}).",
)
_STRANGE_ID = Words(
    fr="id : {n} identifiant(s) hors du schéma national, gardé(s) tel(s) quel(s) (« {first} »).",
    en='id: {n} identifier(s) outside the national schema, kept as written ("{first}").',
)
_MORE_THAN_ALL = Words(
    fr="{n} parc(s) annoncent plus de places réservées que de places : à vérifier ({first}).",
    en="{n} car park(s) claim more reserved spaces than spaces: to be checked ({first}).",
)


def read(path: Path) -> Reading:
    """Read the base of car parks as a map would draw them.

    Parameters
    ----------
    path
        The national CSV, or a local one of the same schema, plain or zipped, or a workbook (XLSX)
        of it.

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
    whole = read_register(path)
    told = whole.table
    rides = told["capacity_park_ride"]
    table = told.assign(
        fee=told["free"].map({True: "no", False: "yes"}).astype("string"),
        park_ride=(rides > 0).map({True: "yes", False: "no"}),
    )
    return Reading(CAR_PARKS.typed(table), whole.rows, whole.warnings)


def read_register(path: Path) -> Reading:
    """Read the base of car parks with every column of its schema.

    Parameters
    ----------
    path
        As for `read`.

    Returns
    -------
    Table `REGISTERED_CAR_PARKS`, rows set aside as `read` does.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column is missing.
    """
    if workbook.is_workbook(path):
        sheet = workbook.read(path, format_name=_FORMAT, needed=NEEDED)
    else:
        sheet = delimited.read(path, format_name=_FORMAT)
    cells = sheet.named(NAMES, needed=NEEDED)
    cells = cells.reindex(columns=list(NAMES.values())).astype("string")
    undated, turned = _undated(cells)
    cells = cells.assign(**undated)
    where = coordinates.located(cells["lon"], cells["lat"], cells["car_park_id"])
    counts = {name: values.whole_numbers(cells[name]) for name in COUNTS}
    prices = {name: values.numbers(_priced(cells[name])) for name in MONEY}
    free = values.booleans(cells["free"])
    height, said = heights(cells["max_height"])
    siret, mended = _sirets(cells["siret"])
    table = pd.DataFrame({
        **{name: cells[name] for name in ("car_park_id", "name", "address", "website", "info")},
        "commune": cells["commune"].fillna(_commune_of(cells["car_park_id"])),
        **{name: read_.values for name, read_ in counts.items()},
        **{name: read_.values.where(read_.values >= 0) for name, read_ in prices.items()},
        "access": _named(cells["access"], ACCESS),
        "free": free.values,
        "max_height": height,
        "no_height_limit": cells["max_height"].str.lower().isin(NO_LIMIT),
        "siret": siret,
        "tariff_disabled": _named(cells["tariff_disabled"], TARIFFS),
        "kind": _named(cells["kind"], KINDS),
        "geometry": where.points,
    })  # fmt: skip
    sound = table["car_park_id"].notna() & ~table["car_park_id"].duplicated()
    warnings = [*sheet.warnings, *where.warnings, *said, *free.warnings("gratuit"), *mended,
                *turned]  # fmt: skip
    published = {ours: name for name, ours in NAMES.items()}
    for name, read_ in (counts | prices).items():
        warnings += read_.warnings(published[name])
    kept = REGISTERED_CAR_PARKS.typed(table[sound & where.placed].reset_index(drop=True))
    warnings += [*_gaps(table, sound), *_oddities(kept)]
    return Reading(kept, sheet.rows, tuple(warnings))


def _commune_of(ids: pd.Series) -> pd.Series:
    codes = ids.str[:5]
    return codes.where(codes.str.fullmatch(COMMUNE).fillna(value=False))


def _named(cells: pd.Series, words: dict[str, str]) -> pd.Series:
    """Map the words of the schema to ours, whatever their capitals and accents."""
    known = {_plain(theirs): ours for theirs, ours in words.items()}
    return cells.map(lambda text: known.get(_plain(text)), na_action="ignore").astype("string")


def _plain(text: str) -> str:
    return text.strip().lower().replace("é", "e").replace(" ", "_")


def _priced(cells: pd.Series) -> pd.Series:
    """Take away the sign of the euro, and write what is free as 0."""
    bare = cells.str.replace(r"\s*(€|eur|euros?)\s*(ttc)?$", "", regex=True, case=False)
    return bare.mask(bare.str.lower().isin(FREE_PRICES), "0")


def _undated(cells: pd.DataFrame) -> tuple[dict[str, pd.Series], tuple[Words, ...]]:
    """Turn back the prices that a spreadsheet took for dates: 1.2 for the first of February."""
    turned = {
        name: cells[name].astype(object).map(_price_of_date, na_action="ignore").astype("string")
        for name in MONEY
    }
    found = [(name, cells[name][own.notna()]) for name, own in turned.items() if own.notna().any()]
    columns = {name: own.fillna(cells[name]) for name, own in turned.items()}
    if not found:
        return columns, ()
    name, texts = found[0]
    price = columns[name].loc[texts.index[0]]
    said = _DATED.filled(n=str(sum(len(own) for _, own in found)), first=texts.iloc[0], price=price)
    return columns, (said,)


def _price_of_date(text: str) -> str | None:
    """Return the price of which a spreadsheet made a date: day for euros, month for tenths."""
    if match := _ISO.match(text):
        day, month = int(match[2]), int(match[1])
    elif match := _FRENCH.match(text):
        day, month = int(match[1]), int(match[2])
    elif (match := _IN_WORDS.match(text.lower())) and match[2] in _MONTHS:
        day, month = int(match[1]), _MONTHS[match[2]]
    else:
        return None
    return f"{day}.{month}" if month <= _LAST_MONTH else None


def _sirets(cells: pd.Series) -> tuple[pd.Series, tuple[Words, ...]]:
    """Read SIRET numbers: spaces taken away, a leading zero that a spreadsheet ate put back."""
    plain = cells.str.replace(r"[\s.]", "", regex=True)
    full = plain.str.zfill(_SIRET_LENGTH).where(plain.str.len() == _SIRET_LENGTH - 1, plain)
    good = full.where(full.str.fullmatch(SIRET).fillna(value=False))
    repaired = int((good.notna() & (good != cells).fillna(value=False)).sum())
    unread = tuple(cells[cells.notna() & good.isna()])
    return good, values.Values(good, repaired, unread).warnings("num_siret")


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
    told = cells.mask(cells.str.lower().isin((*NO_LIMIT, *NOT_KNOWN)), pd.NA)
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


def _oddities(table: pd.DataFrame) -> list[Words]:
    """Tell what contradicts itself, and is kept as written."""
    own, is_ours = table["car_park_id"].str[:5], table["car_park_id"].str.fullmatch(ID)
    prices = table[list(PRICES)].to_numpy(dtype=float, na_value=np.nan)
    falls = [bool((np.diff(row[~np.isnan(row)]) < 0).any()) for row in prices]
    kept = table[list(RESERVED)].to_numpy(dtype=float, na_value=0.0)
    capacity = table["capacity"].to_numpy(dtype=float, na_value=np.inf)
    cases = (
        (_STRANGE_ID, ~is_ours),
        (_ELSEWHERE, is_ours & ~own.eq(table["commune"].fillna(own))),
        (_DECREASING, falls),
        (_MORE_THAN_ALL, (kept > capacity[:, np.newaxis]).any(axis=1)),
    )
    marked = [(words, pd.Series(of, index=table.index).astype("boolean").fillna(value=False))
              for words, of in cases]  # fmt: skip
    return [
        words.filled(n=str(int(of.sum())), first=str(table.loc[of, "car_park_id"].iloc[0]))
        for words, of in marked
        if of.any()
    ]
