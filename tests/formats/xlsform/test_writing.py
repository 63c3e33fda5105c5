"""Questionnaires written as XLSForms: what is written is read back, and the tools accept it."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import xlsform
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.language import Words, message
from beffroi.territory.need import known_needs
from beffroi.territory.questionnaire import MARGINS, Choice, Question, Questionnaire, Saying
from beffroi.territory.questionnaires import known_questionnaires
from tests.formats.xlsform.books import saved

SAID = Words("Mot", "Word")
letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
texts = st.text(letters, min_size=1, max_size=30).map(lambda t: " ".join(t.split())).filter(bool)
words = st.builds(Words, texts, texts)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


def also(*parts: str) -> st.SearchStrategy[tuple[Saying, ...]]:
    """Say some of the parts in a third language."""
    told = (st.none() | texts.map(lambda text, part=part: Saying(part, "Nengee (djk)", text))
            for part in parts)  # fmt: skip
    return st.tuples(*told).map(lambda found: tuple(one for one in found if one is not None))


choices = st.lists(
    st.builds(
        Choice,
        st.from_regex(r"[a-z0-9][a-z0-9_-]{0,6}", fullmatch=True),
        words,
        need=st.sampled_from(["", *known_needs()]),
        alone=st.booleans(),
        unknown=st.booleans(),
        also=also("label"),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda choice: choice.name,
).map(tuple)
numbers = st.one_of(st.none(), st.integers(-1000, 1000), st.floats(-1e6, 1e6, width=32))


@st.composite
def question(draw: st.DrawFn, name: str) -> Question:
    kind = draw(st.sampled_from(["one", "several", "number", "text", "place", "date", "note"]))
    least, most = sorted([draw(numbers), draw(numbers)], key=lambda n: (n is not None, n or 0))
    if least is None and draw(st.booleans()):
        least, most = most, least
    hint = draw(st.none() | words)
    return Question(
        name=name,
        kind=kind,
        label=draw(words),
        hint=hint,
        choices=draw(choices) if kind in {"one", "several"} else (),
        required=draw(st.booleans()),
        relevant=draw(st.sampled_from(["", f"${{{name}}} = 'a'", "1 < 2"])),
        least=least if kind == "number" else None,
        most=most if kind == "number" else None,
        margin=draw(st.sampled_from(["", *MARGINS])),
        people=tuple(draw(st.lists(names, max_size=2))),
        whole=kind == "number" and draw(st.booleans()),
        also=draw(also("label", *(["hint"] if hint else []), "constraint_message")),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    named = draw(st.lists(names.map(lambda n: f"q{n}"), min_size=1, max_size=5, unique=True))
    asked = (*(draw(question(name)) for name in named), Question("z", "text", SAID))
    return Questionnaire(
        id=draw(names),
        version=draw(st.sampled_from(["", "1", "2026-05-04"])),
        title=draw(words),
        people=draw(words),
        questions=asked,
        who=draw(st.sampled_from(["", "z"])),
        minutes=draw(st.sampled_from([None, 4.0, 7.5])),
    )


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(questionnaires())
def test_reading_what_was_written_loses_nothing(tmp_path: Path, form: Questionnaire) -> None:
    xlsform.write(form, tmp_path / "a.xlsx")

    read = xlsform.read(tmp_path / "a.xlsx")

    assert read.questionnaire == form
    assert all("Nengee" in said.en or "djk" in said.en for said in read.warnings)


@pytest.mark.parametrize("form", known_questionnaires().values(), ids=lambda form: form.id)
def test_the_tools_of_the_field_accept_every_ready_form(
    form: Questionnaire, tmp_path: Path
) -> None:
    xlsform.write(form, tmp_path / "a.xlsx")

    assert xlsform.check(tmp_path / "a.xlsx") == ()
    assert xlsform.read(tmp_path / "a.xlsx").questionnaire == form


def test_a_language_that_somebody_added_is_written_back(tmp_path: Path) -> None:
    others = [f"label::Langue {i} (x{chr(97 + i)})" for i in range(26)]
    asked = (("type", "name", "label::Français (fr)", *others, "hint::Langue 25 (xz)"),
             ("select_one l", "a", "Quoi ?", *(f"a {i}" for i in range(26)), "d"))  # fmt: skip
    offered = (("list_name", "name", "label::Français (fr)", *others),
               ("l", "oui", "Oui", *(f"o {i}" for i in range(26))),
               ("l", "non", "Non", *[""] * 26))  # fmt: skip
    form = xlsform.read(saved(tmp_path / "a.xlsx", asked, offered))

    xlsform.write(form.questionnaire, tmp_path / "b.xlsx")

    xlsform.check(tmp_path / "b.xlsx")
    assert xlsform.read(tmp_path / "b.xlsx").questionnaire == form.questionnaire
    header, first, *_ = openpyxl.load_workbook(tmp_path / "b.xlsx")["choices"].values
    assert dict(zip(header, first, strict=True))["label::Langue 25 (xz)"] == "o 25"


def test_the_same_questionnaire_gives_the_same_bytes(tmp_path: Path) -> None:
    form = known_questionnaires()["achats"]

    xlsform.write(form, tmp_path / "a.xlsx")
    xlsform.write(form, tmp_path / "b.xlsx")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    said = Words("=1+1", "@x")
    form = Questionnaire("a", "-1", said, said, (Question("a", "text", said),))

    xlsform.write(form, tmp_path / "a.xlsx")

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {c.data_type for sheet in book for row in sheet.iter_rows() for c in row} <= {"s", "n"}
    assert xlsform.read(tmp_path / "a.xlsx").questionnaire == form


def test_a_questionnaire_that_asks_nothing_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        xlsform.write(Questionnaire("a", "1", SAID, SAID, ()), tmp_path / "a.xlsx")

    assert "ne pose aucune question" in message(caught.value, "fr")
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path: Path) -> None:
    long = Question("a", "text", Words("a" * 40_000, "b"))

    with pytest.raises(InputError, match="row 2 of the sheet survey"):
        xlsform.write(Questionnaire("a", "1", SAID, SAID, (long,)), tmp_path / "a.xlsx")
