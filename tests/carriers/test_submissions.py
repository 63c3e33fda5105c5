"""Submissions: which count, and under which pseudonym."""

from pathlib import Path

import pandas as pd

from beffroi.carriers import exports
from beffroi.carriers.headings import headings
from beffroi.carriers.submissions import Refused, Setting, answers, column, pseudonymised
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Question, Questionnaire

SAID = Words("Mot", "Word")
FORM = Questionnaire("a", "1", SAID, SAID, (Question("age", "number", SAID),))
SETTING = Setting(("uuid", "id"), ("sent",), frozenset({"phone"}), frozenset({"seed"}))


def export(path: Path, text: str) -> exports.Export:
    (path / "a.csv").write_text(text)
    return exports.read(path / "a.csv", headings(FORM), format_name="x")


def test_a_submission_is_known_by_the_hash_of_its_surest_key(tmp_path: Path) -> None:
    read = answers(export(tmp_path, "age,id,uuid\n3,1,x\n4,2,y\n"), FORM, SETTING)
    other = answers(export(tmp_path, "age,uuid,id\n4,y,1\n"), FORM, SETTING)

    assert read.table["respondent"].tolist()[1] == other.table["respondent"].tolist()[0]
    assert all(len(key) == 16 for key in read.table["respondent"])


def test_without_a_key_each_row_is_a_person(tmp_path: Path) -> None:
    read = answers(export(tmp_path, "age,sent\n3,2026-05-04 10:00\n3,\n"), FORM, SETTING)

    assert read.table["respondent"].is_unique
    assert read.table["submitted"].fillna("").tolist() == ["2026-05-04", ""]


def test_what_is_refused_blank_double_personal_or_foreign_is_counted(tmp_path: Path) -> None:
    text = "age,id,phone,seed,x\n3,1,06,0,a\n4,1,06,0,b\n5,2,06,0,c\n,3,06,0,d\n"
    read_ = export(tmp_path, text)
    refused = Refused(column(read_, ("id",)) == "2", Words("{n} de moins", "{n} less"))  # type: ignore[arg-type]

    read = answers(read_, FORM, SETTING, [refused])

    said = [words.fr for words in read.warnings]
    assert read.table["age"].tolist() == [4.0]
    assert said[:3] == [
        "1 de moins",
        "1 envoi sans aucune réponse, écarté.",
        "1 envoi en double : le dernier est gardé.",
    ]
    assert "(phone)" in said[3]
    assert "(x)" in said[4]
    assert isinstance(read.table, pd.DataFrame)


def test_a_copy_keeps_what_is_read_and_nothing_that_tells_who_answers(tmp_path: Path) -> None:
    form = Questionnaire("a", "1", SAID, SAID, (*FORM.questions, Question("why", "text", SAID)))
    text = "age,why,id,sent,phone,seed,x\n3,Écrivez à jeanne@exemple.fr,1,2026-05-04,06,0,a\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    read = exports.read(tmp_path / "a.csv", headings(form), format_name="x")

    kept = pseudonymised(read, form, SETTING)

    assert kept.text == "age,why,id,sent\n3,Écrivez à […],1,2026-05-04\n"
    assert (kept.is_whole, kept.left) == (False, ("phone", "x"))
    assert "un courriel" in kept.warnings[0].fr


def test_an_export_without_anything_else_is_kept_whole(tmp_path: Path) -> None:
    assert pseudonymised(export(tmp_path, "age,id\n3,1\n"), FORM, SETTING).is_whole


def test_submissions_alike_in_everything_and_without_an_identifier_are_counted(
    tmp_path: Path,
) -> None:
    alike = answers(export(tmp_path, "age,id\n3,\n3,\n4,\n3,\n"), FORM, SETTING)
    apart = answers(export(tmp_path, "age,id,sent\n3,1,\n3,2,\n3,,a\n3,,b\n"), FORM, SETTING)

    assert len(alike.table) == 4
    assert alike.warnings[0].fr.startswith("2 envois sans identifiant")
    assert apart.warnings == ()


def test_the_form_is_doubted_where_it_and_the_file_are_foreign(tmp_path: Path) -> None:
    more = Questionnaire("a", "1", SAID, SAID, (*FORM.questions, Question("why", "text", SAID)))
    read = answers(export(tmp_path, "age,id,x,y\n3,1,a,b\n"), more, SETTING)

    assert read.warnings[0].fr == (
        "Est-ce le bon questionnaire ? Colonnes qui lui sont étrangères : 2 ; questions sans "
        "colonne : 1 sur 2."
    )
