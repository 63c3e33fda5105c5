"""KoboToolbox and ODK: each flavour of export gives the same table; what is wrong is said."""

import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import kobo
from beffroi.foundation.errors import BeffroiError
from beffroi.foundation.language import Words, message
from beffroi.territory.questionnaire import Answers, Choice, Question, Questionnaire, columns
from tests.formats import exported
from tests.formats.exported import (
    FORMS,
    PLACES,
    QUICK,
    Row,
    as_csv,
    as_xlsx,
    known,
    kobo_rows,
    label_says,
    name_heads,
    tables,
)

SAID = Words("Mot", "Word")


def label_head(question: Question, choice: Choice | None) -> str:
    return question.label.fr + (f"/{choice.label.fr}" if choice else "")


def grouped_label_head(question: Question, choice: Choice | None) -> str:
    return f"Partie 1/{label_head(question, choice)}"


FLAVOURS = {
    "names, both": (name_heads(), exported.name_says, {"select": "both"}),
    "names, one column": (name_heads(), exported.name_says, {"select": "summary"}),
    "names, a column each": (
        name_heads(), exported.name_says, {"select": "details", "ticks": ("True", "False")},
    ),
    "groups": (name_heads(group="g/h/"), exported.name_says, {"select": "both"}),
    "labels, both": (label_head, label_says, {"select": "both"}),
    "labels, one column": (grouped_label_head, label_says, {"select": "summary"}),
    "central": (
        name_heads(group="g-"), exported.name_says, {"select": "summary", "split_places": True},
    ),
}  # fmt: skip
SAVED = {
    "comma": lambda path, rows: as_csv(path / "a.csv", rows),
    "semicolon": lambda path, rows: as_csv(
        path / "a.csv", rows, separator=";", encoding="utf-8-sig", quote=True
    ),
    "workbook": lambda path, rows: as_xlsx(path / "a.xlsx", rows),
}


@settings(
    max_examples=12,
    deadline=None,
    phases=QUICK,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_every_flavour_of_export_gives_the_same_table(tmp_path: Path, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS))
    table = data.draw(tables(form))
    head, say, how = FLAVOURS[data.draw(st.sampled_from(sorted(FLAVOURS)))]
    save = SAVED[data.draw(st.sampled_from(sorted(SAVED)))]

    read = kobo.read(save(tmp_path, kobo_rows(table, form, head, say, **how)), form)

    wanted = table.assign(respondent=read.table["respondent"]).astype(columns(form))
    pd.testing.assert_frame_equal(read.table, wanted)
    assert [w.fr for w in read.warnings if "inconnu" in w.fr] == []
    assert read.table["respondent"].is_unique


def rows(*answers: Row) -> list[Row]:
    names = {name: None for answer in answers for name in answer}
    return [
        {**names, **answer, "_uuid": answer.get("_uuid") or f"u{i}"}
        for i, answer in enumerate(answers)
    ]


FORM = Questionnaire(
    "a", "1", SAID, SAID,
    (
        Question("hello", "note", SAID),
        Question("sex", "one", Words("Vous êtes", "You are"),
                 choices=(Choice("f", Words("Une femme", "A woman")),
                          Choice("h", Words("Un homme", "A man")))),
        Question("why", "several", Words("Pourquoi ?", "Why?"),
                 choices=(Choice("bus", Words("Le bus", "The bus")),
                          Choice("car", Words("La voiture", "The car")),
                          Choice("none", Words("Rien", "Nothing"), alone=True))),
        Question("n", "number", Words("Combien ?", "How many?"), least=0, most=50, whole=True),
        Question("open", "text", Words("Autre chose ?", "Anything else?")),
        Question("spot", "place", Words("Quel lieu ?", "Which place?")),
    ),
)  # fmt: skip


def read(path: Path, *answers: Row) -> Answers:
    return kobo.read(as_csv(path / "a.csv", rows(*answers)), FORM)


def said(answers: Answers) -> str:
    return " / ".join(words.fr for words in answers.warnings)


def test_impossible_answers_are_unknown_and_counted(tmp_path: Path) -> None:
    answers = read(
        tmp_path,
        {"sex": "f h", "why": "bus none", "n": "51", "spot": "0 0 0 0"},
        {"sex": "z", "why": "plane", "n": "2.5", "spot": "95 2 0 0"},
        {"sex": "h", "why": "bus", "n": "beaucoup", "spot": "47.65 -2.08 0 0"},
    )

    assert known(answers.table["sex"]) == [None, None, "h"]
    assert known(answers.table["why/bus"]) == [None, None, True]
    assert answers.table["n"].isna().all()
    assert known(answers.table["spot.lat"]) == [None, None, 47.65]
    assert "sex : 1 fois deux réponses" in said(answers)
    assert "sex : 1 réponse hors des choix proposés, donc inconnue (« z »)" in said(answers)
    assert "why : 1 réponse contradictoire" in said(answers)
    assert "why : 1 réponse hors des choix" in said(answers)
    assert "n : 2 nombres impossibles" in said(answers)
    assert "n : 1 réponse illisible" in said(answers)
    assert "spot : 2 réponses illisibles" in said(answers)


