"""Reading: sheets as people hand them in, damaged in every way that was seen or feared."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from beffroi.formats import maturity_sheets
from beffroi.formats.maturity_sheets.reading import Read
from beffroi.foundation.errors import BeffroiError, FaultyFileError, UnreadableFileError
from beffroi.foundation.language import message
from beffroi.territory.maturity import Capacity
from tests.formats.maturity_sheets.filled import (
    ANSWER,
    COMMENT,
    GRID,
    HEADER,
    ID,
    PRINT,
    cell,
    filled,
    listed,
)
from tests.method.maturity.answered import plain

USUAL = {
    "respondent.role": "informatique",
    "respondent.date": "25/11/2026",
    "it.backup": "oui",
    "it.referent": "Non",
    "skills.dpo": "NSP",
    "capacity.days": "2 à 4 jours",
    "capacity.operation": 5000,
    "skill.data": "oui",
}


def read(path: Path) -> Read:
    return maturity_sheets.read(path, GRID)


def said(found: Read) -> str:
    return plain(" ".join(words.fr for words in found.warnings))


def test_a_sheet_comes_back(tmp_path: Path) -> None:
    found = read(filled(tmp_path / "a.xlsx", USUAL))

    (own,) = found.responses
    assert found.warnings == ()
    assert (own.sheet, own.role, own.date, own.version) == ("s1", "it", "2026-11-25", GRID.version)
    assert own.answers == {"it.backup": "yes", "it.referent": "no", "skills.dpo": "unknown"}
    assert own.capacity == Capacity((2, 4), None, (5000, 5000), {"data": True})


def test_a_date_typed_as_a_date_is_understood(tmp_path: Path) -> None:
    dated = {**USUAL, "respondent.date": dt.date(2026, 11, 24)}

    assert read(filled(tmp_path / "a.xlsx", dated)).responses[0].date == "2026-11-24"


def move_a_column(page: Any) -> None:
    page.move_range(f"A{HEADER}:I{page.max_row}", cols=2)


def sort_the_rows(page: Any) -> None:
    rows = [[c.value for c in row] for row in page.iter_rows(min_row=HEADER + 1)]
    for number, row in enumerate(reversed(rows), start=HEADER + 1):
        for column, value in enumerate(row, start=1):
            page.cell(number, column).value = value


@pytest.mark.parametrize("change", [move_a_column, sort_the_rows])
def test_columns_and_rows_may_move(tmp_path: Path, change: Callable[[Any], None]) -> None:
    plain, moved = (
        filled(tmp_path / "a.xlsx", USUAL),
        filled(tmp_path / "b.xlsx", USUAL, then=change),
    )

    assert read(moved).responses == read(plain).responses


def write_in(id_: str, column: int, value: object) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        cell(page, id_, column).value = value

    return change


def drop_rows(page: Any) -> None:
    page.delete_rows(cell(page, "governance.sponsor", ID).row, 2)


def repeat_a_row(page: Any) -> None:
    page.append([None] * 4 + ["non", None, None, "it.backup"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (write_in("it.backup", ANSWER, "=A1"), "1 formule"),
        (write_in("it.backup", COMMENT, "=A1"), "1 formule"),
        (write_in("it.backup", ANSWER, "peut-être"), "« peut-être »"),
        (write_in("it.backup", ANSWER, 1), "1 réponse non comprise"),
        (write_in("skill.data", ANSWER, "un peu"), "skill.data"),
        (write_in("capacity.days", ANSWER, "trois jours"), "1 nombre non compris"),
        (write_in("capacity.investment", ANSWER, "=SUM(A1)"), "1 formule"),
        (write_in("respondent.role", ANSWER, "boulanger"), "'boulanger'"),
        (write_in("respondent.date", ANSWER, "mardi"), "'mardi'"),
        (write_in("it.backup", PRINT, "00000000"), "dont la question a changé"),
        (write_in("it.backup", ID, "it.sauvegarde"), "que la grille ne connaît pas"),
        (write_in("sheet.version", ANSWER, "0"), "édition 0"),
        (write_in("it.backup", COMMENT, "a" * 3000), "trop long"),
        (drop_rows, "2 lignes de la feuille manquent"),
        (repeat_a_row, "deux réponses différentes"),
    ],
)
def test_what_is_not_understood_is_said_and_left_unanswered(
    tmp_path: Path, change: Callable[[Any], None], words: str
) -> None:
    found = read(filled(tmp_path / "a.xlsx", USUAL, then=change))

    assert words in said(found)
    assert found.responses[0].answers["it.referent"] == "no"


@pytest.mark.parametrize(
    "change",
    [
        write_in("it.backup", ANSWER, "=A1"),
        write_in("it.backup", ANSWER, "peut-être"),
        write_in("it.backup", PRINT, "00000000"),
        repeat_a_row,
    ],
)
def test_a_spoilt_answer_is_no_answer(tmp_path: Path, change: Callable[[Any], None]) -> None:
    found = read(filled(tmp_path / "a.xlsx", USUAL, then=change))

    assert "it.backup" not in found.responses[0].answers


def test_an_older_edition_keeps_the_questions_that_have_not_changed(tmp_path: Path) -> None:
    def older(page: Any) -> None:
        cell(page, "sheet.version", ANSWER).value = "0"
        cell(page, "it.referent", PRINT).value = "00000000"

    found = read(filled(tmp_path / "a.xlsx", USUAL, then=older))

    assert found.responses[0].answers == {"it.backup": "yes", "skills.dpo": "unknown"}
    assert found.responses[0].version == "0"


def strange(path: Path) -> Path:
    path.write_bytes(b"\x00\x01")
    return path


def renamed(path: Path) -> Path:
    def change(page: Any) -> None:
        page.cell(HEADER, ANSWER).value = "Votre avis"

    return filled(path.with_suffix(".xlsx"), USUAL, then=change)


def without_ids(path: Path) -> Path:
    def change(page: Any) -> None:
        for row in page.iter_rows(min_row=HEADER + 1):
            row[ID - 1].value = "x"

    return filled(path.with_suffix(".xlsx"), USUAL, then=change)


def another(path: Path) -> Path:
    openpyxl.Workbook().save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def cut(path: Path) -> Path:
    whole = filled(path.with_suffix(".xlsx"), USUAL).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


DAMAGED: dict[str, tuple[Callable[[Path], Path], type[BeffroiError]]] = {
    "binary": (strange, UnreadableFileError),
    "absent": (lambda path: path, UnreadableFileError),
    "cut": (cut, UnreadableFileError),
    "column renamed": (renamed, FaultyFileError),
    "ids overwritten": (without_ids, FaultyFileError),
    "another workbook": (another, FaultyFileError),
    "another JSON": (listed, FaultyFileError),
    "another format": (lambda path: listed(path, {"answers": {}}, format_=9), FaultyFileError),
    "no answers": (lambda path: listed(path, 3, {}), FaultyFileError),
    "no question": (lambda path: listed(path, {"answers": {"a": "oui"}}), FaultyFileError),
}


@pytest.mark.parametrize(("make", "kind"), DAMAGED.values(), ids=DAMAGED)
def test_what_is_no_sheet_is_refused_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], Path], kind: type[BeffroiError]
) -> None:
    path = make(tmp_path / "a")

    with pytest.raises(kind) as caught:
        read(path)

    french = message(caught.value, "fr")
    assert str(path) in french
    assert french != str(caught.value)


def test_answers_without_an_id_are_one_respondent_each(tmp_path: Path) -> None:
    answers = {"answers": {"it.backup": "yes"}, "version": GRID.version}

    found = read(listed(tmp_path / "a.json", answers, answers))

    assert [response.sheet for response in found.responses] == ["a.json 1", "a.json 2"]
    assert (
        said(found) == "a.json : 2 feuilles sans identifiant, comptées pour un répondant chacune."
    )


def test_every_fault_of_a_document_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        read(listed(tmp_path / "a.json", 3, {}, format_=9))

    assert len(caught.value.faults) == 3


def test_a_document_with_values_of_other_kinds_is_read_for_what_it_is(tmp_path: Path) -> None:
    own = {
        "sheet": 3, "role": None, "date": [], "version": 1,
        "answers": {"it.backup": "yes", "it.referent": 4, "skills.dpo": "not_concerned"},
        "capacity": {"days": [1, 2], "investment": ["a", "b"], "operation": 3, "skills": []},
        "comments": {"it.backup": 3},
    }  # fmt: skip

    found = read(listed(tmp_path / "a.json", own))

    (response,) = found.responses
    assert response.answers == {"it.backup": "yes", "skills.dpo": "not_concerned"}
    assert (response.capacity.days, response.capacity.operation) == ((1, 2), (3, 3))
    assert "1 nombre" in said(found)


def test_a_csv_in_the_encoding_of_an_office_is_read(tmp_path: Path) -> None:
    text = "id;Réponse;Commentaire\nit.backup;oui;vérifié\nit.referent;non;\n"
    (tmp_path / "a.csv").write_bytes(text.encode("cp1252"))

    found = read(tmp_path / "a.csv")

    assert found.responses[0].answers == {"it.backup": "yes", "it.referent": "no"}
    assert "Windows-1252" in said(found)
