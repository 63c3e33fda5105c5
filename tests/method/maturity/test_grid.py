"""The grid in force: whole, bilingual, and resting on texts that exist in it."""

from collections import Counter

import pytest

from beffroi.method.maturity.grid import benchmarks, maturity_grid
from beffroi.territory.maturity import Proof

GRID = maturity_grid()


def test_ten_lines_of_four_stages_hold_two_to_four_proofs_each() -> None:
    sizes = [len(stage.proofs) for line in GRID.lines for stage in line.stages]

    assert len(GRID.lines) == 10
    assert all([s.number for s in line.stages] == [1, 2, 3, 4] for line in GRID.lines)
    assert all(2 <= size <= 4 for size in sizes)
    assert 80 <= len(GRID.proofs) <= 120


def test_no_proof_stands_twice() -> None:
    ids = Counter(proof.id for line in GRID.lines for proof in line.proofs)

    assert max(ids.values()) == 1


@pytest.mark.parametrize("proof", GRID.proofs.values(), ids=lambda p: p.id)
def test_a_proof_is_a_question_with_a_place_to_look_in_both_languages(proof: Proof) -> None:
    assert proof.question.fr.endswith(" ?")
    assert proof.question.en.endswith("?")
    assert proof.where.fr
    assert proof.where.en
    assert not proof.when or proof.when in GRID.conditions
    assert not proof.duty or proof.duty in GRID.duties


def test_every_stage_asks_for_a_proof_in_every_town() -> None:
    for line in GRID.lines:
        for stage in line.stages:
            required = [proof for proof in stage.proofs if proof.is_required]
            assert required, (line.id, stage.number)


def test_a_step_names_a_cost_a_skill_and_a_help_of_the_grid() -> None:
    for line in GRID.lines:
        for stage in line.stages:
            step = stage.step
            assert step.words.fr
            assert step.words.en
            assert 0 < step.days[0] <= step.days[1]
            assert step.cost in GRID.costs
            assert not step.skill or step.skill in GRID.skills
            assert step.help in GRID.helps


def test_every_duty_is_used_and_names_its_text() -> None:
    used = {proof.duty for proof in GRID.proofs.values()}
    tested = {test.least for c in GRID.conditions.values() for test in c.tests}

    for duty in GRID.duties.values():
        assert duty.id in used or duty.value in tested
        assert duty.source
        assert duty.url.startswith("https://")


def test_the_open_data_duty_asks_for_3500_inhabitants_and_50_staff() -> None:
    tests = {test.fact: test.least for test in GRID.conditions["open_data"].tests}

    assert tests == {"town.population": 3500, "town.agents": 50}


def test_benchmarks_are_dated_shares_of_a_proof() -> None:
    marks = {mark.id: mark for mark in benchmarks()}

    assert marks["data_project_commune"].value == 0.47
    assert marks["data_project_epci"].value == 0.80
    assert all(mark.proof in GRID.proofs and mark.n == 289 for mark in marks.values())


def test_the_fingerprint_follows_the_question() -> None:
    first = next(iter(GRID.proofs.values()))

    assert first.fingerprint == first.fingerprint
    assert len({proof.fingerprint for proof in GRID.proofs.values()}) == len(GRID.proofs)
