"""Reading a timetable: every row accounted for, every repair told, every fault in one message."""

from pathlib import Path

import pandas as pd

from beffroi.formats.gtfs.feed import Feed, validity
from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.locations import locations
from beffroi.formats.gtfs.members import Member, found
from beffroi.formats.gtfs.presence import Tables
from beffroi.formats.gtfs.reference import FILES, LOCATIONS
from beffroi.formats.gtfs.rules import ruled
from beffroi.formats.gtfs.sheets import sheet
from beffroi.formats.gtfs.tables import table
from beffroi.foundation.errors import FaultyFileError

FORMAT = "GTFS"


def read(path: Path) -> Feed:
    """Read a GTFS timetable.

    Parameters
    ----------
    path
        A ZIP archive, with its files at the top or in one folder, or a folder.

    Returns
    -------
    The feed. Rows that mean nothing without another that is absent, or that contradict each other
    in files beside the timetable, are in `Feed.set_aside`.

    Raises
    ------
    UnreadableFileError
        If there is nothing at `path`, or it is damaged, encrypted or holds no timetable.
    HostileFileError
        If the archive could harm the machine.
    FaultyFileError
        If some fault would make a figure wrong; all faults are listed.

    References
    ----------
    GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/.
    """
    ledger = Ledger()
    members = found(path, ledger)
    tables: Tables = {}
    n_rows: dict[str, int] = {}
    for name in (*FILES, LOCATIONS):
        if name in members:
            _take(name, members[name], ledger, tables, n_rows)
    kept = ruled(tables, ledger)
    if ledger.faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=ledger.faults)
    renumbered = {name: frame.reset_index(drop=True) for name, frame in kept.items()}
    aside = {
        name: pd.concat(frames, ignore_index=True) for name, frames in ledger.set_aside.items()
    }
    return Feed(renumbered, tuple(ledger.warnings), n_rows, aside, *validity(kept))


def _take(
    name: str, member: Member, ledger: Ledger, tables: Tables, n_rows: dict[str, int]
) -> None:
    """Read one file into `tables`, and count its rows into `n_rows`."""
    if name == LOCATIONS:
        zones = locations(member.load(), ledger)
        if zones is not None:
            tables[name] = zones
            n_rows[name] = len(zones) + sum(map(len, ledger.set_aside.get(name, [])))
        return
    read = sheet(name, member.load(), ledger)
    if read is None:
        ledger.warn(f"{name}.txt est vide.", f"{name}.txt is empty.")
        return
    n_rows[name] = read.n_rows
    tables[name] = table(name, read, ledger)
