"""LimeSurvey: each flavour of export gives the same table; what is unfinished is set aside."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import limesurvey
from beffroi.foundation.errors import BeffroiError
from beffroi.foundation.language import Words, message
from beffroi.territory.questionnaire import Answers, Choice, Question, Questionnaire, columns
from beffroi.territory.questionnaires import known_questionnaires
from tests.formats.exported import (
    FORMS,
    QUICK,
    Row,
    as_csv,
    as_xlsx,
    known,
    label_says,
    lime_rows,
    name_says,
    tables,
)
from tests.formats.test_kobo import FORM


def code(question: Question, choice: Choice | None) -> str:
    return question.name + (f"[{choice.name}]" if choice else "")


def underscored(question: Question, choice: Choice | None) -> str:
    return question.name + (f"_{choice.name}" if choice else "")


def text(question: Question, choice: Choice | None) -> str:
    return question.label.fr + (f" [{choice.label.fr}]" if choice else "")


def code_and_text(question: Question, choice: Choice | None) -> str:
    return f"{code(question, choice)}. {text(question, choice)}"


def with_spaces_turned(question: Question, choice: Choice | None) -> str:
    return text(question, choice).replace(" ", "_")


HEADS = {
    "code": code, "underscored": underscored, "text": text, "code and text": code_and_text,
    "spaces turned": with_spaces_turned,
}  # fmt: skip
SAYS = {"codes": (name_says, ("Y", "N")), "words": (label_says, ("Oui", "Non"))}


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
    head = HEADS[data.draw(st.sampled_from(sorted(HEADS)))]
    say, ticks = SAYS[data.draw(st.sampled_from(sorted(SAYS)))]
    rows = lime_rows(table, form, head, say, ticks=ticks)
    path = (
        as_xlsx(tmp_path / "a.xlsx", rows)
        if data.draw(st.booleans())
        else as_csv(
            tmp_path / "a.csv", rows, separator=data.draw(st.sampled_from(",;")), quote=True
        )
    )

    read = limesurvey.read(path, form)

    wanted = table.assign(respondent=read.table["respondent"]).astype(columns(form))
    pd.testing.assert_frame_equal(read.table, wanted)
    assert [w.fr for w in read.warnings if "inconnu" in w.fr] == []
    assert limesurvey.is_export(path)


def read(path: Path, form: Questionnaire, *answers: Row) -> Answers:
    names = {name: None for answer in answers for name in answer}
    return limesurvey.read(as_csv(path / "a.csv", [{**names, **a} for a in answers]), form)


def said(answers: Answers) -> str:
    return " / ".join(words.fr for words in answers.warnings)


def test_responses_never_sent_are_set_aside(tmp_path: Path) -> None:
    answers = read(
        tmp_path, FORM,
        {"id": "1", "submitdate": "1980-01-01 00:00:00", "lastpage": "3", "sex": "f"},
        {"id": "2", "submitdate": None, "lastpage": "1", "sex": "h"},
    )  # fmt: skip

    assert answers.table["sex"].tolist() == ["f"]
    assert answers.table["submitted"].isna().all()
    assert "1 réponse commencée et jamais envoyée" in said(answers)


def test_without_a_date_the_last_page_tells_and_without_it_nothing_does(tmp_path: Path) -> None:
    by_page = read(
        tmp_path, FORM, {"id": "1", "lastpage": None, "sex": "f"},
        {"id": "2", "lastpage": "3", "sex": "h"},
    )  # fmt: skip
    nothing = read(tmp_path, FORM, {"id": "1", "sex": "f"})

    assert by_page.table["sex"].tolist() == ["h"]
    assert "toutes sont gardées" in said(nothing)


def test_a_tick_beside_blanks_leaves_the_others_unticked(tmp_path: Path) -> None:
    answers = read(
        tmp_path, FORM,
        {"id": "1", "submitdate": "2026-05-04", "why[bus]": "Y", "why[car]": None, "sex": "N/A"},
        {"id": "2", "submitdate": "2026-05-04", "why[bus]": None, "why[car]": None, "sex": "f"},
    )  # fmt: skip

    assert known(answers.table["why/car"]) == [False, None]
    assert known(answers.table["sex"]) == [None, "f"]


def test_other_with_its_text_is_a_tick_and_its_code_a_choice(tmp_path: Path) -> None:
    form = known_questionnaires()["deplacements"]
    answers = read(
        tmp_path, form,
        {"id": "1", "submitdate": "2026-05-04", "mode": "-oth-", "motifs[other]": "le marché",
         "motifs[trav]": "Y"},
    )  # fmt: skip

    assert answers.table["mode"].tolist() == ["autre"]
    assert answers.table["motifs/autre"].tolist() == [True]
    assert "motifs : 1 précision" in said(answers)


def test_headings_cut_short_are_matched_where_one_question_can_be_meant(tmp_path: Path) -> None:
    answers = read(
        tmp_path, FORM,
        {"id": "1", "submitdate": "2026-05-04", "Vous êt.. ": "Un homme",
         "Pourqu..  [La voi.. ]": "Oui", "n. Comb.. ": "3"},
    )  # fmt: skip

    assert answers.table["sex"].tolist() == ["h"]
    assert answers.table["why/car"].tolist() == [True]
    assert answers.table["n"].tolist() == [3.0]


def test_rows_of_an_array_are_questions_of_their_own(tmp_path: Path) -> None:
    scale = (Choice("A1", Words("Oui", "Yes")), Choice("A2", Words("Non", "No")))
    form = Questionnaire(
        "a", "1", Words("A", "A"), Words("", ""),
        tuple(Question(f"Q_{s}", "one", Words(f"Facile ? {s}", s), choices=scale)
              for s in ("SQ001", "SQ002")),
    )  # fmt: skip

    answers = read(
        tmp_path, form,
        {"id": "1", "submitdate": "2026-05-04", "Q[SQ001]": "A1", "Q[SQ002]": "Non"},
    )  # fmt: skip

    assert answers.table[["Q_SQ001", "Q_SQ002"]].values.tolist() == [["A1", "A2"]]


def test_participants_are_never_read(tmp_path: Path) -> None:
    answers = read(
        tmp_path, FORM,
        {"id": "1", "submitdate": "2026-05-04", "sex": "f", "ipaddr": "10.1.2.3", "token": "tok9",
         "firstname": "Jeanne"},
    )  # fmt: skip

    kept = answers.table.to_csv() + said(answers)
    assert not any(part in kept for part in ("10.1.2.3", "tok9", "Jeanne"))
    assert "3 colonnes qui disent qui répond" in said(answers)


def test_another_file_is_no_export_and_is_refused(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [{"a": "1", "b": "2"}])

    assert not limesurvey.is_export(path)
    with pytest.raises(BeffroiError) as caught:
        limesurvey.read(path, FORM)
    assert "aucune de ses 2 colonnes" in message(caught.value, "fr")
