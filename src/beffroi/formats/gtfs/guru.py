"""The validator gtfs-guru, run by itself: a program of its own, so that its fall takes nothing.

Run as ``python guru.py FEED DATE ANSWER``: it writes the notices of the feed at that date to the
file ANSWER, as JSON. It imports nothing of Beffroi, so that it starts at once.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import gtfs_guru

FILES = ("filename", "childFilename")
LINES = {
    "csvRowNumber": "",
    "csvRowNumberA": "",
    "csvRowNumber1": "",
    "newCsvRowNumber": "",
    "currCsvRowNumber": "",
    "startCsvRowNumber": "",
    "lineIndex": "",
    "stopTimeCsvRowNumber": "stop_times.txt",
    "stopTimeCsvRowNumber1": "stop_times.txt",
    "tripCsvRowNumber": "trips.txt",
    "routeCsvRowNumber": "routes.txt",
    "stopCsvRowNumber": "stops.txt",
}
"""Names of line numbers, the first found being taken, and the file that some of them mean."""


def answered(feed: str, date: str, most: int) -> dict[str, Any]:
    """Validate a feed.

    Parameters
    ----------
    feed
        A ZIP archive or a folder.
    date
        The day of which "expired" and "in the next days" are said, ISO 8601.
    most
        How many rows of a notice are kept, the first ones by file and line.

    Returns
    -------
    ``version`` of the validator, and ``notices``: code, severity, count and rows of each, a row
    being its file (empty if the notice does not name it), its line and its fields.

    Raises
    ------
    ValueError
        If the validator cannot open the feed.
    """
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for notice in gtfs_guru.validate(feed, date=date).notices:
        grouped[notice.code, notice.severity].append(_row(notice))
    return {
        "version": gtfs_guru.version(),
        "notices": [
            {"code": code, "severity": severity, "count": len(rows), "rows": _first(rows, most)}
            for (code, severity), rows in sorted(grouped.items())
        ],
    }


def _first(rows: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Put rows in an order that does not depend on threads, and keep the first ones."""
    return sorted(rows, key=_place)[:most]


def _place(row: dict[str, Any]) -> tuple[str, int, str]:
    return row["file"], row["line"] or 0, json.dumps(row["fields"], sort_keys=True)


def _row(notice: gtfs_guru.Notice) -> dict[str, Any]:
    context = {
        name: value
        for name, value in sorted(notice.context().items())
        if isinstance(value, str | int | float)
    }
    if notice.field and "fieldName" not in context:
        context["fieldName"] = notice.field
    named = [notice.file, *(context.pop(name, "") for name in FILES)]
    found = {name: context.pop(name) for name in LINES if name in context}
    first = next(iter(found), "csvRowNumber")
    kept = {name: line for name, line in found.items() if name != first}
    return {
        "file": next((name for name in named if name), LINES[first]),
        "line": found.get(first, notice.row),
        "fields": context | kept,
    }


def main() -> None:
    """Answer to a file, so that what the validator prints is not mixed with the answer."""
    feed, date, most, answer = sys.argv[1:]
    Path(answer).write_text(json.dumps(answered(feed, date, int(most))), encoding="utf-8")


if __name__ == "__main__":
    main()
