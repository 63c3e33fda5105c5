"""Writing of a maturity sheet: a workbook that a person fills in, or answers as CSV and JSON."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from beffroi.formats.maturity_sheets import rows as sheet_rows
from beffroi.formats.maturity_sheets.rows import ANSWER, COLUMNS, COMMENT, FRENCH, ID, SHEET, Row
from beffroi.foundation.files import write_text, written_whole
from beffroi.foundation.language import Words
from beffroi.territory.maturity import Grid, Interval, Response

FORMAT = 1
HEADER = 5
"""Rows above the header: title and instructions."""
WIDTHS = (22, 12, 60, 38, 16, 36, 36, 18, 10)
HIDDEN_COLUMNS = (ID, sheet_rows.PRINT)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet may take for a formula."""
HELP = """\
Une ligne, une preuve à regarder : oui, non, ne sait pas (une bonne réponse) ou non concerné.
Quand un « non » grise la suite d'un thème, passez au thème suivant.
Ce qu'une donnée dit déjà n'appelle pas de réponse ; si c'est faux, dites-le en commentaire.
N'écrivez aucun nom de personne. Ne retirez pas les colonnes cachées. Comptez une demi-heure."""


def write(
    path: Path,
    grid: Grid,
    *,
    sheet: str,
    town: str = "",
    known: Mapping[str, Words] | None = None,
    skipped: Collection[str] = (),
) -> None:
    """Write the sheet of one respondent as a workbook (XLSX).

    Parameters
    ----------
    path
        Where to write.
    grid
        The grid.
    sheet
        Id of the sheet, which tells two respondents of one role apart.
    town
        Name of the town, for the title; empty if unknown.
    known
        What data say already, by id of proof.
    skipped
        Ids of the proofs that do not concern the town: they are left out.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    listed = sheet_rows.rows(grid, sheet=sheet, known=known or {}, skipped=skipped)
    with written_whole(path) as temporary:
        made = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(made, options) as book:
            book.set_properties({"title": "Maturité numérique", "author": "Beffroi"})
            _fill(book, grid, listed, town)
        temporary.write_bytes(made.getvalue())


def _fill(book: Any, grid: Grid, listed: tuple[Row, ...], town: str) -> None:
    formats = _formats(book)
    page = book.add_worksheet("Questions")
    title = f"Maturité numérique du centre : {town}" if town else "Maturité numérique du centre"
    page.write_string(0, 0, title, formats["big"])
    for number, sentence in enumerate(HELP.splitlines(), start=1):
        page.write_string(number, 0, sentence)
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        hides = {"hidden": True} if name in HIDDEN_COLUMNS else {}
        page.set_column(column, column, width, formats["text"], hides)
        page.write_string(HEADER, column, name, formats["header"])
    for number, row in enumerate(listed, start=HEADER + 1):
        _write_row(page, number, row, formats)
    _grey_what_is_out_of_reach(page, grid, listed, formats["grey"])
    page.freeze_panes(HEADER + 1, 0)
    page.repeat_rows(HEADER)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _formats(book: Any) -> dict[str, Any]:
    looks: dict[str, dict[str, Any]] = {
        "big": {"bold": True, "font_size": 14},
        "text": {"text_wrap": True, "valign": "top"},
        "header": {"bold": True, "bg_color": "#1f3a5f", "font_color": "#ffffff", "text_wrap": True},
        "title": {"bold": True, "bg_color": "#dbe4ee"},
        "answer": {"bg_color": "#fff8dc", "border": 1, "valign": "top", "num_format": "@"},
        "grey": {"font_color": "#8a8a8a", "bg_color": "#eeeeee"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_row(page: Any, number: int, row: Row, formats: Mapping[str, Any]) -> None:
    if row.kind == "hidden":
        page.set_row(number, None, None, {"hidden": True})
    look = formats["title"] if row.kind == "title" else formats["text"]
    for column, (name, text) in enumerate(row.cells.items()):
        is_answer = name == ANSWER and row.kind in {"question", "choice", "text"}
        if is_answer:
            page.write(number, column, text or None, formats["answer"])
        elif text or row.kind == "title":
            page.write_string(number, column, text, look)
    if row.choices:
        answer = COLUMNS.index(ANSWER)
        page.data_validation(
            number, answer, number, answer,
            {"validate": "list", "source": list(row.choices), "ignore_blank": True,
             "error_title": "Réponse", "error_message": "Choisissez dans la liste."},
        )  # fmt: skip


def _grey_what_is_out_of_reach(page: Any, grid: Grid, listed: tuple[Row, ...], grey: Any) -> None:
    """Grey the questions of a line above a stage of which a required proof is missing."""
    column = chr(ord("A") + COLUMNS.index(ANSWER))
    places = {row.id: n for n, row in enumerate(listed, start=HEADER + 1) if row.kind == "question"}
    for line in grid.lines:
        below: list[str] = []
        for stage in line.stages:
            own = [proof for proof in stage.proofs if proof.id in places]
            if own and below:
                first, last = places[own[0].id], places[own[-1].id]
                rule = {"type": "formula", "criteria": f"=OR({','.join(below)})", "format": grey}
                page.conditional_format(first, 0, last, len(COLUMNS) - 1, rule)
            below += [
                f'${column}${places[proof.id] + 1}="{FRENCH["no"]}"'
                for proof in own
                if proof.is_required
            ]


def write_csv(responses: Iterable[Response], grid: Grid, path: Path) -> None:
    """Write the answers of respondents as CSV: one row an answer, in the ids of the sheet.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow((SHEET, ID, ANSWER, COMMENT, sheet_rows.PRINT))
    for response in responses:
        for line in _lines(response, grid):
            out.writerow([harmless(cell) for cell in line])
    write_text(path, text.getvalue())


def harmless(cell: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("oui")
    ("'=1+1", 'oui')
    """
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _lines(response: Response, grid: Grid) -> Iterable[tuple[str, ...]]:
    own = response.sheet
    role = grid.roles[response.role].fr if response.role in grid.roles else ""
    yield own, sheet_rows.ROLE, role, "", ""
    yield own, sheet_rows.DATE, response.date, "", ""
    yield own, sheet_rows.VERSION, response.version, "", ""
    proofs = grid.proofs
    for id_ in dict.fromkeys((*response.answers, *response.comments)):
        answer = FRENCH[response.answers[id_]] if id_ in response.answers else ""
        fingerprint = proofs[id_].fingerprint if id_ in proofs else ""
        yield own, id_, answer, response.comments.get(id_, ""), fingerprint
    capacity = response.capacity
    for name in sheet_rows.CAPACITIES:
        yield own, sheet_rows.CAPACITY + name, bounds_text(getattr(capacity, name)), "", ""
    for id_, present in capacity.skills.items():
        yield own, sheet_rows.SKILL + id_, FRENCH["yes" if present else "no"], "", ""


def bounds_text(bounds: Interval | None) -> str:
    """Write an interval as a respondent would.

    Examples
    --------
    >>> bounds_text((2.0, 4.5)), bounds_text(None)
    ('2 à 4.5', '')
    """
    return f"{bounds[0]:.10g} à {bounds[1]:.10g}" if bounds else ""


def write_json(responses: Iterable[Response], path: Path) -> None:
    """Write the answers of respondents as JSON.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    document = {"format": FORMAT, "responses": [response.as_json() for response in responses]}
    write_text(path, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
