"""Surveys: a form chosen or brought, written for the field, and its answers read back."""

import re
from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import xlsform
from beffroi.foundation.errors import BeffroiError
from beffroi.foundation.language import message
from beffroi.store.tables import read_table
from beffroi.study import surveys, usages
from tests.formats.exported import as_csv
from tests.formats.xlsform.books import saved


def kobo_export(path: Path) -> Path:
    row = {"_uuid": "a", "qui": "hab", "freq": "sem", "besoins": "velo place", "duree": "12"}
    return as_csv(path / "kobo.csv", [row, {**row, "_uuid": "b", "qui": "comm", "besoins": None}])


def lime_export(path: Path) -> Path:
    row = {
        "id": "1",
        "submitdate": "2026-05-04",
        "lastpage": "2",
        "qui": "hab",
        "besoins[velo]": "Y",
    }
    return as_csv(path / "lime.csv", [row, {**row, "id": "2", "submitdate": None}])


def refusal(provoke: object, *given: object, **how: object) -> str:
    with pytest.raises(BeffroiError) as caught:
        provoke(*given, **how)  # type: ignore[operator]
    return message(caught.value, "fr")


@pytest.mark.parametrize("name", [form.id for form in surveys.forms()])
def test_each_ready_form_is_written_and_can_be_brought_back(name: str, tmp_path: Path) -> None:
    surveys.write_form(name, tmp_path / "a.xlsx")

    assert surveys.form(str(tmp_path / "a.xlsx")) == surveys.form(name)


def test_a_form_that_the_tools_refuse_is_not_written(tmp_path: Path) -> None:
    rows = [("type", "name", "label"), ("text", "a", "Et ${lost} ?")]
    own = saved(tmp_path / "own.xlsx", rows)

    said = refusal(surveys.write_form, str(own), tmp_path / "out.xlsx")

    assert "out.xlsx est refusé" in said
    assert [path.name for path in tmp_path.iterdir()] == ["own.xlsx"]


def test_the_quarters_of_the_town_are_offered_and_come_back(tmp_path: Path) -> None:
    quarters = tmp_path / "quartiers.csv"
    quarters.write_text("quartier\n=Le Port\nLa Gare\n", encoding="utf-8")

    surveys.write_form("deplacements", tmp_path / "own.xlsx", quarters=quarters)

    offered = surveys.form(str(tmp_path / "own.xlsx")).questionnaire.question("quart").choices
    assert [choice.name for choice in offered] == ["q1", "q2", "vois", "loin", "nr"]
    assert offered[0].label.fr == "=Le Port"


def test_quarters_for_a_form_that_asks_for_none_are_refused(tmp_path: Path) -> None:
    own = saved(
        tmp_path / "own.xlsx",
        [("type", "name", "label"), ("select_one yn", "car", "Une voiture ?")],
    )

    said = refusal(
        surveys.write_form, str(own), tmp_path / "out.xlsx", quarters=tmp_path / "quartiers.csv"
    )

    assert "ne demande à personne" in said
    assert not (tmp_path / "out.xlsx").exists()


def test_the_tool_is_told_from_the_headings(tmp_path: Path) -> None:
    kobo = surveys.read_answers(kobo_export(tmp_path), "deplacements")
    lime = surveys.read_answers(lime_export(tmp_path), "deplacements")

    assert kobo.table["qui"].tolist() == ["hab", "comm"]
    assert (lime.table["qui"].tolist(), lime.set_aside) == (["hab"], 1)


@pytest.mark.parametrize("export", [kobo_export, lime_export])
def test_a_copy_without_persons_reads_as_the_export_does(export: object, tmp_path: Path) -> None:
    path = export(tmp_path)  # type: ignore[operator]
    whole = surveys.read_answers(path, "deplacements")

    kept = surveys.without_persons(path, "deplacements")

    (tmp_path / "copy.csv").write_text(kept.text, encoding="utf-8")
    again = surveys.read_answers(tmp_path / "copy.csv", "deplacements")
    pd.testing.assert_frame_equal(again.table, whole.table)
    assert again.set_aside == whole.set_aside


