"""Parts that PDF and Word share."""

from dataclasses import replace

from beffroi.report.decision.content import note
from beffroi.report.decision.limits import STEPS, fitted
from beffroi.report.decision.parts import (
    chart_grid,
    chart_words,
    evidence,
    groups_grid,
    parts,
    shown_matters,
    small_print,
)
from tests.report.decision import cases


def test_a_chart_has_its_numbers_beside_and_its_words() -> None:
    kept = fitted(note(cases.stress(), "en"), STEPS[0])

    grid = chart_grid(kept)
    assert len(grid.rows) == 13
    assert all(len(row) == len(grid.headings) for row in grid.rows)
    assert all(row.name in chart_words(kept) for row in kept.note.groups)


def test_every_group_is_told_what_it_wants_and_risks() -> None:
    kept = fitted(note(cases.hostile(), "fr"), STEPS[0])

    grid = groups_grid(kept)
    assert len(grid.rows) == 2
    assert all(len(row) == len(grid.headings) for row in grid.rows)
    assert grid.rows[0][2] == shown_matters(kept.note.groups[0], kept.note)


def test_parts_have_something_to_say() -> None:
    for result in (cases.stress(), cases.small(), cases.alone()):
        kept = fitted(note(result, "fr"), STEPS[0])
        assert all(part.lead or part.items for part in parts(kept))
        assert small_print(kept)[0].startswith("Sources")


def test_what_the_cells_rest_on_is_told_by_class() -> None:
    said = evidence(note(cases.stress(), "fr"))

    assert "statistique officielle ou loi (A)" in said
    assert "inconnu" in said


def test_numbers_that_are_less_than_they_seem_are_told_and_cut() -> None:
    whole = note(cases.small(), "fr")
    told = tuple(f"Bus, Coût : réserve {n}." for n in range(9))

    kept = fitted(replace(whole, remarks=told), STEPS[0])

    evidence_part = next(part for part in parts(kept) if part.items == told[:6])
    assert evidence_part.lead
    assert "3 réserves sur une case" in kept.left
