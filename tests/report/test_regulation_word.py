import io
from pathlib import Path

import docx
import pytest

from beffroi.report import regulation_page, regulation_word
from beffroi.study import informal_networks
from beffroi.study.informal_regulation import Regulated, regulate, worded
from tests.towns import informal_street


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Regulated:
    folder = tmp_path_factory.mktemp("street")
    drawn = informal_street.network()
    drawn.stops["name"] = drawn.stops["name"].where(drawn.stops.index > 0, "March\x07é")
    informal_networks.write(drawn, folder / "network")
    return regulate(folder, regulation_page.write, word=regulation_word.write)


def test_the_report_tells_the_figures_of_the_page(done: Regulated) -> None:
    made = docx.Document(str(done.folder / "rapport.docx"))
    page = (done.folder / "index.html").read_text(encoding="utf-8")
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}

    assert made.paragraphs[0].style.name == "Heading 1"
    assert round(made.sections[0].page_width.mm) == 210
    for figure in done.figures:
        for words in (worded(figure).fr, regulation_page.bounds(figure).fr):
            assert words in cells
            assert words in page
    for name, amounts, _ in regulation_page.balances(done):
        assert name.fr in cells
        for amount, span in amounts:
            assert (f"{amount.fr} ({span.fr})" if span.fr else amount.fr) in cells
    assert sum(line.style.name == "Heading 3" for line in made.paragraphs) == 4
    assert "regulation/rapport.docx" in done.files


def test_the_same_proposal_gives_the_same_file_without_a_path(done: Regulated) -> None:
    once = regulation_word.document(done)

    assert once == (done.folder / "rapport.docx").read_bytes()
    assert str(Path.cwd()).encode() not in once
    assert docx.Document(io.BytesIO(once)).core_properties.language == "fr-FR"
