"""The catalogue as a workbook: nothing lost on the way, and every fault of a form told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import catalogue_workbook
from beffroi.foundation.errors import UnreadableFileError

TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="_"), max_size=20
).map(str.strip)
ITEMS = st.lists(TEXT.filter(lambda t: t and ";" not in t), max_size=3).map(tuple)
NUMBER = (
    st.none()
    | st.integers(0, 10**9).map(float)
    | st.floats(0, 1e6).map(lambda x: float(f"{x:.12g}"))
)
SOLUTION = st.fixed_dictionaries(
    {
        name: ITEMS if name == "needs" else TEXT
        for name in catalogue_workbook.COLUMNS["Solutions"].values()
    }
)
FACT = st.fixed_dictionaries(
    {
        name: ITEMS
        if name == "items"
        else NUMBER
        if name in catalogue_workbook.NUMBERS
        else st.none() | st.booleans()
        if name == "holds"
        else TEXT
        for name in catalogue_workbook.COLUMNS["Faits"].values()
    }
)


def told(row: dict[str, Any]) -> dict[str, Any]:
    """Keep what a row says: blank cells say nothing."""
    return {name: value for name, value in row.items() if value not in (None, "", ())}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(SOLUTION, max_size=4), st.lists(FACT, max_size=4))
def test_a_round_trip_loses_nothing(
    tmp_path: Path, solutions: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> None:
    path = tmp_path / "a.xlsx"

    catalogue_workbook.write(path, solutions, facts, lists={"nature": [("market", "marché")]})
    read = catalogue_workbook.read(path)

    assert read.faults == ()
    assert [dict(record.values) for record in read.solutions] == [
        t for t in map(told, solutions) if t
    ]
    assert [dict(record.values) for record in read.facts] == [t for t in map(told, facts) if t]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@here", '=HYPERLINK("x")', "http://a.fr"])
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"

    catalogue_workbook.write(path, [{"id": text, "needs": ("*",)}], [], lists={},
                             exclusions=[("solution",), (text,)])  # fmt: skip

    book = openpyxl.load_workbook(path)
    assert book["Solutions"]["A2"].data_type == book["Exclusions"]["A2"].data_type == "s"
    assert catalogue_workbook.read(path).solutions[0].text("id") == text


def altered(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """Write a sound workbook of one solution and one fact, and change it."""
    catalogue_workbook.write(
        path,
        [{"id": "a", "name_fr": "Un", "needs": ("take-part",)}],
        [{"solution": "a", "key": "delay", "low": 1.0, "high": 2.0, "date": "2024", "class": "B"}],
        lists={},
    )
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def put(sheet: str, cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("Faits", "C2", "=1+1"), "sheet Faits, row 2, column 'bas': it holds a formula"),
        (put("Faits", "C2", "beaucoup"), "sheet Faits, row 2, column 'bas': 'beaucoup' is not a"),
        (
            put("Faits", "G2", "peut-être"),
            "column 'oui ou non': 'peut-être' is neither oui nor non",
        ),
        (put("Faits", "C1", "prix"), "the sheet 'Faits' lacks columns in its first row: 'bas'"),
        (put("Solutions", "B1", "identifiant"), "lacks columns in its first row: 'nom'"),
        (put("Faits", "T1", "bas"), "the sheet 'Faits' has columns twice: 'bas'"),
        (lambda book: book.remove(book["Faits"]), "the sheet 'Faits' is missing"),
    ],
)
def test_a_wrong_form_is_one_sentence_with_its_place(
    tmp_path: Path, change: Callable[[openpyxl.Workbook], None], said: str
) -> None:
    read = catalogue_workbook.read(altered(tmp_path / "a.xlsx", change))

    assert said in " | ".join(fault.en for fault in read.faults)


def test_a_column_that_was_moved_is_found_by_its_name(tmp_path: Path) -> None:
    def swap(book: openpyxl.Workbook) -> None:
        page = book["Faits"]
        for row in (1, 2):
            page.cell(row, 3).value, page.cell(row, 19).value = (
                page.cell(row, 19).value, page.cell(row, 3).value,
            )  # fmt: skip

    read = catalogue_workbook.read(altered(tmp_path / "a.xlsx", swap))

    assert read.faults == ()
    assert read.facts[0].number("low") == 1
    assert read.facts[0].text("class") == "B"


@pytest.mark.parametrize(
    ("value", "low"), [("1 250,5", 1250.5), ("1\u202f250", 1250.0), (3, 3.0), ("2.5", 2.5)]
)
def test_numbers_are_read_as_people_write_them(tmp_path: Path, value: object, low: float) -> None:
    read = catalogue_workbook.read(altered(tmp_path / "a.xlsx", put("Faits", "C2", value)))

    assert read.facts[0].number("low") == low


def test_a_year_typed_as_a_number_is_a_date(tmp_path: Path) -> None:
    read = catalogue_workbook.read(altered(tmp_path / "a.xlsx", put("Faits", "Q2", 2024)))

    assert read.facts[0].text("date") == "2024"


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("identifiant;nom", encoding="utf-8")

    with pytest.raises(UnreadableFileError):
        catalogue_workbook.read(tmp_path / "a.xlsx")


def test_the_same_catalogue_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        catalogue_workbook.write(tmp_path / name, [{"id": "a"}], [], lists={})

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_table_of_texts_is_written_as_it_is(tmp_path: Path) -> None:
    catalogue_workbook.write_table(
        tmp_path / "a.xlsx", "Conformité", [("exigence", "a"), ("x", "=y")]
    )

    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Conformité"]
    assert [[cell.value for cell in row] for row in page.rows] == [["exigence", "a"], ["x", "=y"]]
    assert page["B2"].data_type == "s"


def test_a_sheet_may_lack_the_sort_of_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    catalogue_workbook.write(path, [], [{"solution": "a", "low": None, "high": 4.0}], lists={})
    book = openpyxl.load_workbook(path)
    sheet = book["Faits"]
    column = [cell.value for cell in sheet[1]].index("nature du chiffre") + 1
    sheet.delete_cols(column)
    book.save(path)

    read = catalogue_workbook.read(path)

    assert read.faults == ()
    assert dict(read.facts[0].values) == {"solution": "a", "high": 4.0}
