"""The parts of a note that PDF and Word share, in the order of reading."""

from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.report.decision.content import Note, Row
from beffroi.report.decision.limits import Fitted
from beffroi.report.decision.phrases import hundred, percent, phrase

TABLE = "table.xlsx"
"""Workbook of the performance table, whole."""
MOST_MATTERS = 2
"""Criteria named as those that matter most to a group."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a note: its title, a sentence, and a list."""

    title: str
    lead: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts: its title, its headings, its rows, and how to read it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def chart_rows(note: Note) -> tuple[Row, ...]:
    """Return the bars: all together, then each group; any weighting where there is no group."""
    return (note.together, *note.groups) if note.groups else (note.any,)


def chart_grid(kept: Fitted) -> Grid:
    """Return the numbers of the chart: a row a bar, a column an option drawn."""
    note = kept.note
    return Grid(
        title=phrase("first", note.language),
        headings=(phrase("group", note.language), *(choice.key for choice in note.choices)),
        rows=tuple((row.name, *map(hundred, row.shares)) for row in chart_rows(note)),
        note=phrase("first_caption" if note.groups else "no_groups", note.language),
    )


def chart_words(kept: Fitted) -> str:
    """Say in words what the chart shows, for those who do not see it."""
    note = kept.note
    rows = " ".join(
        phrase(
            "chart_row",
            note.language,
            group=row.name,
            shares=", ".join(
                f"{choice.name} {hundred(share)}"
                for choice, share in zip(note.choices, row.shares, strict=True)
            ),
        )
        for row in chart_rows(note)
    )
    return phrase("chart_alt", note.language, rows=rows)


def table_grid(kept: Fitted) -> Grid:
    """Return the performance table: a row a criterion, a column an option."""
    note, table = kept.note, kept.note.table
    return Grid(
        title=phrase("table", note.language),
        headings=(
            phrase("criterion", note.language),
            *(f"{key} – {name}" for key, name in zip(table.keys, table.options, strict=True)),
        ),
        rows=tuple((line.heading, *(cell.short for cell in line.cells)) for line in table.lines),
        note=table_note(note),
    )


def table_grids(note: Note, most: int) -> tuple[Grid, ...]:
    """Return the performance table in blocks of so many options, with its dates where they differ.

    The way to read it stands under the last block, and the title over the first.
    """
    table = note.table
    many = len(table.dates) > 1
    blocks = [slice(first, first + most) for first in range(0, len(table.options), most)]
    named = [f"{key} – {name}" for key, name in zip(table.keys, table.options, strict=True)]
    return tuple(
        Grid(
            title=phrase("table", note.language) if block.start == 0 else "",
            headings=(phrase("criterion", note.language), *named[block]),
            rows=tuple(
                (line.heading, *(cell.dated if many else cell.short for cell in line.cells[block]))
                for line in table.lines
            ),
            note=table_note(note) if block is blocks[-1] else "",
        )
        for block in blocks
    )


def ranks_grid(note: Note) -> Grid | None:
    """Return the rank of each option by each method; nothing where one option is left."""
    if not note.ranks:
        return None
    title, said = (phrase(key, note.language) for key in ("ranks", "ranks_note"))
    return Grid(title, note.ranks[0], note.ranks[1:], said)


def table_note(note: Note) -> str:
    """Say how to read the performance table, and of when its cells are."""
    dates = note.table.dates
    if not dates:
        when = ""
    elif len(dates) == 1:
        when = phrase("table_date", note.language, date=dates[0])
    else:
        when = phrase("table_dates", note.language, file=TABLE)
    return " ".join(part for part in (phrase("table_note", note.language), when) if part)


def groups_grid(kept: Fitted) -> Grid:
    """Return what each group wants, and whether it loses; without rows where there is no group."""
    note = kept.note
    headings = ["group", "own_first", "matters"]
    if note.best_is_baseline:
        told = phrase("loses_none", note.language, option=note.best)
    else:
        headings.append("loses")
        told = phrase("loses_note", note.language, option=note.best, baseline=note.baseline)
    rows = (
        (row.name, row.best, shown_matters(row, note), *(
            () if note.best_is_baseline else (hundred(row.worse or 0.0),)
        ))
        for row in note.groups
    )  # fmt: skip
    return Grid(
        title=phrase("groups", note.language),
        headings=tuple(phrase(key, note.language) for key in headings),
        rows=tuple(rows),
        note=told,
    )


def shown_matters(row: Row, note: Note, most: int = MOST_MATTERS) -> str:
    """Say what matters most to a group, with its weights."""
    shown = row.matters[:most]
    return ", ".join(f"{name} ({percent(weight, note.language)})" for name, weight in shown)


def parts(kept: Fitted) -> tuple[Part, ...]:
    """Return what follows the tables."""
    return tuple(part for maker in _MAKERS for part in maker(kept.note) if part.lead or part.items)


def _flips(note: Note) -> Iterator[Part]:
    if note.has_rivals:
        lead = "" if note.flips else phrase("flip_none", note.language)
        yield Part(phrase("flips", note.language), lead, tuple(one.said for one in note.flips))


def _unknowns(note: Note) -> Iterator[Part]:
    if note.has_rivals:
        lead = "" if note.unknowns else phrase("unknown_none", note.language)
        items = tuple(one.said for one in note.unknowns)
        yield Part(phrase("unknowns", note.language), lead, items)


def _out(note: Note) -> Iterator[Part]:
    lead = "" if note.out else phrase("eliminated_none", note.language)
    reasons = tuple(reason for one in note.out for reason in one.reasons)
    yield Part(phrase("eliminated", note.language), lead, reasons)
    checks = tuple(reason for one in note.checks for reason in one.reasons)
    yield Part(phrase("to_check", note.language), "", checks)


def _second(note: Note) -> Iterator[Part]:
    yield Part(phrase("second", note.language), " ".join(note.second))


def _evidence(note: Note) -> Iterator[Part]:
    yield Part(phrase("evidence", note.language), evidence(note), note.remarks)


def evidence(note: Note) -> str:
    """Say how much of the table rests on which class of evidence."""
    shares = ", ".join(
        f"{said_} {percent(share, note.language)}" for said_, cells, share in note.evidence if cells
    )
    return phrase("evidence_cells", note.language, parts=shares)


def _how(note: Note) -> Iterator[Part]:
    yield Part(phrase("how", note.language), " ".join(note.how))


_MAKERS = (_flips, _unknowns, _out, _second, _evidence, _how)


def small_print(kept: Fitted) -> tuple[str, ...]:
    """Return the last lines: sources, methods, what was left out, the seal."""
    note = kept.note
    colon = "\u00a0: " if note.language == "fr" else ": "
    sources = phrase("sources", note.language) + colon + " ; ".join(note.sources) + "."
    return tuple(line for line in (sources, note.methods, kept.left, note.seal) if line)
