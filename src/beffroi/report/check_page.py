"""The page of a check of a timetable: every notice with what it changes and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.errors import shown
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.report.standalone import laid_out
from beffroi.study.gtfs_check_text import counted as counts_of
from beffroi.study.gtfs_checks import Checked, Told
from beffroi.territory.notice import SEVERITIES, Explanation, Notice, Severity

MOST_ROWS = 100
"""Rows of a notice that the page shows; the JSON answer holds more."""
MOST_OPEN = 3
"""Rows that stand open; more are a click away."""
WIDEST = 200
"""Longest value shown. [character]"""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file, ready to print."""

    file: str
    line: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as the page shows it.

    Attributes
    ----------
    anchor
        Unique in the page.
    notice, words
        As in `Told`.
    times
        How often it was found.
    shown
        How many rows the page shows, and of how many.
    rows
        Those rows.
    """

    anchor: str
    notice: Notice
    words: Explanation
    times: Words
    shown: Words
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The notices of one severity."""

    severity: Severity
    title: Words
    lead: Words
    told: tuple[Shown, ...]


def write(checked: Checked, path: Path) -> None:
    """Write the page of a check, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(checked))


def rendered(checked: Checked) -> str:
    """Lay a check out as one self-contained page, in French and in English."""
    parts = {
        "checked": checked,
        "title": both("{feed} – check of a timetable – Beffroi").filled(feed=checked.feed),
        "counts": counts_of(checked.told), "method": _method(checked),
        "parts": tuple(_parts(checked)), "most_open": MOST_OPEN,
    }  # fmt: skip
    return laid_out("check.html.j2", parts)


def _method(checked: Checked) -> Words:
    return both(
        "By the validator gtfs-guru {version}, then by the rules of the national access point and "
        "those on what a merge can break; judged for the day above. The same file and the same "
        "day always give the same page.",
        version=checked.version,
    )


def _parts(checked: Checked) -> Iterator[Part]:
    titles: dict[Severity, tuple[Words, Words]] = {
        "error": (both("Errors"), both("To be mended before publishing.")),
        "warning": (both("Warnings"), both("Travellers may be misled.")),
        "notice": (both("Remarks"), both("To be looked at.")),
    }
    for severity in SEVERITIES:
        chosen = [one for one in checked.told if one.notice.severity == severity]
        if chosen:
            told = tuple(_shown(f"{severity}-{n}", one) for n, one in enumerate(chosen, start=1))
            yield Part(severity, *titles[severity], told)


def _shown(anchor: str, one: Told) -> Shown:
    notice = one.notice
    rows = tuple(
        Line(
            file=row.file,
            line="" if row.line is None else str(row.line),
            fields=tuple(
                (name, shown(str(value), WIDEST))
                for name, value in row.fields.items()
                if value is not None
            ),
        )
        for row in notice.rows[:MOST_ROWS]
    )
    n = _number(notice.count)
    some = both("{some} of {all}").filled(some=_number(len(rows)), all=n)
    return Shown(
        anchor=anchor,
        notice=notice,
        words=one.words,
        times=plural(notice.count, both("{count} time"), both("{count} times"), count=n),
        shown=n if len(rows) == notice.count else some,
        rows=rows,
    )


def _number(n: int) -> Words:
    return Words(fr=grouped(n, 0, "fr"), en=grouped(n, 0, "en"))
