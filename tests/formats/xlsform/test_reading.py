"""XLSForms as people edit them in Excel: read, completed, or refused in a sentence."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.formats import xlsform
from beffroi.foundation.errors import BeffroiError, FaultyFileError
from beffroi.foundation.language import Words, message
from tests.formats.xlsform.books import CHOICES, saved

HEADER = ("type", "name", "label")


def refusal(path: Path) -> str:
    with pytest.raises(BeffroiError) as caught:
        xlsform.read(path)
    return message(caught.value, "fr")


def test_groups_are_opened_up_and_their_condition_joins_their_questions(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        [
            (*HEADER, "relevant"),
            ("select_one yn", "car", "Une voiture ?", ""),
            ("begin_group", "g", "Groupe", "${car} = 'oui'"),
            ("integer", "n", "Combien ?", ""),
            ("begin group", "h", "", "${n} > 1"),
            ("text", "why", "Pourquoi ?", "${n} < 9"),
            ("end group", "", "", ""),
            ("end_group", "", "", ""),
        ],
    )

    form = xlsform.read(path).questionnaire

    assert [q.name for q in form.questions] == ["car", "n", "why"]
    assert form.question("n").relevant == "${car} = 'oui'"
    assert form.question("why").relevant == "(${car} = 'oui') and (${n} > 1) and (${n} < 9)"
    assert form.id == form.title.fr == "a"


def test_or_other_adds_a_choice_and_the_question_that_tells_which(tmp_path: Path) -> None:
    form = xlsform.read(
        saved(tmp_path / "a.xlsx", [HEADER, ("select_multiple yn or_other", "m", "?")])
    ).questionnaire

    assert [choice.name for choice in form.question("m").choices] == ["oui", "non", "other"]
    assert form.question("m_other").relevant == "selected(${m}, 'other')"


def test_what_no_table_holds_or_tells_who_answers_is_left_aside_and_said(tmp_path: Path) -> None:
    read = xlsform.read(
        saved(
            tmp_path / "a.xlsx",
            [
                (*HEADER, "calculation", "constraint"),
                ("start", "start", "", "", ""),
                ("deviceid", "deviceid", "", "", ""),
                ("calculate", "double", "", "${n} * 2", ""),
                ("photo", "picture", "Photo", "", ""),
                ("text", "nom_prenom", "Votre nom", "", ""),
                ("text", "nom_quartier", "Nom du quartier", "", ""),
                ("integer", "n", "Combien ?", "", ". > 0 and . <= 12"),
                ("decimal", "m", "", "", ". < ${n}"),
            ],
        )
    )

    form, said = read.questionnaire, " ".join(words.en for words in read.warnings)
    assert [q.name for q in form.questions] == ["nom_quartier", "n", "m"]
    assert (form.question("n").least, form.question("n").most) == (1, 12)
    assert "2 questions left aside, with no answer to tabulate (double, picture)" in said
    assert "2 questions left aside that tell who answers (deviceid, nom_prenom)" in said
    assert "1 question without a label" in said
    assert "1 condition on an answer, not checked on reading (m)" in said
    assert form.question("m").label == Words("m", "m")


def test_one_language_stands_for_both(tmp_path: Path) -> None:
    read = xlsform.read(saved(tmp_path / "a.xlsx", [HEADER, ("text", "a", "Quoi ?")]))

    assert read.questionnaire.question("a").label == Words("Quoi ?", "Quoi ?")
    assert "une langue" in read.warnings[0].fr


def test_french_and_english_are_found_among_thirty_languages(tmp_path: Path) -> None:
    others = [f"label::Langue {i} (x{chr(97 + i)})" for i in range(26)]
    header = ("type", "name", *others, "label::Français (fr)", "label::English", "label::Deutsch")
    row = ("text", "a", *("?" for _ in others), "Quoi ?", "What?", "Was?")

    read = xlsform.read(saved(tmp_path / "a.xlsx", [header, row]))

    assert read.questionnaire.question("a").label == Words("Quoi ?", "What?")
    assert "27 autres langues" in read.warnings[0].fr


def test_a_form_in_neither_language_is_read_in_its_own(tmp_path: Path) -> None:
    header = ("type", "name", "label::Português (pt)", "label::Nederlands (nl)")
    settings = [("form_title", "form_id", "default_language"), ("T", "f", "Nederlands (nl)")]

    read = xlsform.read(
        saved(tmp_path / "a.xlsx", [header, ("text", "a", "Que?", "Wat?")], settings=settings)
    )

    assert read.questionnaire.question("a").label == Words("Wat?", "Wat?")
    assert (read.questionnaire.id, read.questionnaire.title.fr) == ("f", "T")


def test_choices_written_as_numbers_and_without_labels_are_kept(tmp_path: Path) -> None:
    choices = [("list name", "value", "label"), ("l", 1, "Un"), ("l", 2.0, None)]

    read = xlsform.read(
        saved(tmp_path / "a.xlsx", [HEADER, ("select one from l", "a", "?")], choices)
    )

    labels = {c.name: c.label.fr for c in read.questionnaire.question("a").choices}
    assert labels == {"1": "Un", "2": "2"}
    assert any("1 choix sans libellé" in words.fr for words in read.warnings)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    said = refusal(
        saved(
            tmp_path / "a.xlsx",
            [
                HEADER,
                ("begin_repeat", "child", "Enfant"),
                ("text", "age", "Âge"),
                ("end_repeat", "", ""),
                ("select_one lost", "b", "?"),
                ("selekt_one yn", "c", "?"),
                ("text", "", "?"),
                ("begin_group", "g", ""),
            ],
        )
    )

    for part in (
        "'child' est répétée", "'lost'", "ligne 6", "'selekt_one yn'", "ligne 7", "1 groupe",
    ):  # fmt: skip
        assert part in said


@pytest.mark.parametrize(
    ("survey", "part"),
    [
        ([("kind", "name"), ("text", "a")], "type"),
        ([(*HEADER, "name"), ("text", "a", "?", "b")], "répète name"),
        ([], "survey"),
        ([HEADER], "aucune question"),
    ],
)
def test_a_sheet_that_is_no_survey_is_refused(survey: list, part: str, tmp_path: Path) -> None:
    assert part in refusal(saved(tmp_path / "a.xlsx", survey))


def test_merged_headings_and_formulas_are_refused(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "a.xlsx", [HEADER, ("text", "a", "=A1")]))
    book.save(tmp_path / "formula.xlsx")
    book["survey"]["C2"] = "?"
    book["survey"].merge_cells("A1:B1")
    book["survey"]["D1"] = "x"
    book.save(tmp_path / "merged.xlsx")

    assert "survey!C2" in refusal(tmp_path / "formula.xlsx")
    assert "fusionnées (A1:B1)" in refusal(tmp_path / "merged.xlsx")


def test_a_workbook_without_the_sheet_is_refused_with_the_sheets_that_it_has(
    tmp_path: Path,
) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")

    assert "ses feuilles sont sheet" in refusal(tmp_path / "a.xlsx")


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("type,name\ntext,a\n")

    assert "classeur" in refusal(tmp_path / "a.xlsx")
    with pytest.raises(FaultyFileError, match="no list of choices"):
        xlsform.read(saved(tmp_path / "b.xlsx", [HEADER, ("select_one x", "a", "?")], CHOICES))
