"""Carpool places of the national register, as the table of the house."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.carriers import coordinates, delimited, values
from beffroi.formats.bnlc.schema import COLUMNS, FORMAT, NEEDED, schema
from beffroi.foundation.errors import ShapeError
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words
from beffroi.territory.reading import Reading
from beffroi.territory.tables import CARPOOL_PLACES

NAMES = {
    "id_lieu": "carpool_place_id",
    "nom_lieu": "name",
    "insee": "commune",
    "type": "kind",
    "date_maj": "updated",
    "ouvert": "open",
    "Xlong": "lon",
    "Ylat": "lat",
    "nbre_pl": "capacity",
    "nbre_pmr": "capacity_disabled",
}
PARSERS = {
    "open": values.booleans,
    "updated": values.dates,
    "capacity": values.whole_numbers,
    "capacity_disabled": values.whole_numbers,
}
KINDS = schema()["type"].choices

_REPEATED = Words(
    fr="{n} lieu(x) écarté(s), dont l'identifiant manque ou se répète.",
    en="{n} place(s) set aside, whose identifier is missing or repeated.",
)
_UNKNOWN_KIND = Words(
    fr="{n} lieu(x) d'un type hors du schéma national (« {first} »), gardé(s) tel(s) quel(s).",
    en='{n} place(s) of a kind outside the national schema ("{first}"), kept as written.',
)


def read(path: Path) -> Reading:
    """Read the register of carpool places.

    Parameters
    ----------
    path
        The national CSV, or a local one of the same schema, plain or zipped.

    Returns
    -------
    Table `CARPOOL_PLACES`, undated: its updates are those of each place, and some lie in the
    future. A place without an identifier or without coordinates in France is set aside, and
    counted in a warning.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column that the schema requires is missing.
    """
    sheet = delimited.read(path, format_name=FORMAT)
    cells = sheet.named(NAMES, needed=NEEDED)
    where = coordinates.located(cells["lon"], cells["lat"], cells["carpool_place_id"])
    parsed = {name: parse(cells[name]) for name, parse in PARSERS.items() if name in cells}
    table = cells.assign(**{name: column.values for name, column in parsed.items()})
    sound = table["carpool_place_id"].notna() & ~table["carpool_place_id"].duplicated()
    kept = table.assign(geometry=where.points)[sound & where.placed].drop(columns=["lon", "lat"])
    said = [words for name, column in parsed.items() for words in column.warnings(name)]
    if not sound.all():
        said.append(_REPEATED.filled(n=str(int((~sound).sum()))))
    warnings = (*sheet.warnings, *where.warnings, *said, *_kind_warning(kept["kind"]))
    typed = CARPOOL_PLACES.typed(kept.reset_index(drop=True))
    return Reading(typed, sheet.rows, warnings)


def _kind_warning(kinds: pd.Series) -> tuple[Words, ...]:
    strange = kinds[kinds.notna() & ~kinds.isin(KINDS)]
    if strange.empty:
        return ()
    return (_UNKNOWN_KIND.filled(n=str(len(strange)), first=str(strange.iloc[0])),)


def write(places: gpd.GeoDataFrame, path: Path) -> None:
    """Write a table of carpool places as a CSV that the national schema accepts.

    Parameters
    ----------
    places
        Table `CARPOOL_PLACES`, in WGS 84.
    path
        Where to write.

    Raises
    ------
    ShapeError
        With the first faults, if a place lacks what the schema requires.
    StorageError
        If the file cannot be written.
    """
    faults = _faults(places)
    if faults:
        raise ShapeError(
            "The carpool places break the national schema: {faults}.", faults=tuple(faults[:8])
        )
    yes_no = {True: "true", False: "false"}
    written = {
        **{name: places[ours] for name, ours in NAMES.items() if ours in places},
        "ouvert": places["open"].map(yes_no),
        "Xlong": places.geometry.x.round(7),
        "Ylat": places.geometry.y.round(7),
    }
    write_text(path, pd.DataFrame(written).reindex(columns=COLUMNS).to_csv(index=False))


def _faults(places: gpd.GeoDataFrame) -> list[str]:
    good = {
        "id_lieu": places["carpool_place_id"].str.fullmatch(schema()["id_lieu"].pattern),
        "nom_lieu": places["name"].notna(),
        "insee": places["commune"].str.fullmatch(schema()["insee"].pattern),
        "type": places["kind"].isin(KINDS),
        "date_maj": places["updated"].str.fullmatch(r"\d{4}-\d{2}-\d{2}"),
        "ouvert": places["open"].notna(),
    }
    return [
        f"{name} ({place})"
        for name, column in good.items()
        for place in places.loc[~column.fillna(value=False).astype(bool), "carpool_place_id"]
    ]
