"""Parts of slides."""

import io

import openpyxl
import pptx
from pptx.presentation import Presentation

from beffroi.report.decision import slide_parts
from beffroi.report.decision.slide_parts import BODY, Bars, Box, Style


def deck() -> Presentation:
    return pptx.Presentation()


def test_names_that_look_like_formulas_stay_texts_behind_a_chart() -> None:
    slide = slide_parts.add_slide(deck(), "Essai", "fr")
    bars = Bars(("=1+1", "http://a.b", "{=2}"), (("=cmd|x", (1, 2, 3)),), "barres")

    slide_parts.add_bars(slide, bars, BODY)

    chart = next(shape for shape in slide.shapes if shape.has_chart)
    blob = chart.chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "=cmd|x"], ["=1+1", 1], ["http://a.b", 2], ["{=2}", 3],
    ]  # fmt: skip
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["A3"].hyperlink is None
    assert chart._element._nvXxPr.cNvPr.get("descr") == "barres"


def test_texts_that_do_not_fit_are_cut_and_counted() -> None:
    slide = slide_parts.add_slide(deck(), "Essai", "fr")

    left = slide_parts.add_text(slide, ["mot " * 60] * 9, Box(1, 1, 4, 2), Style((14, 12)), "fr")

    assert left > 0
    assert slide.shapes[-1].text_frame.text.endswith("…")


def test_rows_that_do_not_fit_are_left_out_and_counted() -> None:
    slide = slide_parts.add_slide(deck(), "Essai", "fr")

    left = slide_parts.add_table(
        slide, [("a", "b"), *(("mot " * 50, "x") for _ in range(40))], BODY, (1, 1), language="fr"
    )

    table = slide.shapes[-1].table
    assert len(table.rows) == 41 - left
    assert sum(row.height for row in table.rows) <= BODY.height * 914400


def test_a_box_may_be_as_low_as_its_text() -> None:
    assert slide_parts.snug(["mot"], BODY, Style()).height < BODY.height


def test_notes_are_written_under_a_slide() -> None:
    slide = slide_parts.add_slide(deck(), "Essai", "fr")

    slide_parts.add_notes(slide, ["un", "deux"])

    assert slide.notes_slide.notes_text_frame.text == "un\ndeux"
