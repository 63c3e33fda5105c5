"""Rows of unequal length, and the lines where they stand."""

from beffroi.formats.gtfs.headers import header
from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.ragged import lines, ragged
from tests.formats.gtfs.feeds import english


def columns(text: bytes, ledger: Ledger) -> list[list[str | None]]:
    head = header("areas", text, ledger)
    assert head is not None
    return [cells.text().to_pylist() for cells in ragged("areas", text, head, ledger)]


def test_a_short_row_ends_with_blanks() -> None:
    ledger = Ledger()

    read = columns(b"area_id,area_name\n1\n2,Bourg\n", ledger)

    assert read == [["1", "2"], [None, "Bourg"]]
    assert "1 row shorter than the header, filled with blanks: line 2 '1'" in english(ledger)
    assert not ledger.faults


def test_commas_at_the_end_of_a_row_are_dropped() -> None:
    ledger = Ledger()

    assert columns(b"area_id,area_name\n1,Bourg,,\n", ledger) == [["1"], ["Bourg"]]
    assert english(ledger) == ""


def test_a_row_with_cells_too_many_is_a_fault() -> None:
    ledger = Ledger()

    columns(b"area_id,area_name\n1,Bourg, centre\n", ledger)

    assert "1 row with more cells than the header" in ledger.faults[0].en
    assert "line 2 '1,Bourg, centre'" in ledger.faults[0].en


def test_a_cell_without_end_is_a_fault() -> None:
    ledger = Ledger()

    columns(b'area_id,area_name\n1\n2,"' + b"x" * 140_000, ledger)

    assert "after line 2: unreadable" in ledger.faults[0].en


def test_lines_count_blank_ones_and_those_inside_a_cell() -> None:
    text = b'area_id,area_name\n\n1,"le\nbourg"\n\n2,b\n'
    head = header("areas", text, Ledger())
    assert head is not None

    assert lines(text, head, [1, 0]) == [6, 4]