def test_what_tells_who_answers_is_never_kept(tmp_path: Path) -> None:
    answers = read(
        tmp_path,
        {
            "sex": "f", "open": "Appelez le 06 12 34 56 78, ou jeanne@exemple.fr", "deviceid": "d",
            "phonenumber": "0612345678", "_submitted_by": "jeanne", "username": "j", "extra": "x",
            "hello": "",
        },
    )  # fmt: skip

    kept = answers.table.to_csv() + said(answers)
    assert answers.table["open"].tolist() == ["Appelez le […], ou […]"]
    assert not any(part in kept for part in ("jeanne", "0612345678", "06 12", "u0"))
    assert "4 colonnes qui disent qui répond" in said(answers)
    assert "1 colonne étrangère au questionnaire" in said(answers)
    assert "open : 1 réponse où un nom, un courriel" in said(answers)


def test_double_rejected_and_blank_submissions_are_set_aside(tmp_path: Path) -> None:
    answers = read(
        tmp_path,
        {"sex": "f", "_uuid": "x"},
        {"sex": "h", "_uuid": "x"},
        {"sex": "h", "_validation_status": "Not approved"},
        {"sex": None, "_uuid": "y"},
    )

    assert answers.table["sex"].tolist() == ["h"]
    assert (answers.rows, answers.set_aside) == (4, 3)
    assert "1 envoi en double" in said(answers)
    assert "1 envoi rejeté" in said(answers)
    assert "1 envoi sans aucune réponse" in said(answers)


def test_questions_without_a_column_are_unknown_and_named(tmp_path: Path) -> None:
    answers = read(tmp_path, {"sex": "f", "why/bus": "1"})

    assert answers.table["why/bus"].tolist() == [True]
    assert answers.table["why/car"].isna().all()
    assert "3 questions du questionnaire sans colonne dans le fichier" in said(answers)
    assert "why : 2 choix sans colonne" in said(answers)


def test_a_person_keeps_a_pseudonym_from_one_export_to_the_next(tmp_path: Path) -> None:
    first = read(tmp_path, {"sex": "f", "_uuid": "x"}, {"sex": "h", "_uuid": "y"})
    second = read(tmp_path, {"sex": "h", "_uuid": "y"}, {"sex": "f", "_uuid": "x"})

    assert set(first.table["respondent"]) == set(second.table["respondent"])


def test_titles_above_the_header_of_a_workbook_are_passed_over(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "a.xlsx", rows({"sex": "f", "n": "3"}), above=("Enquête", "2026"))

    assert kobo.read(path, FORM).table["n"].tolist() == [3.0]


def test_latin_1_is_read_and_said(tmp_path: Path) -> None:
    path = as_csv(
        tmp_path / "a.csv", [{"Vous êtes": "Une femme", "_uuid": "a"}], encoding="latin-1"
    )

    answers = kobo.read(path, FORM)

    assert answers.table["sex"].tolist() == ["f"]
    assert "Latin-1" in said(answers)


def refusal(path: Path) -> str:
    with pytest.raises(BeffroiError) as caught:
        kobo.read(path, FORM)
    return message(caught.value, "fr")


def test_a_file_of_another_survey_is_refused(tmp_path: Path) -> None:
    other = as_csv(tmp_path / "a.csv", [{"q1": "1", "q2": "2"}])
    book = as_xlsx(tmp_path / "a.xlsx", [{"q1": "1", "q2": "2"}])

    assert "aucune de ses 2 colonnes ne répond" in refusal(other)
    assert "q1, q2" in refusal(book)


def test_files_that_cannot_be_trusted_are_refused_in_one_sentence(tmp_path: Path) -> None:
    merged = openpyxl.Workbook()
    merged.active.append(["sex", "n"])
    merged.active.append(["f", 3])
    merged.active.append(["f", "=1+1"])
    merged.save(tmp_path / "formula.xlsx")
    merged.active["B3"] = 4
    merged.active["C1"] = "why"
    merged.active.merge_cells("A1:B1")
    merged.save(tmp_path / "merged.xlsx")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * (11 * 1024**2))
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "header.csv").write_text("sex,n\n")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

    assert "B3" in refusal(tmp_path / "formula.xlsx")
    assert "fusionnées (A1:B1)" in refusal(tmp_path / "merged.xlsx")
    assert "sécurité" in refusal(tmp_path / "bomb.xlsx")
    assert "vide" in refusal(tmp_path / "empty.csv")
    assert "aucune réponse" in refusal(tmp_path / "header.csv")
    assert "Excel 97" in refusal(tmp_path / "old.xls")
    assert "n’existe pas" in refusal(tmp_path / "absent.csv")


def test_an_archive_with_one_table_is_opened(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", rows({"sex": "f"}))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "submissions.csv")

    assert kobo.read(tmp_path / "a.zip", FORM).table["sex"].tolist() == ["f"]


def test_places_are_understood_in_one_column_or_in_four(tmp_path: Path) -> None:
    whole = kobo.read(
        as_csv(tmp_path / "a.csv", rows({"spot": "47,65 -2,08 3 5"}, {"spot": "POINT (-2 47 1)"})),
        PLACES,
    )
    apart = kobo.read(
        as_csv(tmp_path / "b.csv", rows({"_spot_latitude": "47.65", "_spot_longitude": "-2.08"})),
        PLACES,
    )

    assert whole.table["spot.lat"].tolist() == [47.65, 47.0]
    assert whole.table["spot.lon"].tolist() == [-2.08, -2.0]
    assert apart.table[["spot.lon", "spot.lat"]].values.tolist() == [[-2.08, 47.65]]
