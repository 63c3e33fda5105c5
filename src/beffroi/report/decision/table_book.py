"""The performance table as a workbook: the table as people read it, and every cell in full."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from beffroi.report.decision.archive import settled
from beffroi.report.decision.content import Note
from beffroi.report.decision.note_pdf import moment
from beffroi.report.decision.parts import table_note
from beffroi.report.decision.performance import Told
from beffroi.report.decision.phrases import phrase

WIDE, NARROW = 40, 18
"""Widths of the columns of names and of the others. [character]"""
HEADING = "#E8EDF2"
SEPARATOR = " ; "
Row = Sequence[str | float | None]


def workbook(note: Note) -> bytes:
    """Write the performance table of a decision, no text of it ever taken for a formula.

    Parameters
    ----------
    note
        What is said of the decision in one language, whole.

    Returns
    -------
    The XLSX file, the same bytes for the same note.
    """
    made = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(made, options) as book:
        created = moment(note.day).replace(tzinfo=None)
        book.set_properties({"title": note.title[:255], "author": "Beffroi", "created": created})
        _page(book, phrase("cells_table", note.language), _table(note))
        _page(book, phrase("cells_detail", note.language), _cells(note))
    return settled(made.getvalue())


def _page(book: Any, title: str, rows: Sequence[Row]) -> None:
    """Write a sheet, its first row a heading that stays in sight."""
    page = book.add_worksheet(title)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "bg_color": HEADING})
    page.set_column(0, 0, WIDE)
    page.set_column(1, max(len(rows[0]) - 1, 1), NARROW)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            form = text if number else bold
            if isinstance(value, float):
                page.write_number(number, place, value, form)
            elif value:
                page.write_string(number, place, value, form)
    page.freeze_panes(1, 1)


def _table(note: Note) -> list[Row]:
    """Lay out a row a criterion and a column an option, with how to read them below."""
    table = note.table
    return [
        [phrase("criterion", note.language), *table.options],
        *([line.heading, *(cell.short for cell in line.cells)] for line in table.lines),
        [],
        *([said] for said in (note.invented, table_note(note), note.title) if said),
    ]


def _cells(note: Note) -> list[Row]:
    """Lay out a row a cell, with its bounds, unit, date, class, sources and remarks."""
    keys = (
        "option", "criterion", "cell_said", "cell_value", "cell_low", "cell_high", "cell_unit",
        "cell_evidence", "cell_date", "sources", "cell_remarks",
    )  # fmt: skip
    return [
        [phrase(key, note.language) for key in keys],
        *(
            [option, line.name, *_numbers(line.cells[place]), line.unit, *_about(line.cells[place])]
            for place, option in enumerate(note.table.options)
            for line in note.table.lines
        ),
    ]


def _numbers(cell: Told) -> Row:
    return cell.number, cell.value, cell.low, cell.high


def _about(cell: Told) -> Row:
    return (
        cell.evidence, cell.date, SEPARATOR.join(cell.sources), SEPARATOR.join(cell.remarks)
    )  # fmt: skip
