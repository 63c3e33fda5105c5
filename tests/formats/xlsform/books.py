"""Workbooks as people make them: sheets of rows."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl

Rows = Iterable[Iterable[object]]
CHOICES = (("list_name", "name", "label"), ("yn", "oui", "Oui"), ("yn", "non", "Non"))


def saved(path: Path, survey: Rows, choices: Rows = CHOICES, **more: Rows) -> Path:
    """Save the sheets of a form; `more` holds other sheets by title."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheets: Mapping[str, Rows] = {"survey": survey, "choices": choices, **more}
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
