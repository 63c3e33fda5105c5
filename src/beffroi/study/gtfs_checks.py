"""Check of a timetable: the validator's notices and our own, each explained, rows in hand."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.engines.mobility import validity
from beffroi.engines.mobility.validity.remark import Remark
from beffroi.formats import gtfs
from beffroi.foundation.errors import SettingsError
from beffroi.territory.notice import (
    SEVERITIES,
    UNKNOWN,
    Explanation,
    Notice,
    Row,
    Severity,
    Value,
    by_gravity,
)

MOST_ROWS = 1_000
"""Rows of a notice that are handed out; all are counted."""
COMPARED = 10_000
"""Rows of a notice of the validator that ours are compared with."""
TOLD_BY_VALIDATOR = {
    "excessive_speed": (
        "fast_travel_between_consecutive_stops",
        ("stopId1", "stopId2"),
        ("from_stop_id", "to_stop_id"),
    ),
    "no_service_for_days": (
        "big_gap_in_service",
        ("gapStartDate", "gapEndDate"),
        ("last_day", "next_day"),
    ),
}
"""For a rule of ours, the notice of the validator that may say the same, and what tells it: two
fields of the notice, in any order, that are two fields of ours."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice and its plain words."""

    notice: Notice
    words: Explanation


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check says of a timetable.

    Attributes
    ----------
    feed
        Name of the file or folder.
    date
        The day for which it was judged, ISO 8601.
    version
        Of the validator gtfs-guru.
    told
        Every notice, the gravest first.
    """

    feed: str
    date: str
    version: str
    told: tuple[Told, ...]

    def count(self, severity: Severity) -> int:
        """Count the notices of a severity, however many rows each concerns."""
        return count(self.told, severity)

    @property
    def has_errors(self) -> bool:
        """Say whether anything must be mended before the timetable is published."""
        return self.count("error") > 0

    def as_json(self) -> dict[str, Any]:
        """Return the check as the documented JSON object."""
        return {
            "figures": [],
            "findings": [],
            "warnings": [],
            "check": {
                "feed": self.feed,
                "date": self.date,
                "validator": {"name": "gtfs-guru", "version": self.version},
                "counts": counts(self.told),
            },
            "notices": [notice_as_json(told) for told in self.told],
        }


def count(told: tuple[Told, ...], severity: Severity) -> int:
    """Count the notices of a severity, however many rows each concerns."""
    return sum(one.notice.severity == severity for one in told)


def counts(told: tuple[Told, ...]) -> dict[str, dict[str, int]]:
    """Count notices and rows of each severity."""
    rows = Counter[str]()
    for one in told:
        rows[one.notice.severity] += one.notice.count
    return {
        severity: {"notices": count(told, severity), "rows": rows[severity]}
        for severity in SEVERITIES
    }


def notice_as_json(told: Told) -> dict[str, Any]:
    """Return a notice and its plain words as a JSON object."""
    notice, words = told.notice, told.words
    return {
        "code": notice.code,
        "severity": notice.severity,
        "origin": notice.origin,
        "count": notice.count,
        "title": words.title.as_json(),
        "means": words.means.as_json(),
        "remedy": words.remedy.as_json(),
        "rows": [row.as_json() for row in notice.rows],
    }


def check(feed: Path, date: str) -> Checked:
    """Check a timetable.

    Parameters
    ----------
    feed
        A GTFS archive or folder.
    date
        The day for which it is judged, ISO 8601: the same file and the same day always give the
        same answer.

    Raises
    ------
    SettingsError
        If `date` is no date.
    UnreadableFileError, HostileFileError
        If the file is absent, holds no timetable, cannot be read or could harm the machine.
    """
    _refuse_no_date(date)
    said = gtfs.validated(feed, date, most_rows=COMPARED)
    notices = [*said.notices, *_ours(feed, date, said.notices)]
    return Checked(
        feed=feed.name,
        date=date,
        version=said.version,
        told=tuple(
            Told(replace(notice, rows=notice.rows[:MOST_ROWS]), _words(notice))
            for notice in by_gravity(notices)
        ),
    )


def _refuse_no_date(date: str) -> None:
    """Refuse what is no day, ISO 8601.

    Raises
    ------
    SettingsError
        If it is none.
    """
    try:
        is_day = dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        is_day = False
    if not is_day:
        raise SettingsError(
            "{date!r} is not a date: write year, month and day, such as 2026-09-01.", date=date
        )


def _words(notice: Notice) -> Explanation:
    """Explain a notice; one that nobody has explained is said to be so."""
    rule = validity.rules().get(notice.code)
    if rule and notice.origin != gtfs.ORIGIN:
        return rule.words
    return gtfs.explained().get(notice.code, UNKNOWN)


def _ours(feed: Path, date: str, said: tuple[Notice, ...]) -> Iterator[Notice]:
    read = gtfs.unchecked(feed)
    for remark in validity.remarks(read.tables, date):
        rows = _unsaid(remark, said)
        if rows.empty:
            continue
        rule = validity.rules()[remark.code]
        yield Notice(
            code=remark.code,
            severity=rule.severity,
            origin=rule.origin,
            count=len(rows),
            rows=tuple(_rows(remark.table, rows.iloc[:MOST_ROWS], read)),
        )


def _unsaid(remark: Remark, said: tuple[Notice, ...]) -> pd.DataFrame:
    """Leave out what the validator has said already."""
    if remark.code not in TOLD_BY_VALIDATOR:
        return remark.rows
    code, theirs, ours = TOLD_BY_VALIDATOR[remark.code]
    told = {
        frozenset(row.fields.get(name) for name in theirs)
        for notice in said
        if notice.code == code
        for row in notice.rows
    }
    pairs = map(frozenset, remark.rows[list(ours)].itertuples(index=False))
    return remark.rows[[pair not in told for pair in pairs]]


def _rows(table: str, rows: pd.DataFrame, read: gtfs.Unchecked) -> Iterator[Row]:
    places = [int(place) for place in rows.index]
    lines = read.lines(table, places) if table else [None for _ in places]
    file = f"{table}.txt" if table else ""
    for line, fields in zip(lines, rows.to_dict("records"), strict=True):
        yield Row(file, line, {str(name): _plain(value) for name, value in fields.items()})


def _plain(value: Any) -> Value:
    """Turn the value of a table into text, a number, or None where it is unknown."""
    if pd.isna(value):
        return None
    if isinstance(value, str):
        return value
    number = float(value)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number
