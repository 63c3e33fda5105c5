"""Weighting sheets: one workbook a group, on which its members say what matters to them.

The sheet shows each criterion with the two ends of its scale in words, and asks for a rank and for
0 to 100 points of swing. A hidden sheet bears the decision, the group and a hash of the scales.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from beffroi.carriers import sheets as workbooks
from beffroi.carriers import values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words, both

SHEET = "Pondération"
HIDDEN = "_beffroi"
HEADINGS = {
    "criterion": "Identifiant",
    "name": "Critère",
    "worst": "Le moins bon de l'échelle",
    "best": "Le meilleur de l'échelle",
    "rank": "Rang (1 = compte le plus)",
    "points": "Points (0 à 100)",
}
"""Headings, by which columns are found wherever they were moved."""
WIDTHS = {"criterion": 14, "name": 34, "worst": 40, "best": 40, "rank": 14, "points": 14}
INSTRUCTIONS = (
    "Imaginez une solution qui serait au moins bon de l'échelle sur tous les critères.",
    "1. Si vous pouviez faire passer un seul critère du moins bon au meilleur, lequel ?",
    "   Donnez-lui le rang 1 et 100 points.",
    "2. Lequel ensuite ? Rang 2. Combien vaut ce passage, si le premier en vaut 100 ?",
    "   Continuez ; deux critères peuvent avoir le même rang.",
    "3. 0 point : ce passage ne compte pas pour vous. Pas de points ? Les rangs suffisent.",
    "Seules les cases jaunes sont à remplir. Jugez l'écart entre les deux bouts de l'échelle,",
    "pas l'importance du mot.",
)
MOST_POINTS = 100
LEAST = {"rank": 1, "points": 0}
"""Least answer under each heading."""
Lines = tuple[tuple[str, ...], ...]
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""Date written in every sheet, so that the same sheet has the same bytes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion on a sheet: id, name, and the two ends of its scale in words."""

    criterion: str
    name: str
    worst: str
    best: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a group is asked.

    Attributes
    ----------
    decision, title
        Id and title of the decision.
    digest
        Hash of the criteria and their scales: a sheet for other scales is void.
    group, group_name
        Id and name of the group.
    asked
        The criteria.
    """

    decision: str
    title: str
    digest: str
    group: str
    group_name: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What one member, or a group with one voice, answered.

    Attributes
    ----------
    file
        Name of the file.
    group
        Id of the group.
    ranks, points
        By criterion; either may be empty, never both.
    """

    file: str
    group: str
    ranks: tuple[tuple[str, float], ...]
    points: tuple[tuple[str, float], ...]


