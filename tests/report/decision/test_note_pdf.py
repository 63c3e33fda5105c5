"""The note in two pages."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.language import Language
from beffroi.method.arbitration.arbitrated import Arbitrated, arbitrated
from beffroi.method.arbitration.decision import Constraint, Label
from beffroi.report.decision import note_pdf
from beffroi.report.decision.content import note
from beffroi.study.decide import decide
from tests.method.arbitration.choices import SOURCE, decision, group, swing
from tests.report.decision import cases

LEUVEN = Path(__file__).parents[3] / "docs" / "examples" / "leuven" / "decision.toml"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def said(pdf: bytes) -> str:
    """Read the words of a PDF back."""
    pages_read = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(page.extract_text() for page in pages_read)
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_example_takes_two_pages_of_a4(language: Language) -> None:
    pdf, kept = note_pdf.laid_out(note(decide(LEUVEN, draws=500).result, language))

    assert pages(pdf) == 2
    assert b"595.27" in pdf
    assert kept.note.title.endswith(")")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", [cases.LONG, cases.ENDLESS, "中文名称" * 15, "موقف " * 15])
def test_the_greatest_decision_takes_two_pages_at_most(name: str, language: Language) -> None:
    whole = note(cases.stress(name), language, cases.entry())

    assert pages(note_pdf.laid_out(whole)[0]) <= 2


@given(st.integers(1, 30), st.integers(1, 15), st.integers(0, 12), st.integers(1, 90))
@settings(max_examples=12)
def test_any_decision_takes_two_pages_at_most(
    n_options: int, n_criteria: int, n_groups: int, length: int
) -> None:
    name = (cases.LONG * 2)[:length]
    made = cases.large(max(n_options, 2), n_criteria, n_groups, name, draws=5)

    assert pages(note_pdf.laid_out(note(arbitrated(made, SOURCE), "fr"))[0]) <= 2


@pytest.mark.parametrize("result", [cases.small, cases.alone, cases.hostile])
def test_the_same_decision_gives_the_same_bytes(result: object) -> None:
    made: Arbitrated = result()  # type: ignore[operator]

    once, again = (note_pdf.laid_out(note(made, "fr"))[0] for _ in range(2))

    assert once == again
    assert str(Path.cwd()).encode() not in once


def test_hostile_names_come_out_as_they_were_written() -> None:
    words = said(note_pdf.laid_out(note(cases.hostile(), "en"))[0])

    assert f"{cases.HOSTILE} : que choisir ?" in words
    assert "Invented numbers" in words


def test_the_note_holds_what_an_elected_member_asks() -> None:
    result = decide(LEUVEN, draws=500).result
    words = said(note_pdf.laid_out(note(result, "fr", cases.entry()))[0])

    for asked in (
        "Note de décision", "Centre sans voiture", "Commerçants", "Risque de perdre",
        "Ce qui changerait le choix", "Options écartées d’emblée", "À vérifier",
        "Comment cela a été fait", "Nombres inventés pour l’exemple, Beffroi, 15 janvier 2026",
    ):  # fmt: skip
        assert asked.replace("’", "'") in words.replace("’", "'")


def test_the_hash_is_copied_as_it_stands_in_the_log() -> None:
    pdf = note_pdf.laid_out(note(cases.hostile(), "fr", cases.entry()))[0]

    copied = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)

    assert "ab" * 32 in copied


@pytest.mark.parametrize("language", ["fr", "en"])
def test_eight_options_on_ten_criteria_show_every_cell_in_two_pages(language: Language) -> None:
    result = arbitrated(cases.large(8, 10, 7, "Un service pour le centre", draws=40), SOURCE)
    whole = note(result, language)

    pdf, kept = note_pdf.laid_out(whole)

    assert pages(pdf) <= 2
    assert len(kept.note.table.lines) == 10
    assert len(kept.note.table.options) == 8
    words = said(pdf)
    assert all(cell.short in words for line in whole.table.lines for cell in line.cells)


def starts(pdf: bytes) -> dict[str, float]:
    """Return how far from the left each run of text of the first pages begins. [pt]"""
    found: dict[str, float] = {}

    def seen(text: str, matrix: list[float], *_: object) -> None:
        found.setdefault(text.strip(), matrix[4])

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=seen)
    return found


@pytest.mark.parametrize("kept", ["near", "far", "none"])
def test_groups_stand_one_below_the_other_whatever_comes_first(kept: str) -> None:
    """Where the baseline comes first, or is all that is left, no column tells who loses."""
    ids = ("near", "far", "none")
    met = tuple((id_, id_ in {kept, "none"}) for id_ in ids)
    law = Constraint("law", Label.of("Loi"), meets=met)
    asked = tuple(group(name, swing(a=100, b=50)) for name in ("Riverains", "Forains", "Passants"))
    result = arbitrated(decision(constraints=(law,), groups=asked), SOURCE)

    found = starts(note_pdf.laid_out(note(result, "fr"))[0])

    assert len({round(found[name], 1) for name in ("Riverains", "Forains", "Passants")}) == 1


def test_pages_and_chart_can_be_looked_at() -> None:
    whole = note(cases.small(), "fr")
    _, kept = note_pdf.laid_out(whole)

    assert all(page.startswith(b"\x89PNG") for page in note_pdf.pictures(whole))
    assert note_pdf.chart(kept).startswith(b"\x89PNG")
