"""Sheets filled in as a person would, and then damaged."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from beffroi.formats import maturity_sheets
from beffroi.method.maturity.grid import maturity_grid

KEPT = ("governance", "it", "data", "skills")
GRID = replace(
    maturity_grid(), lines=tuple(line for line in maturity_grid().lines if line.id in KEPT)
)
"""Four lines of the grid: as true as the whole, and twice as quick to write."""
HEADER = 6
ANSWER, COMMENT, ID, PRINT = 5, 6, 8, 9
"""Columns of the sheet as it is written, from 1."""


def filled(
    path: Path,
    answers: Mapping[str, object],
    *,
    sheet: str = "s1",
    then: Callable[[Any], None] | None = None,
    **how: Any,
) -> Path:
    """Write a sheet, fill it in by id, and damage it with `then`."""
    maturity_sheets.write(path, GRID, sheet=sheet, **how)
    book = openpyxl.load_workbook(path)
    page = book.active
    for row in page.iter_rows(min_row=HEADER + 1):
        if row[ID - 1].value in answers:
            row[ANSWER - 1].value = answers[row[ID - 1].value]
    if then:
        then(page)
    book.save(path)
    return path


def cell(page: Any, id_: str, column: int) -> Any:
    """Find a cell of a sheet by the id of its row."""
    return next(
        row[column - 1] for row in page.iter_rows(min_row=HEADER + 1) if row[ID - 1].value == id_
    )


def listed(path: Path, *responses: object, format_: int = 1) -> Path:
    """Write a JSON document of answers."""
    path.write_text(json.dumps({"format": format_, "responses": responses}), encoding="utf-8")
    return path
