"""The note in Word."""

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from beffroi.foundation.language import Language
from beffroi.method.arbitration.arbitrated import Arbitrated
from beffroi.report.decision import note_pdf, note_word
from beffroi.report.decision.content import note
from beffroi.report.decision.parts import Grid
from tests.report.decision import cases


def written(result: Arbitrated, language: Language = "fr") -> bytes:
    whole = note(result, language)
    _, kept = note_pdf.laid_out(whole)
    return note_word.document(kept, note_pdf.chart(kept), whole)


def words(document: docx.document.Document) -> str:
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_note_reopens_with_its_headline_groups_and_sources(language: Language) -> None:
    whole = note(cases.hostile(), language)
    _, kept = note_pdf.laid_out(whole)

    text = words(docx.Document(io.BytesIO(written(cases.hostile(), language))))

    assert kept.note.headline in text
    assert all(group.name in text for group in kept.note.groups)
    assert all(source in text for source in kept.note.sources[:3])
    assert cases.HOSTILE in text
    assert whole.invented in text


def test_a_note_can_be_heard_and_amended() -> None:
    document = docx.Document(io.BytesIO(written(cases.hostile())))

    assert document.paragraphs[1].style.name == "Heading 1"
    assert sum(line.style.name == "Heading 2" for line in document.paragraphs) >= 6
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    (picture,) = document.inline_shapes
    assert "sur 100 pondérations" in picture._inline.docPr.get("descr")
    language = next(document.styles.element.iter(qn("w:lang")))
    assert language.get(qn("w:val")) == "fr-FR"
    assert document.core_properties.language == "fr-FR"


def test_the_same_decision_gives_the_same_file_without_a_path() -> None:
    once, again = written(cases.small()), written(cases.small())

    assert once == again
    assert str(Path.cwd()).encode() not in once


def test_a_decision_with_one_option_left_has_no_chart() -> None:
    document = docx.Document(io.BytesIO(written(cases.alone())))

    assert len(document.inline_shapes) == 0


def test_the_performance_table_is_annexed_whole_unless_it_is_very_large() -> None:
    whole, vast = note(cases.hostile(), "fr"), note(cases.stress(), "fr")

    cells = words(docx.Document(io.BytesIO(written(cases.hostile())))).split("\n")
    cut = words(docx.Document(io.BytesIO(written(cases.stress()))))

    assert all(line.cells[-1].short in cells for line in whole.table.lines)
    assert len(vast.table.lines) * len(vast.table.options) == 450
    assert "Tableau trop grand" not in cut
    assert all(f"{key} – " in cut for key in vast.table.keys)


def test_what_a_vast_table_leaves_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_word, "MOST_CELLS", 160)

    cut = words(docx.Document(io.BytesIO(written(cases.stress()))))

    assert "Tableau trop grand pour ce document : 300 cases de plus dans table.xlsx" in (
        cut.replace("\u00a0", " ")
    )


def test_every_method_s_ranks_are_annexed() -> None:
    document = docx.Document(io.BytesIO(written(cases.hostile())))

    ranks = document.tables[-1]

    assert [cell.text for cell in ranks.rows[0].cells][-2:] == ["TOPSIS", "AHP"]
    assert len(ranks.rows) == 1 + len(cases.hostile().options)


def test_a_column_of_numbers_stands_to_the_right_and_a_lone_number_among_words_does_not() -> None:
    made = docx.Document()

    rows = (("1", "12", "2"), ("2", "9", "2 (1 – 2)"))
    note_word.put_table(made, Grid("", ("Line", "Stops", "Vehicles"), rows, ""), (40, 30))

    sides = [[cell.paragraphs[0].alignment for cell in row.cells] for row in made.tables[0].rows]
    assert sides == [[None, WD_ALIGN_PARAGRAPH.RIGHT, None]] * 3
