"""Files as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.sheets import sheet
from tests.formats.gtfs.feeds import english


def rows(text: str, ledger: Ledger | None = None) -> dict[str, list[str | None]]:
    read = sheet("areas", text.encode(), ledger or Ledger())
    assert read is not None
    return {name: cells.text().to_pylist() for name, cells in read.columns.items()}


def test_quotes_commas_and_blank_cells_are_understood() -> None:
    assert rows('area_id,area_name\n1,"a ""b"", c"\n2,\n3,""') == {
        "area_id": ["1", "2", "3"],
        "area_name": ['a "b", c', None, None],
    }


def test_a_header_alone_has_columns_and_no_row() -> None:
    assert rows("area_id,area_name\n\n") == {"area_id": [], "area_name": []}


def test_an_empty_file_is_no_sheet() -> None:
    assert sheet("areas", b"", Ledger()) is None


def test_spaces_around_cells_are_removed_and_counted() -> None:
    ledger = Ledger()

    assert rows("area_id,area_name\n 1 ,Bourg\u00a0\n2,  \n", ledger) == {
        "area_id": ["1", "2"],
        "area_name": ["Bourg", None],
    }
    assert english(ledger) == "areas.txt: 3 cells padded with spaces, removed."


def test_a_repeated_or_nameless_column_is_dropped_if_it_says_nothing_more() -> None:
    ledger = Ledger()

    assert rows("area_id,area_id,area_name,\n1,1,Bourg,\n", ledger) == {
        "area_id": ["1"],
        "area_name": ["Bourg"],
    }
    assert "column 2 (area_id) is blank or repeated" in english(ledger)
    assert "column 4 (nameless) is blank or repeated" in english(ledger)


def test_a_known_column_that_stands_twice_with_other_values_is_a_fault() -> None:
    ledger = Ledger()

    rows("area_id,area_id\n1,2\n", ledger)

    assert "column area_id stands twice" in ledger.faults[0].en


def test_unknown_columns_are_all_kept() -> None:
    assert rows("area_id,x,x,\n1,2,3,4\n") == {
        "area_id": ["1"],
        "x": ["2"],
        "x_3": ["3"],
        "column_4": ["4"],
    }


def test_a_quotation_mark_left_open_does_not_swallow_rows_unseen() -> None:
    ledger = Ledger()

    rows('area_id,area_name\n1,"Bourg\n2,Gare\n3,Port\n', ledger)

    assert "a quotation mark is not closed (area_name, 'Bourg')" in ledger.faults[0].en


def test_a_cell_on_several_lines_is_kept_and_told() -> None:
    ledger = Ledger()

    assert rows('area_id,area_name\n1,"le\nbourg"\n', ledger)["area_name"] == ["le\nbourg"]
    assert "1 value of area_name on several lines, kept" in english(ledger)


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", ""), ("cp1252", "encoded in cp1252, not UTF-8")]
)
def test_accents_are_read(encoding: str, told: str) -> None:
    ledger = Ledger()

    read = sheet("areas", "area_id,area_name\n1,Évêché\n".encode(encoding), ledger)

    assert read is not None
    assert read.columns["area_name"].text().to_pylist() == ["Évêché"]
    assert told in english(ledger)


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n\x00\ufeff", exclude_categories=["Cs"]),
    max_size=8,
)


@given(st.lists(st.tuples(cells, cells), max_size=6))
def test_any_table_of_text_is_read_as_it_was_written(table: list[tuple[str, str]]) -> None:
    quoted = ["".join(f',"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table]
    text = "\n".join(["area_id,area_name,note", *(f"{n}{row}" for n, row in enumerate(quoted))])

    read = rows(text)

    assert read["area_name"] == [row[0].strip() or None for row in table]
    assert read["note"] == [row[1].strip() or None for row in table]
