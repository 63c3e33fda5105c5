"""The performance table as a workbook."""

import io

import openpyxl

from beffroi.report.decision.content import note
from beffroi.report.decision.table_book import workbook
from tests.report.decision import cases


def test_a_workbook_holds_the_table_and_every_cell_in_full() -> None:
    whole = note(cases.stress(), "fr")

    table, cells = openpyxl.load_workbook(io.BytesIO(workbook(whole))).worksheets

    assert [c.value for c in table[1]] == ["Critère", *whole.table.options]
    assert table.cell(2, 2).value == whole.table.lines[0].cells[0].short
    assert cells.max_row == 1 + 30 * 15
    row = [c.value for c in cells[2]]
    told = whole.table.lines[0].cells[0]
    assert row[:2] == [whole.table.options[0], whole.table.lines[0].name]
    assert row[2:6] == [told.number, told.value, told.low, told.high]
    assert row[7:9] == [told.evidence or None, told.date or None]


def test_no_text_of_others_becomes_a_formula_and_the_bytes_are_the_same() -> None:
    made = workbook(note(cases.hostile(), "en"))

    sheets = openpyxl.load_workbook(io.BytesIO(made)).worksheets

    kinds = {cell.data_type for sheet in sheets for row in sheet for cell in row}
    assert kinds <= {"s", "n"}
    assert made == workbook(note(cases.hostile(), "en"))