@pytest.mark.parametrize(
    ("name", "why"),
    [("a-file/a.parquet", "autre chose"), ("folder.parquet", "un dossier"), ("a.csv", ".parquet")],
)
def test_answers_that_cannot_be_written_there_are_said_in_a_sentence(
    tmp_path: Path, name: str, why: str
) -> None:
    answers = surveys.read_answers(kobo_export(tmp_path), "deplacements")
    (tmp_path / "a-file").touch()
    (tmp_path / "folder.parquet").mkdir()

    assert why in refusal(surveys.write_answers, answers, tmp_path / name)


def test_the_folder_of_the_table_is_made_as_for_a_form(tmp_path: Path) -> None:
    answers = surveys.read_answers(kobo_export(tmp_path), "deplacements")

    surveys.write_answers(answers, tmp_path / "new" / "a.parquet")

    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.parquet"]


def test_answers_are_counted_and_written(tmp_path: Path) -> None:
    answers = surveys.read_answers(kobo_export(tmp_path), "deplacements", tool="kobo")

    surveys.write_answers(answers, tmp_path / "a.parquet")

    counts = {count.question.name: count for count in surveys.counts(answers)}
    # Two persons: nothing of what they answered is told.
    assert {one.n for count in counts.values() for one in count.chosen} <= {None, 0}
    assert counts["besoins"].as_json()["choices"][0]["n"] is None
    assert "moins de 5 personnes" in surveys.hidden_words().fr
    assert (counts["besoins"].answered, counts["duree"].answered) == (None, None)
    assert counts["ouverte"].answered == 0
    assert surveys.heads(answers).as_json() == {"rows": None, "respondents": None, "set_aside": 0}
    pd.testing.assert_frame_equal(
        read_table(tmp_path / "a.parquet"), answers.table, check_dtype=False
    )


def test_what_a_form_of_ones_own_leaves_aside_is_said_with_its_answers(tmp_path: Path) -> None:
    own = saved(
        tmp_path / "own.xlsx",
        [("type", "name", "label"), ("select_one yn", "car", "Une voiture ?"), ("photo", "p", "?")],
    )
    answers = surveys.read_answers(
        as_csv(tmp_path / "a.csv", [{"car": "Oui", "_id": "1"}]), str(own)
    )

    assert answers.table["car"].tolist() == ["oui"]
    assert any("de côté" in words.fr for words in answers.warnings)


def test_what_cannot_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    surveys.write_form("achats", tmp_path / "a.xlsx")
    answers = surveys.read_answers(kobo_export(tmp_path), "deplacements")

    assert "plus proche : achats" in refusal(surveys.form, "achat").replace("\u00a0", " ")
    assert "n’existe pas" in refusal(surveys.form, "absent.xlsx")
    assert ".xlsx" in refusal(surveys.write_form, "achats", tmp_path / "a.csv")
    assert "que rien ne soit perdu" in refusal(
        surveys.write_form, str(tmp_path / "a.xlsx"), tmp_path / "a.xlsx"
    )
    assert "sphinx" in refusal(surveys.read_answers, kobo_export(tmp_path), "achats", tool="sphinx")
    assert ".parquet" in refusal(surveys.write_answers, answers, tmp_path / "a.xlsx")


def test_a_form_in_the_place_of_its_answers_is_refused(tmp_path: Path) -> None:
    surveys.write_form("achats", tmp_path / "a.xlsx")

    assert "aucun de ses" in refusal(surveys.read_answers, tmp_path / "a.xlsx", "achats")


def test_every_sentence_of_a_bad_form_is_in_french(tmp_path: Path) -> None:
    text = refusal(xlsform.read, saved(tmp_path / "a.xlsx", [("type", "name"), ("x", "a")]))

    assert not re.search(r"\b(the|is|no|not|its)\b", text)


def test_a_file_of_no_known_tool_is_not_called_after_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")

    said = refusal(surveys.read_answers, tmp_path / "a.csv", "deplacements")

    assert "LimeSurvey" not in said


def test_margins_that_weight_nobody_are_said(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [{"_uuid": f"{n}", "qui": "comm"} for n in range(6)])
    margins = tmp_path / "marges.csv"
    margins.write_text("variable,category,people\nsex,f,90\nsex,h,90\n", encoding="utf-8")
    given = usages.Given(surveys.read_answers(path, "deplacements"), path, margins)

    said = [words.fr for words in usages.usages([given]).warnings]

    assert any(one.startswith("Les marges « marges.csv » n'ont servi à rien") for one in said)
