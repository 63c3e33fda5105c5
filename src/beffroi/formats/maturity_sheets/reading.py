"""Reading of maturity sheets: workbooks, CSV or JSON, as people hand them in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.carriers import delimited, documents, values, workbook
from beffroi.formats.maturity_sheets import rows as sheet_rows
from beffroi.formats.maturity_sheets.rows import ANSWER, COMMENT, ID, PRINT, SHEET
from beffroi.formats.maturity_sheets.values import FORMULA, answer, bounds, is_unknown
from beffroi.formats.maturity_sheets.writing import FORMAT, bounds_text
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both, plural
from beffroi.territory.communes import plain_name
from beffroi.territory.maturity import Answer, Capacity, Grid, Interval, Response

NAMES = {SHEET: "sheet", ID: "id", ANSWER: "answer", COMMENT: "comment", PRINT: "print"}
NEEDED = (ID, ANSWER)
MOST_TEXT = 2000
"""Characters kept of a comment."""
MOST_SHOWN = 3
_FORMAT = "maturity sheet"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds.

    Attributes
    ----------
    responses
        One for each respondent.
    warnings
        What was set aside or not understood, with how many times.
    """

    responses: tuple[Response, ...]
    warnings: tuple[Words, ...]


@dataclass(slots=True)
class _Notes:
    """What is said of one file while it is read: kinds of remarks, with the ids concerned."""

    file: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, what: str) -> None:
        """Note a remark of a kind."""
        self.found.setdefault(kind, []).append(what)

    def words(self) -> Iterator[Words]:
        """Say every remark, with how many times."""
        sentences = _sentences()
        for kind, what in self.found.items():
            more = ", …" if len(what) > MOST_SHOWN else ""
            shown = ", ".join(what[:MOST_SHOWN]) + more
            yield plural(len(what), *sentences[kind], file=self.file, shown=shown)


def _sentences() -> dict[str, tuple[Words, Words]]:
    """Return what is said of one thing found, and of several."""
    version = both(
        "{file} answers edition {shown} of the grid, not the one in force: the questions that "
        "have not changed are read."
    )
    role = both("{file}: the role {shown!r} is not in the list; it is left blank.")
    date = both("{file}: the date {shown!r} is not understood; it is left blank.")
    return {
        "version": (version, version),
        "role": (role, role),
        "date": (date, date),
        "changed": (
            both("{file}: 1 answer set aside, whose question has changed since ({shown})."),
            both("{file}: {n} answers set aside, whose questions have changed since ({shown})."),
        ),
        "strange": (
            both("{file}: 1 row set aside, which the grid does not know ({shown})."),
            both("{file}: {n} rows set aside, which the grid does not know ({shown})."),
        ),
        "missing": (
            both("{file}: 1 row of the sheet is missing, held as unanswered ({shown})."),
            both("{file}: {n} rows of the sheet are missing, held as unanswered ({shown})."),
        ),
        "formula": (
            both("{file}: 1 formula in the place of an answer, not read ({shown})."),
            both("{file}: {n} formulas in the place of an answer, not read ({shown})."),
        ),
        "answer": (
            both(
                "{file}: 1 answer not understood, held as unanswered ({shown}); write yes, no, "
                "don't know or not concerned."
            ),
            both(
                "{file}: {n} answers not understood, held as unanswered ({shown}); write yes, no, "
                "don't know or not concerned."
            ),
        ),
        "no id": (
            both("{file}: 1 sheet without an id, counted as one respondent."),
            both("{file}: {n} sheets without an id, counted as one respondent each."),
        ),
        "twice": (
            both("{file}: 1 question answered twice, differently ({shown}): not read."),
            both("{file}: {n} questions answered twice, differently ({shown}): not read."),
        ),
        "number": (
            both("{file}: 1 number not understood, held as unknown ({shown}); write 3, or 2 to 4."),
            both(
                "{file}: {n} numbers not understood, held as unknown ({shown}); write 3, or 2 to 4."
            ),
        ),
        "long": (
            both("{file}: 1 comment cut, too long ({shown})."),
            both("{file}: {n} comments cut, too long ({shown})."),
        ),
    }


