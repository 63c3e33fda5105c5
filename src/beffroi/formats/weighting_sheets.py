"""Weighting sheets: one workbook a group, on which its members say what matters to them.

The sheet shows each criterion with the two ends of its scale in words, and asks for a rank and for
0 to 100 points of swing. A hidden sheet bears the decision, the group and a hash of the scales.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import xlsxwriter

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
    decision = next((sheet.decision for sheet in sheets.values()), "")
    if marks["decision"] != decision:
        yield both("it belongs to the decision {found}, not to {decision}",
                   found=marks["decision"], decision=decision)  # fmt: skip
    elif marks["group"] not in sheets:
        yield both("it belongs to the group {found}, which the decision does not have",
                   found=marks["group"])  # fmt: skip
    elif marks["digest"] != sheets[marks["group"]].digest:
        yield both("the criteria or their scales have changed since it was handed out, and weights "
                   "depend on scales; hand out new sheets")  # fmt: skip


def _answers(file: str, sheet: Sheet, lines: Lines, faults: list[Words]) -> Answers:
    found = _table(lines, faults)
    by_id = {row["criterion"]: row for row in found}
    counts = Counter(row["criterion"] for row in found)
    asked = tuple(one.criterion for one in sheet.asked)
    faults += [both("the criterion {id} stands {n} times", id=id_, n=n)
               for id_, n in counts.items() if n > 1]  # fmt: skip
    strange = [id_ for id_ in by_id if id_ not in asked]
    if strange and found:
        faults.append(both("it weighs {names}, which it was not asked", names=", ".join(strange)))
    missing = [id_ for id_ in asked if id_ not in by_id]
    if missing and found:
        faults.append(both("the criterion {names} is missing", names=", ".join(missing)))
    points = _column("points", asked, by_id, faults)
    ranks = _column("rank", asked, by_id, faults)
    if not faults:
        faults += _answer_faults(asked, ranks, points)
    complete = {id_: n for id_, n in points.items() if n is not None}
    ordered = {id_: n for id_, n in ranks.items() if n is not None}
    return Answers(
        file=file,
        group=sheet.group,
        ranks=tuple(ordered.items()) if len(ordered) == len(asked) else (),
        points=tuple(complete.items()) if len(complete) == len(asked) else (),
    )


def _table(lines: Lines, faults: list[Words]) -> list[dict[str, str]]:
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
                {key: after[k] if k < len(after) else "" for key, k in columns.items()}
                for after in lines[line + 1 :]
            )
            return [found for found in rows if found["criterion"]]
    else:
        missing = [HEADINGS[key] for key in needed]
    faults.append(both("the column(s) {names} are missing: their headings must stay as they were "
                       "handed out", names=", ".join(missing)))  # fmt: skip
    return []


def _column(
    key: str,
    asked: tuple[str, ...],
    by_id: Mapping[str, Mapping[str, str]],
    faults: list[Words],
) -> dict[str, float | None]:
    answers = {}
    for id_ in asked:
        where = both("{heading}, {id}", heading=HEADINGS[key], id=id_)
        answers[id_] = _number(by_id.get(id_, {}).get(key, ""), where, faults)
    return answers


def _number(cell: str, where: Words, faults: list[Words]) -> float | None:
    if not cell:
        return None
    read = values.numbers(pd.Series([cell], dtype="string")).values.tolist()[0]
    if pd.isna(read):
        faults.append(both("{where}: {text!r} is not a number", where=where, text=cell[:40]))
    elif read < 0:
        faults.append(both("{where}: {n} is negative", where=where, n=f"{read:g}"))
    else:
        return float(read)
    return None


def _answer_faults(
    asked: tuple[str, ...], ranks: dict[str, float | None], points: dict[str, float | None]
) -> Iterator[Words]:
    ranked = {id_: n for id_, n in ranks.items() if n is not None}
    pointed = {id_: n for id_, n in points.items() if n is not None}
    if not ranked and not pointed:
        yield both("nothing was answered")
        return
    for heading, found in ((HEADINGS["points"], pointed), (HEADINGS["rank"], ranked)):
        missing = [id_ for id_ in asked if id_ not in found]
        if found and missing and len(pointed) < len(asked):
            yield both("{heading}: no answer for {names}", heading=heading,
                       names=", ".join(missing))  # fmt: skip
    wrong = [id_ for id_, n in ranked.items() if n < 1 or n != round(n)]
    if wrong:
        yield both("{heading}: give whole numbers from 1 on ({names})", heading=HEADINGS["rank"],
                   names=", ".join(wrong))  # fmt: skip
    if any(n > MOST_POINTS for n in pointed.values()):
        yield both("{heading}: more than 100 points are given", heading=HEADINGS["points"])
    elif pointed and not any(pointed.values()):
        yield both("{heading}: no criterion has a point", heading=HEADINGS["points"])
    yield from _contradictions(ranked, pointed)


def _contradictions(ranked: dict[str, float], pointed: dict[str, float]) -> Iterator[Words]:
    told = [id_ for id_ in ranked if id_ in pointed]
    for one in told:
        for other in told:
            if ranked[one] < ranked[other] and pointed[one] < pointed[other]:
                yield both(
                    "{one} has a better rank than {other} and fewer points: ask which is meant",
                    one=one,
                    other=other,
                )
                return
