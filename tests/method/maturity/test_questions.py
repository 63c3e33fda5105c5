"""Questions: few enough for half an hour, and none that the town's case makes idle."""

import random

from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.questions import asked, is_answered, put
from beffroi.territory.maturity import Answer
from tests.method.maturity.answered import LADDER, facts, grid, up_to

GRID = grid(LADDER)
REAL = maturity_grid()
MEDIUM = facts(town__population=20_000, programme__signed=True, mobility__timetables=True)


def test_what_does_not_concern_the_town_is_not_asked() -> None:
    ids = [proof.id for proof in put(GRID, facts(town__population=900))]

    assert "a.3y" not in ids
    assert "a.3y" in [proof.id for proof in put(GRID, {})]


def test_what_a_fact_answers_is_not_asked() -> None:
    timetables = REAL.proofs["mobility.timetables"]

    assert is_answered(timetables, MEDIUM)
    assert timetables not in put(REAL, MEDIUM)
    assert timetables in put(REAL, facts(mobility__timetables=None))


def test_a_line_is_left_after_a_missing_proof() -> None:
    answers: dict[str, Answer] = {**up_to(GRID, 1), "a.2y": "no"}

    ids = [proof.id for proof in asked(GRID, {}, answers)]

    assert ids == ["a.1x", "a.1y", "a.2x", "a.2y"]


def test_an_optional_proof_or_a_doubt_does_not_end_a_line() -> None:
    answers: dict[str, Answer] = {**up_to(GRID, 4), "a.2y": "no", "a.3x": "unknown"}

    assert len(asked(GRID, {}, answers)) == len(GRID.proofs)


def test_one_respondent_of_a_medium_town_answers_about_forty_questions() -> None:
    draw = random.Random(1)
    counts = []
    for _ in range(200):
        reached = {line.id: draw.choice([0, 1, 1, 2]) for line in REAL.lines}
        answers: dict[str, Answer] = {
            id_: "yes" if proof.stage <= reached[proof.line] else "no"
            for id_, proof in REAL.proofs.items()
        }
        counts.append(len(asked(REAL, MEDIUM, answers)))

    assert 35 <= sum(counts) / len(counts) <= 50