def read(path: Path, grid: Grid) -> Read:
    """Read the answers of one respondent, or of several.

    Parameters
    ----------
    path
        A sheet (XLSX) that came back, or answers as CSV or JSON.
    grid
        The grid in force.

    Returns
    -------
    The answers that are understood. Columns may have moved; what is not understood is left
    unanswered and said in the warnings.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or damaged.
    FaultyFileError
        If it is no maturity sheet: columns are missing, or no row is a question of the grid.
    HostileFileError
        If opening it could harm the machine.
    """
    if workbook.is_workbook(path):
        sheet = workbook.read(path, format_name=_FORMAT, needed=NEEDED, formulas=True)
    elif documents.is_json(path):
        return _read_json(path, grid)
    else:
        sheet = delimited.read(path, format_name=_FORMAT)
    cells = sheet.named(NAMES, needed=NEEDED)
    cells = cells.reindex(columns=list(NAMES.values())).astype("string")
    _refuse_strangers(path, cells, grid)
    groups = [part for _, part in cells.groupby("sheet", sort=True, dropna=False)]
    notes = _Notes(path.name)
    responses = tuple(_response(part, grid, notes, n) for n, part in enumerate(groups, start=1))
    return Read(responses, (*sheet.warnings, *notes.words()))


def _refuse_strangers(path: Path, cells: pd.DataFrame, grid: Grid) -> None:
    if not set(cells["id"].dropna()) & set(grid.proofs):
        fault = both(
            "none of its rows is a question of the grid; the column {id!r} was changed", id=ID
        )
        raise FaultyFileError(path, format_name=_FORMAT, faults=[fault])


def _response(cells: pd.DataFrame, grid: Grid, notes: _Notes, number: int) -> Response:
    told = _told(cells, notes)
    version = told.get(sheet_rows.VERSION, "")
    if version != grid.version:
        notes.add("version", version or "?")
    _note_rows(cells, told, grid, notes)
    return Response(
        sheet=_sheet(told.get(sheet_rows.SHEET_ID, "") or _first(cells["sheet"]), notes, number),
        role=_role(told.get(sheet_rows.ROLE, ""), grid, notes),
        date=_date(told.get(sheet_rows.DATE, ""), notes),
        version=version,
        answers=_answers(cells, told, grid, notes),
        comments=_comments(cells, grid, notes),
        capacity=_capacity(told, grid, notes),
    )


def _sheet(id_: str, notes: _Notes, number: int) -> str:
    """Return the id of a sheet; where it was lost, the file and the rank in it stand for it."""
    if not id_:
        notes.add("no id", str(number))
    return id_ or f"{notes.file} {number}"


def _first(cells: pd.Series) -> str:
    known = cells.dropna()
    return str(known.iloc[0]) if len(known) else ""


def _told(cells: pd.DataFrame, notes: _Notes) -> dict[str, str]:
    """Return what stands beside each id; formulas and contradictions are left out, and said."""
    told: dict[str, str] = {}
    twice: set[str] = set()
    for id_, text in cells.loc[cells["id"].notna(), ["id", "answer"]].itertuples(index=False):
        if pd.isna(text):
            continue
        if text.startswith(FORMULA):
            notes.add("formula", id_)
        elif told.setdefault(id_, text) != text:
            twice.add(id_)
    for id_ in sorted(twice):
        notes.add("twice", id_)
        del told[id_]
    return told


def _note_rows(cells: pd.DataFrame, told: Mapping[str, str], grid: Grid, notes: _Notes) -> None:
    present = set(cells["id"].dropna())
    for id_ in told.get(sheet_rows.PROOFS, "").split():
        if id_ not in present and id_ in grid.proofs:
            notes.add("missing", id_)
    known = {*grid.proofs, *_other_ids(grid)}
    for id_ in sorted(present - known):
        notes.add("strange", id_)


def _other_ids(grid: Grid) -> Iterator[str]:
    yield from (sheet_rows.ROLE, sheet_rows.DATE, sheet_rows.SHEET_ID, sheet_rows.VERSION)
    yield from (sheet_rows.HASH, sheet_rows.PROOFS)
    yield from (sheet_rows.CAPACITY + name for name in sheet_rows.CAPACITIES)
    yield from (sheet_rows.SKILL + id_ for id_ in grid.skills)


def _answers(
    cells: pd.DataFrame, told: Mapping[str, str], grid: Grid, notes: _Notes
) -> dict[str, Answer]:
    prints = dict(
        cells.loc[cells["id"].notna() & cells["print"].notna(), ["id", "print"]].to_numpy()
    )
    answers: dict[str, Answer] = {}
    for id_, proof in grid.proofs.items():
        if id_ not in told:
            continue
        meaning = answer(told[id_])
        if prints.get(id_, proof.fingerprint) != proof.fingerprint:
            notes.add("changed", id_)
        elif meaning is None:
            notes.add("answer", f"{id_} : « {told[id_][:40]} »")
        else:
            answers[id_] = meaning
    return answers


