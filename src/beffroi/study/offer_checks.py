"""Check of what is published of an offer: shared vehicles (GBFS) and carpool places (BNLC)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beffroi.formats import bnlc, gbfs
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words, both
from beffroi.study.gtfs_check_text import by_severity, counted
from beffroi.study.gtfs_checks import Told, count, counts, notice_as_json
from beffroi.territory.notice import UNKNOWN, Explanation, Notice, by_gravity

MOST_ROWS = 1_000
"""Places of a notice that are handed out; all are counted."""
GBFS, BNLC = "GBFS", "BNLC"


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a check says of a file.

    Attributes
    ----------
    file
        Name of the file or folder.
    format
        `GBFS` or `BNLC`, with its version where it tells one.
    date
        Day, or moment, for which it was judged, ISO 8601.
    told
        Every notice, the gravest first.
    warnings
        What was said of the file while opening it.
    """

    file: str
    format: str
    date: str
    told: tuple[Told, ...]
    warnings: tuple[Words, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Say whether anything must be mended before the file is published."""
        return count(self.told, "error") > 0

    def as_json(self) -> dict[str, Any]:
        """Return the check as the documented JSON object."""
        return {
            "figures": [],
            "findings": [],
            "warnings": [words.as_json() for words in self.warnings],
            "check": {
                "file": self.file,
                "format": self.format,
                "date": self.date,
                "counts": counts(self.told),
            },
            "notices": [notice_as_json(told) for told in self.told],
        }

    def lines(self) -> Iterator[Words]:
        """Tell the check, the gravest first, one sentence a line."""
        yield both(
            "{file} ({format}), checked for {date}: {counts}.",
            file=self.file,
            format=self.format,
            date=self.date,
            counts=counted(self.told),
        )
        yield from self.warnings
        yield from by_severity(self.told)


def check_gbfs(path: Path, date: str) -> Inspected:
    """Check a system of shared vehicles.

    Parameters
    ----------
    path
        Folder, ZIP archive, or one JSON file.
    date
        Day, or moment with its zone, ISO 8601.

    Raises
    ------
    SettingsError
        If `date` is neither.
    UnreadableFileError, HostileFileError
        If the path holds no system, or could harm the machine.
    """
    _refuse_no_moment(date)
    feed = gbfs.found(path)
    notices = gbfs.checked(feed, date, most_rows=MOST_ROWS)
    name = f"{GBFS} {feed.version}".strip()
    return Inspected(path.name, name, date, _told(notices, gbfs.explained()))


def check_bnlc(path: Path, date: str) -> Inspected:
    """Check a register of carpool places.

    Parameters
    ----------
    path
        CSV, plain or alone in a ZIP archive.
    date
        Day, ISO 8601.

    Raises
    ------
    SettingsError
        If `date` is no date.
    UnreadableFileError, FaultyFileError
        If the file is no table, or has none of the columns required.
    """
    _refuse_no_moment(date)
    sheet = bnlc.opened(path)
    notices = bnlc.checked(sheet, date[:10], most_rows=MOST_ROWS)
    return Inspected(path.name, BNLC, date, _told(notices, bnlc.explained()), sheet.warnings)


def export_bnlc(path: Path, out: Path, date: str) -> Inspected:
    """Mend a register of carpool places and write it, if the national schema then accepts it.

    Parameters
    ----------
    path, date
        As for `check_bnlc`.
    out
        Where to write the CSV.

    Returns
    -------
    The repairs, and what is still wrong; where there are errors nothing was written.

    Raises
    ------
    SettingsError, UnreadableFileError, FaultyFileError
        As `check_bnlc`.
    StorageError
        If the file cannot be written.
    """
    _refuse_no_moment(date)
    sheet = bnlc.opened(path)
    made = bnlc.mended(sheet, date[:10], most_rows=MOST_ROWS)
    if made.is_valid:
        bnlc.write_sheet(made.sheet.cells, out)
    notices = tuple(by_gravity((*made.repairs, *made.faults)))
    return Inspected(path.name, BNLC, date, _told(notices, bnlc.explained()), sheet.warnings)


def _told(notices: tuple[Notice, ...], words: Mapping[str, Explanation]) -> tuple[Told, ...]:
    return tuple(Told(notice, words.get(notice.code, UNKNOWN)) for notice in notices)


def _refuse_no_moment(date: str) -> None:
    try:
        if "T" in date:
            dt.datetime.fromisoformat(date)
        else:
            dt.date.fromisoformat(date)
    except ValueError as error:
        raise SettingsError(
            "{date!r} is not a date: write year, month and day, such as 2026-09-01.", date=date
        ) from error
