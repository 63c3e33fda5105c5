"""A timetable as it stands, faults included: for a check to look at, never for a figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.members import found
from beffroi.formats.gtfs.presence import Tables
from beffroi.formats.gtfs.reference import FILES
from beffroi.formats.gtfs.sheets import sheet
from beffroi.formats.gtfs.tables import table


@dataclass(frozen=True)
class Unchecked:
    """The tables of a feed as they stand.

    Attributes
    ----------
    tables
        As `Feed.tables`, but nothing is promised of them: files, columns and values may be missing,
        identifiers may stand twice or lead nowhere. Rows bear the numbers that they have in their
        file, the first row after the names of the columns being 0.
    ledger
        What the reading said of each file.
    """

    tables: Tables
    ledger: Ledger

    def lines(self, table: str, rows: Sequence[int]) -> list[int]:
        """Find the lines of the file of a table where rows stand, its first line being 1."""
        return self.ledger.lines(table, rows)


def unchecked(path: Path) -> Unchecked:
    """Read the tables of a feed, whatever is wrong with them.

    Values that cannot be understood are missing from the tables; zones of services on demand
    (`locations.geojson`) are not read.

    Parameters
    ----------
    path
        A ZIP archive or a folder.

    Raises
    ------
    UnreadableFileError
        If nothing is there, or it is damaged, encrypted or holds no timetable.
    HostileFileError
        If the archive could harm the machine.
    """
    ledger = Ledger()
    members = found(path, ledger)
    tables: Tables = {}
    for name in FILES:
        read = sheet(name, members[name].load(), ledger) if name in members else None
        if read is not None:
            tables[name] = table(name, read, ledger)
    return Unchecked(tables, ledger)
