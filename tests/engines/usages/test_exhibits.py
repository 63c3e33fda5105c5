"""Exhibits of usages: intervals beside shares, hidden cells, masked words."""

import re
from dataclasses import replace

import pandas as pd

from beffroi.engines.usages.indicators import outcome
from beffroi.engines.usages.inputs import Inputs
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit
from beffroi.territory.questionnaire import Answers, Question, framed
from tests.engines.usages.town import (
    CENSUS_OF_TOWN,
    MODE,
    NEEDS,
    SEX,
    SOURCE,
    WITH_WHO,
    asking,
    choices,
    drawn,
    notes,
    survey,
)


def shown(**changes: object) -> dict[str, Exhibit]:
    given = survey(drawn(form=WITH_WHO), **changes)
    return {e.id: e for e in outcome(Inputs((given,), notes(), (SOURCE,))).exhibits}


def test_declared_needs_stand_with_their_intervals_and_possible_ranks() -> None:
    exhibit = shown()["usages.declared_needs.essai.comm.besoins"]

    assert [field.key for field in exhibit.fields] == ["need", "rank", "low", "high", "n", "share"]
    assert exhibit.rows[1][1] == exhibit.rows[2][1] == "2 – 3"
    assert "pas celles des habitants" in exhibit.note.fr


def test_small_cells_of_cross_tables_are_hidden_and_it_is_said() -> None:
    exhibit = shown()["usages.crossed.essai.hab.besoins.sexe"]

    wifi = next(row for row in exhibit.rows if getattr(row[0], "fr", "") == "Du wifi")
    assert wifi[1] == wifi[2] == "…"
    assert "masquée" in exhibit.note.fr


def test_cells_of_cross_tables_bear_intervals_and_say_whether_they_are_weighted() -> None:
    plain = shown()["usages.crossed.essai.hab.besoins.sexe"]
    weighted = shown(margins=CENSUS_OF_TOWN)["usages.crossed.essai.hab.besoins.sexe"]

    cells = [cell for row in plain.rows[:-1] for cell in row[1:-1] if cell != "…"]
    assert cells
    assert all(re.fullmatch(r"[\d.]+% \([\d.]+% – [\d.]+%\)", cell.en) for cell in cells)
    assert "non redressées" in plain.note.fr
    assert "redressées sur le recensement" in weighted.note.fr


def test_open_answers_say_that_they_are_counted_unweighted() -> None:
    assert "sans redressement" in shown()["usages.open_answers.essai.ouverte"].note.fr


def test_what_the_margins_fix_is_not_shown_as_an_answer() -> None:
    assert "usages.answers.essai.hab.sexe" in shown()
    assert "usages.answers.essai.hab.sexe" not in shown(margins=CENSUS_OF_TOWN)


def test_open_answers_and_notes_are_shown_masked() -> None:
    exhibits = shown()

    assert "usages.open_answers.essai.ouverte" in exhibits
    assert "Durand" not in str([e.as_json() for e in exhibits.values()])
    assert len(exhibits["usages.notes"].rows) == 4


def test_exhibits_survive_json() -> None:
    for exhibit in shown().values():
        assert Exhibit.from_json(exhibit.as_json()) == exhibit


def test_what_a_few_persons_wrote_is_not_listed() -> None:
    given = survey(drawn(9, form=WITH_WHO))
    shown_ids = {e.id for e in outcome(Inputs((given,))).exhibits}

    assert not any(id_.startswith("usages.open_answers") for id_ in shown_ids)


def conditional() -> Answers:
    """Answer a chain of questions put according to the answers to a first one, 3 to its rarest."""
    freq = Question("freq", "one", Words("?", "?"), choices=choices("jam", "rare", "mois", "sem"))
    mode = replace(MODE, relevant="${freq} != 'jam'")
    needs = replace(NEEDS, relevant="${mode} = 'auto'")
    form = asking(SEX, freq, mode, needs)
    table = drawn(120, form=asking(SEX, MODE, NEEDS)).table.copy()
    table["freq"] = ["jam"] * 3 + ["rare"] * 9 + ["mois"] * 48 + ["sem"] * 60
    table.loc[table["freq"] == "jam", "mode"] = pd.NA
    marks = [f"besoins/{choice.name}" for choice in needs.choices]
    table.loc[(table["mode"] != "auto").fillna(value=True), marks] = pd.NA
    return Answers(framed(form, table), form, (), len(table))


def test_every_number_of_a_conditional_question_is_a_sum_of_shown_ones() -> None:
    answers = conditional()
    found = outcome(Inputs((survey(answers),)))
    by_id = {e.id: e for e in found.exhibits}
    kept = answers.table[answers.table["freq"].isin(["mois", "sem"])]
    by_car = int((kept["mode"] == "auto").sum())

    freq = {row[0].fr: row[3] for row in by_id["usages.answers.essai.freq"].rows}
    assert freq == {"Jam": None, "Rare": None, "Mois": 48.0, "Sem": 60.0}
    mode = by_id["usages.answers.essai.mode"]
    assert sum(row[3] for row in mode.rows) == (kept["mode"] != "nsp").sum()
    assert "laissés de côté" in mode.note.fr
    crossed = by_id["usages.crossed.essai.besoins.sexe"]
    assert crossed.rows[-1][-1] == by_car
    assert "laissés de côté" in crossed.note.fr
    assert set(found.tables["declared_needs"]["n"]) == {by_car}
    assert "laissés de côté" in by_id["usages.declared_needs.essai.besoins"].note.fr


def test_a_question_that_hangs_on_two_hidden_answers_alone_is_not_told() -> None:
    answers = conditional()
    answers.table["freq"] = ["jam"] * 3 + ["sem"] * 117

    by_id = {e.id: e for e in outcome(Inputs((survey(answers),))).exhibits}

    assert "usages.answers.essai.mode" not in by_id
    assert "usages.crossed.essai.besoins.sexe" not in by_id
    withheld = by_id["usages.withheld.essai"]
    mode = answers.questionnaire.question("mode").label
    assert (mode,) in withheld.rows
