"""Figures, exhibits and findings of maturity."""

from beffroi.foundation.figures import Figure
from beffroi.method.maturity.diagnosis import diagnosis
from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.indicators import outcome, stage_words
from beffroi.method.maturity.profile import profile
from beffroi.territory.exhibit import Exhibit
from beffroi.territory.maturity import Answer, Response
from beffroi.territory.outcome import Outcome
from tests.method.maturity.answered import facts, response, up_to

REAL = maturity_grid()


def of(*responses: Response, **known: float | bool) -> Outcome:
    return outcome(REAL, profile(REAL, responses, facts(**known), date="2026-11-25"))


def by_id(found: Outcome) -> dict[str, Figure]:
    return {figure.id: figure for figure in found.figures}


def test_every_line_is_a_figure_in_stages() -> None:
    figures = by_id(of(response(up_to(REAL, 2))))

    lines = [figures[f"maturity.{line.id}"] for line in REAL.lines]

    assert [figure.value for figure in lines] == [2.0] * 10
    assert {figure.unit for figure in lines} == {"stage"}
    assert {figure.interval for figure in lines} == {None}
    assert figures["maturity.respondents"].value == 1
    assert figures["maturity.to_discuss"].value is None


def test_doubts_open_the_interval_and_are_counted() -> None:
    figures = by_id(of(response(up_to(REAL, 1, above="unknown"))))

    assert figures["maturity.it"].value == 1
    assert figures["maturity.it"].interval == (1.0, 4.0)
    assert 0.6 < (figures["maturity.share_unknown"].value or 0) < 0.9


def test_nothing_known_is_unknown_never_zero() -> None:
    figures = by_id(of())

    assert figures["maturity.it"].value is None
    assert figures["maturity.it"].interval == (0.0, 4.0)
    assert figures["maturity.respondents"].value == 0


def test_duties_of_which_nothing_is_known_are_not_said_to_be_met() -> None:
    nobody = of()

    assert by_id(nobody)["maturity.duties_unseen"].value is None
    told = {finding.id: finding for finding in diagnosis(nobody.figures)}
    assert told["maturity.duties"].tone == "unknown"


def test_a_fact_is_a_source_of_its_line_alone() -> None:
    figures = by_id(of(response(up_to(REAL, 1)), mobility__timetables=True))

    names = {source.name for source in figures["maturity.mobility"].sources}

    assert "Registre inventé" in names
    assert "Registre inventé" not in {s.name for s in figures["maturity.it"].sources}


def test_a_figure_of_answers_bears_their_date_and_not_that_of_an_older_register() -> None:
    figures = of(response(up_to(REAL, 1)), mobility__timetables=True).figures

    assert {figure.date for figure in figures} == {"2026-11-25"}


def test_facts_override_opinions_and_it_is_counted() -> None:
    said: dict[str, Answer] = {**up_to(REAL, 2), "mobility.timetables": "no"}

    figures = by_id(of(response(said), mobility__timetables=True))

    assert figures["maturity.contradicted"].value == 1
    assert figures["maturity.mobility"].value == 2


def test_missing_duties_are_counted() -> None:
    said: dict[str, Answer] = {**up_to(REAL, 4), "services.statement": "no", "skills.dpo": "no"}

    assert by_id(of(response(said)))["maturity.duties_unseen"].value == 2


def exhibits(found: Outcome) -> dict[str, Exhibit]:
    return {exhibit.id: exhibit for exhibit in found.exhibits}


def test_the_profile_is_drawn_with_its_table() -> None:
    found = exhibits(of(response(up_to(REAL, 1))))

    assert found["maturity.profile"].shape == "bars"
    assert len(found["maturity.lines"].rows) == 10
    assert "maturity.disagreements" not in found
    for exhibit in found.values():
        assert all(len(row) == len(exhibit.fields) for row in exhibit.rows)
        assert Exhibit.from_json(exhibit.as_json()) == exhibit


def test_disagreements_are_shown_the_lines_to_discuss_first() -> None:
    second: dict[str, Answer] = {
        id_: "yes" if REAL.proofs[id_].line == "it" and REAL.proofs[id_].stage <= 3 else answer
        for id_, answer in up_to(REAL, 1).items()
    }
    second["governance.lead"] = "yes"

    table = exhibits(of(response(up_to(REAL, 1)), response(second)))["maturity.disagreements"]

    assert [str(row[0].en) for row in table.rows][:5] == ["IT and cyber security"] * 5  # type: ignore[union-attr]
    assert len(table.rows) == 6
    assert table.rows[0][2:4] == (1.0, 1.0)


def test_what_one_person_alone_saw_is_shown_among_the_disagreements() -> None:
    one, other = response({"it.backup": "yes"}), response({"it.referent": "unknown"})

    table = exhibits(of(one, other))["maturity.disagreements"]

    (row,) = table.rows
    assert row[2] == 1.0
    assert str(row[-1].fr) == "vu par une seule personne"  # type: ignore[union-attr]
    assert exhibits(of(one, other))["maturity.lines"].rows[0][-1] == 0.0


def test_a_duty_that_may_not_bind_is_not_counted_as_failed() -> None:
    said = {**up_to(REAL, 4), "governance.sober": "no"}

    def failed(**known: float) -> float | None:
        return by_id(of(response(said), **known))["maturity.duties_unseen"].value

    assert failed() == 0
    assert failed(town__population=60_000) == 1


def test_findings_say_what_matters_in_both_languages() -> None:
    found = {f.id: f for f in diagnosis(of(response(up_to(REAL, 1))).figures)}

    assert found["maturity.pilot"].tone == "watch"
    assert "(1\u00a0stage of 4)" in found["maturity.pilot"].statement.en
    assert found["maturity.duties"].tone == "watch"
    assert found["maturity.unknown"].tone == "context"


def test_stages_are_said_in_words() -> None:
    own = profile(REAL, [response(up_to(REAL, 3))], {}, date="2026-11-25").lines[0]

    assert stage_words(REAL, own).fr == "3 (contrôlé)"