def _comments(cells: pd.DataFrame, grid: Grid, notes: _Notes) -> dict[str, str]:
    comments: dict[str, str] = {}
    known = cells[cells["id"].isin(list(grid.proofs)) & cells["comment"].notna()]
    for id_, text in known[["id", "comment"]].itertuples(index=False):
        if text.startswith(FORMULA):
            notes.add("formula", id_)
            continue
        if len(text) > MOST_TEXT:
            notes.add("long", id_)
        comments[id_] = text[:MOST_TEXT]
    return comments


def _role(text: str, grid: Grid, notes: _Notes) -> str:
    names = {plain_name(n): id_ for id_, w in grid.roles.items() for n in (id_, w.fr, w.en)}
    found = names.get(plain_name(text), "")
    if text and not found:
        notes.add("role", text[:40])
    return found


def _date(text: str, notes: _Notes) -> str:
    if not text:
        return ""
    found = values.dates(pd.Series([text], dtype="string")).values.iloc[0]
    if pd.isna(found):
        notes.add("date", text[:40])
        return ""
    return str(found)


def _capacity(told: Mapping[str, str], grid: Grid, notes: _Notes) -> Capacity:
    found = {
        name: _bounds(told, sheet_rows.CAPACITY + name, notes) for name in sheet_rows.CAPACITIES
    }
    skills: dict[str, bool] = {}
    for id_ in grid.skills:
        text = told.get(sheet_rows.SKILL + id_, "")
        meaning = answer(text) if text else "unknown"
        if meaning is None:
            notes.add("answer", f"{sheet_rows.SKILL}{id_} : « {text[:40]} »")
        elif meaning in {"yes", "no"}:
            skills[id_] = meaning == "yes"
    return Capacity(**found, skills=skills)


def _bounds(told: Mapping[str, str], id_: str, notes: _Notes) -> Interval | None:
    text = told.get(id_, "")
    if not text or is_unknown(text):
        return None
    found = bounds(text)
    if found is None:
        notes.add("number", f"{id_} : « {text[:40]} »")
    return found


def _read_json(path: Path, grid: Grid) -> Read:
    document = documents.parsed(path, format_name=_FORMAT)
    listed = document.get("responses") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(listed, list) or not listed:
        fault = both("it holds no list of responses")
        raise FaultyFileError(path, format_name=_FORMAT, faults=[fault])
    faults = [] if document.get("format") == FORMAT else [both("its format is not {n}", n=FORMAT)]
    faults += [
        both("response {n} is not an object with answers", n=n)
        for n, one in enumerate(listed, start=1)
        if not isinstance(one, dict) or not isinstance(one.get("answers"), dict)
    ]
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    notes = _Notes(path.name)
    frames = [_cells(one) for one in listed]
    _refuse_strangers(path, pd.concat(frames), grid)
    responses = tuple(_response(part, grid, notes, n) for n, part in enumerate(frames, start=1))
    return Read(responses, tuple(notes.words()))


def _cells(one: Mapping[str, Any]) -> pd.DataFrame:
    """Lay a response of a JSON document out as the rows of a sheet."""
    rows: dict[str, str] = {
        sheet_rows.SHEET_ID: _string(one.get("sheet")),
        sheet_rows.ROLE: _string(one.get("role")),
        sheet_rows.DATE: _string(one.get("date")),
        sheet_rows.VERSION: _string(one.get("version")),
    }
    rows |= {str(id_): _string(text).replace("_", " ") for id_, text in one["answers"].items()}
    capacity = _object(one.get("capacity"))
    rows |= {
        sheet_rows.CAPACITY + name: _listed(capacity.get(name)) for name in sheet_rows.CAPACITIES
    }
    skills = _object(capacity.get("skills"))
    rows |= {sheet_rows.SKILL + str(id_): "oui" if has else "non" for id_, has in skills.items()}
    comments = _object(one.get("comments"))
    table = pd.DataFrame(
        {"id": list({**rows, **comments}), "sheet": pd.NA, "print": pd.NA}, dtype="string"
    )
    texts = {id_: text or pd.NA for id_, text in rows.items()}
    return table.assign(
        answer=table["id"].map(texts).astype("string"),
        comment=table["id"]
        .map({k: _string(v) or pd.NA for k, v in comments.items()})
        .astype("string"),
    )


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> str:
    if (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(n, int | float) for n in value)
    ):
        return bounds_text((float(value[0]), float(value[1])))
    return "" if value is None else str(value)