def write(path: Path, sheet: Sheet) -> None:
    """Write a sheet to be filled in; all is locked but the answers.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    with (
        written_whole(path) as temporary,
        xlsxwriter.Workbook(str(temporary), {"strings_to_formulas": False}) as book,
    ):
        book.set_properties({"title": sheet.title, "created": CREATED.replace(tzinfo=None)})
        _write_questions(book, sheet)
        _write_hidden(book, sheet)


def _write_questions(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True, "font_size": 14})
    page.write_string(0, 0, sheet.title, bold)
    page.write_string(1, 0, sheet.group_name, book.add_format({"bold": True}))
    for line, said in enumerate(INSTRUCTIONS, start=2):
        page.write_string(line, 0, said)
    first = len(INSTRUCTIONS) + 3
    heading = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8EDF2"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    answer = book.add_format({"locked": False, "bg_color": "#FFF7CC", "border": 1})
    for column, (key, name) in enumerate(HEADINGS.items()):
        page.set_column(column, column, WIDTHS[key])
        page.write_string(first, column, name, heading)
    for row, asked in enumerate(sheet.asked, start=first + 1):
        texts = (asked.criterion, asked.name, asked.worst, asked.best)
        for column, said in enumerate(texts):
            page.write_string(row, column, said, text)
        for column in (4, 5):
            page.write_blank(row, column, None, answer)
    _ask_numbers(page, first + 1, first + len(sheet.asked), len(sheet.asked))
    page.protect("", {"format_columns": True, "format_rows": True})
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _ask_numbers(
    page: xlsxwriter.worksheet.Worksheet, first: int, last: int, n_criteria: int
) -> None:
    page.data_validation(
        first, 4, last, 4,
        {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": n_criteria,
         "error_title": "Rang", "error_message": f"Un nombre entier de 1 à {n_criteria}."},
    )  # fmt: skip
    page.data_validation(
        first, 5, last, 5,
        {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": MOST_POINTS,
         "error_title": "Points", "error_message": "Un nombre de 0 à 100."},
    )  # fmt: skip


def _write_hidden(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(HIDDEN)
    for row, (key, value) in enumerate(_marks(sheet).items()):
        page.write_string(row, 0, key)
        page.write_string(row, 1, value)
    page.protect()
    page.very_hidden()


def _marks(sheet: Sheet) -> dict[str, str]:
    return {"decision": sheet.decision, "group": sheet.group, "digest": sheet.digest}


def read(path: Path, sheets: Mapping[str, Sheet]) -> Answers:
    """Read a sheet that was filled in.

    Parameters
    ----------
    path
        The workbook.
    sheets
        The sheets of the decision, by id of group.

    Raises
    ------
    UnreadableFileError
        If it is absent, damaged, protected by a password, or no plain workbook (XLSX).
    FaultyFileError
        If a cell holds a formula; otherwise with every fault: another decision or scales, a column
        or a criterion missing, a text or a negative number instead of an answer, ranks that
        contradict the points.
    """
    lines = {s.title: s.lines for s in workbooks.read(path, format_name="weighting sheet")}
    marks = {row[0]: row[1] for row in lines.get(HIDDEN, ()) if len(row) > 1}
    faults = list(_mark_faults(marks, sheets))
    if faults:
        raise FaultyFileError(path, format_name="weighting sheet", faults=faults)
    sheet = sheets[marks["group"]]
    answers = _answers(path.name, sheet, lines.get(SHEET, ()), faults)
    if faults:
        raise FaultyFileError(path, format_name="weighting sheet", faults=faults)
    return answers


def _mark_faults(marks: Mapping[str, str], sheets: Mapping[str, Sheet]) -> Iterator[Words]:
    if not {"decision", "group", "digest"} <= set(marks):
        yield both("it was not written by Beffroi, or its hidden sheet was removed; hand out the "
                   "sheet again")  # fmt: skip
        return
    decision, title = next(((one.decision, one.title) for one in sheets.values()), ("", ""))
    if marks["decision"] != decision:
        yield both("it belongs to the decision {found}, not to {decision}; give the sheets of this "
                   "one", found=marks["decision"], decision=_called(decision, title))  # fmt: skip
    elif marks["group"] not in sheets:
        known = ", ".join(_called(one.group, one.group_name) for one in sheets.values())
        yield both("it belongs to the group {found}, which the decision does not have (it has: "
                   "{known}); put the group back, or leave the sheet out",
                   found=marks["group"], known=known)  # fmt: skip
    elif marks["digest"] != sheets[marks["group"]].digest:
        yield both("the criteria or their scales have changed since it was handed out, and weights "
                   "depend on scales; hand out new sheets")  # fmt: skip


def _called(id_: str, name: str) -> str:
    """Say an id, with the name that people know it by where it is another."""
    return f"{id_} ({name})" if name not in {"", id_} else id_


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """What a row of the sheet says of a criterion, and in which cells: by heading.

    Attributes
    ----------
    criterion
        Id of the criterion.
    name
        The id, with the name that stands on the sheet.
    texts, cells
        Rank and points as written, and the cells where they stand, as ``Pondération!E13``.
    """

    criterion: str
    name: str
    texts: Mapping[str, str]
    cells: Mapping[str, str]

    def number(self, key: str, faults: list[Words]) -> float | None:
        """Read an answer; None where there is none."""
        text, where = self.texts[key], self.where(key)
        if not text:
            return None
        read = values.numbers(pd.Series([text], dtype="string")).values.tolist()[0]
        if pd.isna(read):
            faults.append(both("{where}: {text!r} is not a number; write one, or leave it empty",
                               where=where, text=text[:40]))  # fmt: skip
        elif read < 0:
            faults.append(both("{where}: {n} is negative; write a number from {least} on",
                               where=where, n=f"{read:g}", least=LEAST[key]))  # fmt: skip
        else:
            return float(read)
        return None

    def where(self, key: str) -> Words:
        """Say which answer this is: its heading, its cell, its criterion."""
        return both("{heading}, cell {cell}, {criterion}", heading=HEADINGS[key],
                    cell=self.cells[key], criterion=self.name)  # fmt: skip


def _answers(file: str, sheet: Sheet, lines: Lines, faults: list[Words]) -> Answers:
    found = _table(lines, {one.criterion: one.name for one in sheet.asked}, faults)
    if found:
        faults += _row_faults(found, sheet)
    asked = {one.criterion for one in sheet.asked}
    rows = {row.criterion: row for row in found if row.criterion in asked}
    answers = {
        key: {row: n for row in rows.values() if (n := row.number(key, faults)) is not None}
        for key in ("points", "rank")
    }
    if not faults:
        faults += _answer_faults(tuple(rows.values()), answers["rank"], answers["points"])
    points, ranks = (_whole(answers[key], sheet) for key in ("points", "rank"))
    return Answers(file=file, group=sheet.group, ranks=ranks, points=points)


def _whole(answers: Mapping[_Row, float], sheet: Sheet) -> tuple[tuple[str, float], ...]:
    """Return the answers in the order of the sheet if none lacks."""
    by_id = {row.criterion: n for row, n in answers.items()}
    asked = [one.criterion for one in sheet.asked]
    return tuple((id_, by_id[id_]) for id_ in asked) if by_id.keys() >= set(asked) else ()


def _row_faults(found: Sequence[_Row], sheet: Sheet) -> Iterator[Words]:
    asked = {one.criterion: one.name for one in sheet.asked}
    for id_, n in Counter(row.criterion for row in found).items():
        if n > 1:
            yield both(
                "the criterion {name} stands {n} times (cells {cells}); leave its own row alone",
                name=_called(id_, asked.get(id_, "")),
                n=n,
                cells=", ".join(row.cells["criterion"] for row in found if row.criterion == id_),
            )
    for row in found:
        if row.criterion not in asked:
            yield both("cell {cell}: it weighs {name}, which was not asked; take that row out",
                       cell=row.cells["criterion"], name=row.name)  # fmt: skip
    missing = [id_ for id_ in asked if id_ not in {row.criterion for row in found}]
    if missing:
        names = ", ".join(_called(id_, asked[id_]) for id_ in missing)
        yield both("sheet {sheet}: the criterion {names} is missing; put its row back, or hand out "
                   "the sheet again", sheet=SHEET, names=names)  # fmt: skip


def _table(lines: Lines, names: Mapping[str, str], faults: list[Words]) -> list[_Row]:
    """Find the columns by their headings, wherever they are."""
    needed = ("criterion", "rank", "points")
    for line, row in enumerate(lines):
        where = {cell: column for column, cell in enumerate(row) if cell}
        if HEADINGS["criterion"] in where:
            missing = [HEADINGS[key] for key in needed if HEADINGS[key] not in where]
            if missing:
                break
            columns = {key: where[HEADINGS[key]] for key in needed}
            rows = (
                _row(after, columns, number, names)
                for number, after in enumerate(lines[line + 1 :], start=line + 1)
            )
            return [found for found in rows if found.criterion]
    else:
        missing = [HEADINGS[key] for key in needed]
    faults.append(both("sheet {sheet}: columns are missing: {names}; their headings must stay as "
                       "they were handed out", sheet=SHEET,
                       names=", ".join(missing)))  # fmt: skip
    return []


def _row(
    line: tuple[str, ...], columns: Mapping[str, int], number: int, names: Mapping[str, str]
) -> _Row:
    texts = {key: line[k] if k < len(line) else "" for key, k in columns.items()}
    cells = {key: f"{SHEET}!{xl_rowcol_to_cell(number, k)}" for key, k in columns.items()}
    id_ = texts["criterion"]
    return _Row(id_, _called(id_, names.get(id_, "")), texts, cells)


def _answer_faults(
    rows: tuple[_Row, ...], ranked: dict[_Row, float], pointed: dict[_Row, float]
) -> Iterator[Words]:
    if not ranked and not pointed:
        yield both("nothing was answered: give ranks, or points, in the yellow cells of the sheet "
                   "{sheet}", sheet=SHEET)  # fmt: skip
        return
    for key, found in (("points", pointed), ("rank", ranked)):
        missing = [row for row in rows if row not in found]
        if found and missing and len(pointed) < len(rows):
            yield both("{heading}: no answer for {names}; fill in every cell of a column",
                       heading=HEADINGS[key], names=_places(missing, key))  # fmt: skip
    wrong = [row for row, n in ranked.items() if n < 1 or n != round(n)]
    if wrong:
        yield both("{heading}: give whole numbers from 1 on ({names})", heading=HEADINGS["rank"],
                   names=_places(wrong, "rank"))  # fmt: skip
    over = [row for row, n in pointed.items() if n > MOST_POINTS]
    if over:
        yield both("{heading}: more than 100 points are given ({names})",
                   heading=HEADINGS["points"], names=_places(over, "points"))  # fmt: skip
    elif pointed and not any(pointed.values()):
        yield both("{heading}: no criterion has a point; give 100 to what matters most",
                   heading=HEADINGS["points"])  # fmt: skip
    yield from _contradictions(ranked, pointed)


def _places(rows: Sequence[_Row], key: str) -> str:
    return ", ".join(f"{row.name}, {row.cells[key]}" for row in rows)


def _contradictions(ranked: dict[_Row, float], pointed: dict[_Row, float]) -> Iterator[Words]:
    told = [row for row in ranked if row in pointed]
    for one in told:
        for other in told:
            if ranked[one] < ranked[other] and pointed[one] < pointed[other]:
                yield both(
                    "{one} has a better rank than {other} and fewer points ({cells}): ask which is "
                    "meant",
                    one=one.name,
                    other=other.name,
                    cells=", ".join(row.cells[key] for row in (one, other)
                                    for key in ("rank", "points")),
                )  # fmt: skip
                return
