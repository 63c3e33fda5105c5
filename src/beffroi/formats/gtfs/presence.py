"""What a timetable must hold: its files, their columns, and at least one row where it matters."""

import pandas as pd

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.reference import CALENDARS, FILES, LOCATIONS, REQUIRED_FILES
from beffroi.foundation.language import Words

Tables = dict[str, pd.DataFrame]


def present(tables: Tables, ledger: Ledger) -> Tables:
    """Refuse a feed without its files or columns.

    Returns
    -------
    The tables, less those that cannot be used for want of a column.
    """
    _check_files(tables, ledger)
    return {name: _complete(name, frame, ledger) for name, frame in tables.items()}


def _check_files(tables: Tables, ledger: Ledger) -> None:
    lacking = [f"{name}.txt" for name in REQUIRED_FILES if name not in tables]
    held = ", ".join(sorted(f"{name}.txt" for name in tables if name in FILES)) or "–"
    if "stops" not in tables and LOCATIONS not in tables:
        lacking.append("stops.txt")
    if lacking:
        ledger.fault(
            f"fichiers obligatoires absents ou vides : {', '.join(lacking)} (trouvés : {held})",
            f"required files absent or empty: {', '.join(lacking)} (found: {held})",
        )
    if not any(name in tables for name in CALENDARS):
        ledger.fault(
            "ni calendar.txt ni calendar_dates.txt : les jours de service sont inconnus",
            "neither calendar.txt nor calendar_dates.txt: the days of service are unknown",
        )


def check_rows(tables: Tables, ledger: Ledger) -> None:
    """Refuse a feed that has no route, no trip or no stop time left."""
    for name in ("routes", "trips", "stop_times"):
        if name in tables and tables[name].empty:
            ledger.fault(
                f"{name}.txt ne contient aucune ligne utilisable", f"{name}.txt holds no usable row"
            )


def _complete(name: str, frame: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    if name not in FILES:
        return frame
    file = FILES[name]
    missing = [column for column in file.required if column not in frame]
    blank = [c for c in file.expected if c not in frame or (len(frame) and frame[c].isna().all())]
    if blank:
        ledger.warn(
            f"{name}.txt : {', '.join(blank)} manquent, que la norme demande.",
            f"{name}.txt: {', '.join(blank)} missing, which the reference requires.",
        )
    if not missing:
        return frame
    listed = ", ".join(missing)
    if file.is_vital:
        held = ", ".join(frame.columns)
        ledger.fault(
            f"{name}.txt : colonnes obligatoires absentes : {listed} (trouvées : {held})",
            f"{name}.txt: required columns absent: {listed} (found: {held})",
        )
        return frame
    reason = Words(fr=f"colonnes absentes : {listed}", en=f"columns absent: {listed}")
    return ledger.without(frame, name, frame.index >= 0, reason)
