"""Slides on a decision."""

import io
from collections.abc import Callable
from itertools import pairwise

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.util import Emu

from beffroi.foundation.language import Language
from beffroi.method.arbitration.arbitrated import Arbitrated
from beffroi.report.decision import slides
from beffroi.report.decision.content import note
from beffroi.report.decision.measure import LINE, lines
from tests.report.decision import cases

EVERY = [cases.stress, cases.hostile, cases.small, cases.alone, lambda: cases.stress(cases.ENDLESS)]
Case = Callable[[], Arbitrated]


def opened(result: Arbitrated, language: Language = "fr") -> Presentation:
    made = slides.deck(result, note(result, language, cases.entry()))
    return pptx.Presentation(io.BytesIO(made))


def words(presentation: Presentation) -> str:
    texts = []
    for slide in presentation.slides:
        texts.append(slide.notes_slide.notes_text_frame.text)
        texts += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return "\n".join(texts)


@pytest.mark.parametrize("case", EVERY)
def test_nothing_runs_off_a_slide_nor_out_of_its_box(case: Case) -> None:
    presentation = opened(case())
    wide, high = presentation.slide_width, presentation.slide_height

    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= wide
            assert shape.top + shape.height <= high
            if shape.has_text_frame:
                assert text_height(shape) <= Emu(shape.height).pt + 0.1
            if shape.has_table:
                assert sum(row.height for row in shape.table.rows) <= shape.height + 100


def text_height(shape: object) -> float:
    frame = shape.text_frame  # type: ignore[attr-defined]
    room = Emu(shape.width - frame.margin_left - frame.margin_right).pt  # type: ignore[attr-defined]
    taken = Emu(frame.margin_top + frame.margin_bottom).pt
    for line in frame.paragraphs:
        size = line.runs[0].font.size.pt
        assert size >= 12
        taken += lines(line.text, room + 0.01, size) * size * LINE
        taken += line.space_before.pt if line.space_before else 0.0
    return float(taken)


@pytest.mark.parametrize("case", EVERY)
def test_texts_do_not_lie_over_each_other(case: Case) -> None:
    for slide in opened(case()).slides:
        boxes = sorted((shape.left, shape.top, shape.height) for shape in slide.shapes)
        for (left, top, height), (other, below, _) in pairwise(boxes):
            assert left != other or top + height <= below + 20_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_slides_reopen_with_the_headline_groups_and_sources(language: Language) -> None:
    whole = note(cases.hostile(), language)

    text = words(opened(cases.hostile(), language))

    assert whole.headline in text
    assert all(group.name in text for group in whole.groups)
    assert all(source in text for source in whole.sources)
    assert whole.invented in text


def test_there_are_seven_to_nine_slides_with_native_charts_that_are_described() -> None:
    presentation = opened(cases.hostile())

    charts = [s for slide in presentation.slides for s in slide.shapes if s.has_chart]
    assert len(presentation.slides) == 9
    assert len(charts) >= 2
    assert all(chart._element._nvXxPr.cNvPr.get("descr") for chart in charts)
    assert all(slide.shapes.title.text for slide in presentation.slides)
    assert len(opened(cases.small()).slides) == 7
    assert presentation.slide_width * 9 == pytest.approx(presentation.slide_height * 16, rel=1e-3)


def test_a_slide_shows_what_is_known_and_its_notes_hold_the_whole_table() -> None:
    whole = note(cases.stress(), "fr")
    shown = opened(cases.stress()).slides[2]

    (table,) = (shape.table for shape in shown.shapes if shape.has_table)
    assert table.cell(1, 1).text == whole.table.lines[0].cells[0].short
    notes = shown.notes_slide.notes_text_frame.text
    assert sum(line.endswith(("2025)", "inconnu")) for line in notes.split("\n")) >= 450


def test_the_same_decision_gives_the_same_slides() -> None:
    once, again = (slides.deck(cases.hostile(), note(cases.hostile(), "fr")) for _ in range(2))

    assert once == again
