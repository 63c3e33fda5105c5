"""A file of a timetable with its meaning: typed columns, faults told, unusable rows set aside."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from beffroi.formats.gtfs.cells import Cells
from beffroi.formats.gtfs.ledger import SHOWN, Ledger, pointed
from beffroi.formats.gtfs.reference import FILES, Field, is_known_mode
from beffroi.formats.gtfs.sheets import Sheet
from beffroi.formats.gtfs.values import Flags, Meaning, meaning
from beffroi.foundation.language import Words

TEXT = Field("text")
EXPECTED = {
    "int": Words(fr="nombres entiers", en="whole numbers"),
    "mode": Words(fr="types de ligne", en="route types"),
    "enum": Words(fr="codes de la norme", en="codes of the reference"),
    "float": Words(fr="nombres", en="numbers"),
    "lat": Words(fr="latitudes (-90 à 90)", en="latitudes (-90 to 90)"),
    "lon": Words(fr="longitudes (-180 à 180)", en="longitudes (-180 to 180)"),
    "time": Words(fr="heures (HH:MM:SS)", en="times (HH:MM:SS)"),
    "date": Words(fr="dates (AAAAMMJJ)", en="dates (YYYYMMDD)"),
    "colour": Words(fr="couleurs (RRVVBB)", en="colours (RRGGBB)"),
    "amount": Words(fr="montants", en="amounts"),
}
STRINGS = {pa.large_string(): pd.StringDtype("pyarrow"), pa.string(): pd.StringDtype("pyarrow")}


def table(name: str, sheet: Sheet, ledger: Ledger) -> pd.DataFrame:
    """Give the columns of a sheet their meaning.

    Returns
    -------
    One row for each usable row of the file, numbered as in the file from 0. Columns of the
    reference are `string`, `Int64` or `Float64`; columns that it does not know stay text.
    """
    columns = {
        column: _column(name, column, cells, ledger) for column, cells in sheet.columns.items()
    }
    frame = pd.DataFrame(columns, index=pd.RangeIndex(sheet.n_rows), copy=False)
    frame = _without_blank_rows(name, frame, sheet, ledger)
    return _without_unusable(name, frame, sheet, ledger)


def _column(table: str, name: str, cells: Cells, ledger: Ledger) -> pd.Series:
    field = FILES[table].columns.get(name, TEXT)
    if field.kind in {"id", "text"}:
        return _texts(cells)
    means = meaning(cells.values, field)
    wrong = cells.rows(~means.valid)
    if wrong.any():
        _tell_wrong(table, name, cells, wrong, ledger)
    if means.repaired.any():
        _tell_repaired(table, name, cells, means, ledger)
    if field.kind == "mode":
        _tell_modes(table, name, means, ledger)
    return _typed(cells, means)


def _texts(cells: Cells) -> pd.Series:
    return pd.Series(cells.text().to_pandas(types_mapper=STRINGS.get))


def _typed(cells: Cells, means: Meaning) -> pd.Series:
    lost = np.append(~means.valid, True)[cells.codes]
    if not isinstance(means.values, np.ndarray):
        return _texts(Cells(np.where(lost, np.int32(-1), cells.codes), means.values))
    values = np.append(means.values, means.values.dtype.type(0))[cells.codes]
    if values.dtype.kind == "f":
        return pd.Series(pd.arrays.FloatingArray(values, lost))
    return pd.Series(pd.arrays.IntegerArray(values.astype(np.int64, copy=False), lost))


def _is_fatal(table: str, column: str, field: Field) -> bool:
    """Say whether an unreadable value of a column refuses the feed.

    Coordinates are judged later, with the use that is made of the stop.
    """
    file = FILES[table]
    is_grave = field.kind in {"time", "date"} or column in file.required
    return file.is_vital and is_grave and field.kind not in {"lat", "lon"}


def _tell_wrong(table: str, name: str, cells: Cells, wrong: Flags, ledger: Ledger) -> None:
    field = FILES[table].columns[name]
    expected = EXPECTED[field.kind]
    place = _places(table, cells, wrong, ledger)
    n = int(wrong.sum())
    fr = (
        f"{table}.txt : {n} valeur(s) de {name} qui ne (compte|comptent) pas parmi les "
        f"{expected.fr} : {place.fr}"
    )
    en = f"{table}.txt: {n} value(s) of {name} cannot be read as {expected.en}: {place.en}"
    if _is_fatal(table, name, field):
        ledger.fault(fr, en, n=n)
    else:
        ledger.warn(fr + ". Lues comme inconnues.", en + ". Read as unknown.", n=n)


def _tell_repaired(table: str, name: str, cells: Cells, means: Meaning, ledger: Ledger) -> None:
    rows = cells.rows(means.repaired)
    place = _places(table, cells, rows, ledger)
    ledger.warn(
        f"{table}.txt : {int(rows.sum())} valeur(s) de {name} corrigée(s) : {place.fr}.",
        f"{table}.txt: {int(rows.sum())} value(s) of {name} corrected: {place.en}.",
        n=int(rows.sum()),
    )


def _tell_modes(table: str, name: str, means: Meaning, ledger: Ledger) -> None:
    modes = np.asarray(means.values)[means.valid]
    unknown = sorted({int(mode) for mode in modes if not is_known_mode(int(mode))})
    if unknown:
        listed = ", ".join(map(str, unknown))
        ledger.warn(
            f"{table}.txt : {name} hors de la norme, gardé tel quel : {listed}.",
            f"{table}.txt: {name} outside the reference, kept: {listed}.",
        )


def _places(table: str, cells: Cells, rows: Flags, ledger: Ledger) -> Words:
    first = np.flatnonzero(rows)[:SHOWN].tolist()
    held = [str(cells.values[int(cells.codes[row])]) for row in first]
    return pointed(ledger.lines(table, first), held, more=int(rows.sum()) > SHOWN)


def _without_blank_rows(
    name: str, frame: pd.DataFrame, sheet: Sheet, ledger: Ledger
) -> pd.DataFrame:
    filled = np.zeros(sheet.n_rows, dtype=bool)
    for cells in sheet.columns.values():
        if filled.all():
            break
        filled |= cells.codes >= 0
    return ledger.without(frame, name, ~filled, Words(fr="ligne vide", en="blank row"))


def _without_unusable(name: str, frame: pd.DataFrame, sheet: Sheet, ledger: Ledger) -> pd.DataFrame:
    """Set aside the rows that lack what they must hold, or refuse the feed for them."""
    file = FILES[name]
    for column in file.required:
        if column not in frame:
            continue
        lacking = frame[column].isna().to_numpy()
        if not lacking.any():
            continue
        if file.is_vital:
            _tell_lacking(name, column, frame, sheet, ledger)
        else:
            reason = Words(fr=f"{column} absent ou illisible", en=f"{column} missing or unreadable")
            frame = ledger.without(frame, name, lacking, reason)
    return frame


def _tell_lacking(
    name: str, column: str, frame: pd.DataFrame, sheet: Sheet, ledger: Ledger
) -> None:
    """Refuse blank cells; unreadable ones were told already."""
    blank: npt.NDArray[np.bool_] = (sheet.columns[column].codes < 0)[frame.index.to_numpy()]
    if blank.any():
        place = ledger.where(frame[blank], name, list(frame.columns[:2]))
        ledger.fault(
            f"{name}.txt : {int(blank.sum())} ligne(s) sans {column} : {place.fr}",
            f"{name}.txt: {int(blank.sum())} row(s) without {column}: {place.en}",
            n=int(blank.sum()),
        )
