"""Exhibits of usages: intervals beside shares, hidden cells, masked words."""

import re
from dataclasses import replace

import numpy as np

from beffroi.engines.usages.indicators import outcome
from beffroi.engines.usages.inputs import Inputs
from beffroi.territory.exhibit import Exhibit
from tests.engines.usages.town import (
    CENSUS_OF_TOWN,
    MODE,
    SOURCE,
    WITH_WHO,
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


def test_how_many_were_asked_according_to_a_hidden_answer_is_not_told() -> None:
    conditional = replace(MODE, relevant="${age} < 18 or ${sexe} = 'f'")
    form = replace(
        WITH_WHO, questions=tuple(conditional if q is MODE else q for q in WITH_WHO.questions)
    )
    answers = drawn(form=form)
    of_hab = np.flatnonzero((answers.table["qui"] == "hab").to_numpy())
    answers.table["sexe"] = "f"
    answers.table.loc[of_hab[:2], "sexe"] = "h"
    by_id = {e.id: e for e in outcome(Inputs((survey(answers),))).exhibits}

    exhibit = by_id["usages.answers.essai.hab.mode"]
    assert "n'est pas dit" in exhibit.note.fr
    assert all(row[3] is None for row in exhibit.rows)
