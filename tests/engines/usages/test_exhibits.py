"""Exhibits of usages: intervals beside shares, hidden cells, masked words."""

from beffroi.engines.usages.indicators import outcome
from beffroi.engines.usages.inputs import Inputs
from beffroi.territory.exhibit import Exhibit
from tests.engines.usages.town import CENSUS_OF_TOWN, SOURCE, WITH_WHO, drawn, notes, survey


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
