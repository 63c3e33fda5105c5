"""A check of a timetable in text: how many errors, and each notice with what to do."""

import re
from collections.abc import Iterator

from beffroi.foundation.errors import shown
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.study.gtfs_checks import Checked, Told, count
from beffroi.territory.notice import Row, Severity

SHOWN = 3
"""Rows shown of each notice."""
WIDEST = 60
"""Longest value shown. [character]"""
MOST_FIELDS = 6
"""Fields shown of a row, those that name something first; the JSON holds them all."""
NAMING = re.compile(r"([Ii]d|[Nn]ame)\d?$")
HEADINGS: dict[Severity, tuple[str, Words]] = {
    "error": ("✗", both("ERRORS: to be mended before publishing")),
    "warning": ("!", both("WARNINGS: travellers may be misled")),
    "notice": ("·", both("REMARKS: to be looked at")),
}
LINE = Words("{text}", "{text}")


def told(checked: Checked) -> Iterator[Words]:
    """Tell a check, the gravest first.

    Returns
    -------
    One sentence a line, in both languages.
    """
    yield both(
        "{feed}, checked for {date} with gtfs-guru {version} and the rules of Beffroi: {counts}.",
        feed=checked.feed,
        date=checked.date,
        version=checked.version,
        counts=counted(checked.told),
    )
    yield from by_severity(checked.told)
    if not checked.told:
        yield both("Nothing to say: the timetable breaks no rule that is checked.")


def by_severity(told: tuple[Told, ...]) -> Iterator[Words]:
    """Tell notices under the heading of their severity, one sentence a line."""
    for severity, (mark, heading) in HEADINGS.items():
        chosen = [one for one in told if one.notice.severity == severity]
        if chosen:
            yield LINE.filled(text="")
            yield heading
        for one in chosen:
            yield from _notice(mark, one)


def counted(told: tuple[Told, ...]) -> Words:
    """Say how many notices of each severity there are."""
    parts = [
        plural(count(told, "error"), both("{n} error"), both("{n} errors")),
        plural(count(told, "warning"), both("{n} warning"), both("{n} warnings")),
        plural(count(told, "notice"), both("{n} remark"), both("{n} remarks")),
    ]
    return Words(fr=", ".join(part.fr for part in parts), en=", ".join(part.en for part in parts))


def _notice(mark: str, one: Told) -> Iterator[Words]:
    notice, words = one.notice, one.words
    n = Words(fr=grouped(notice.count, 0, "fr"), en=grouped(notice.count, 0, "en"))
    times = plural(notice.count, both("{count} time"), both("{count} times"), count=n)
    title = Words("{mark} {title} ({times}) [{code}]", "{mark} {title} ({times}) [{code}]")
    yield title.filled(mark=mark, title=words.title, times=times, code=notice.code)
    indent = Words("  {text}", "  {text}")
    yield indent.filled(text=both("What it changes: {means}", means=words.means))
    yield indent.filled(text=both("What to do: {remedy}", remedy=words.remedy))
    for row in notice.rows[:SHOWN]:
        yield Words("    {text}", "    {text}").filled(text=place(row))
    more = notice.count - len(notice.rows[:SHOWN])
    if more > 0 and notice.rows:
        n_more = Words(fr=grouped(more, 0, "fr"), en=grouped(more, 0, "en"))
        yield Words("    {text}", "    {text}").filled(
            text=plural(
                more, both("… and {count} more row"), both("… and {count} more rows"), count=n_more
            )
        )


def place(row: Row) -> str:
    """Write a row on one line, what a file holds made fit for a screen.

    Examples
    --------
    >>> place(Row("stops.txt", 5, {"stop_id": "A", "stop_name": None}))
    'stops.txt:5 stop_id=A'
    """
    where = row.file + (f":{row.line}" if row.line is not None else "")
    held = [(name, value) for name, value in row.fields.items() if value is not None]
    held.sort(key=lambda field: not NAMING.search(field[0]))
    fields = [f"{name}={shown(str(value), WIDEST)}" for name, value in held[:MOST_FIELDS]]
    return " ".join(part for part in (where, ", ".join(fields)) if part)
