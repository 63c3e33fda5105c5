"""Requirements against solutions, cell by cell."""

from typing import Any

import pytest

from beffroi.method.catalogue.compliance import compliance, requirements, verdict
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.vocabulary import families, keys, kinds
from tests.method.catalogue.making import fact, solution


def test_every_requirement_looks_at_a_key_and_names_its_source() -> None:
    for one in requirements().values():
        assert one.key in keys()
        assert one.kinds <= set(kinds())
        assert one.families <= set(families())
        assert one.source
        assert one.evidence in "ABCD"


@pytest.mark.parametrize(
    ("requirement", "facts", "state"),
    [
        ("reversibility", [fact("reversibility", 2, 3, unit="level")], "met"),
        ("reversibility", [fact("reversibility", 1, unit="level")], "not met"),
        ("reversibility", [fact("reversibility", 1, 2, unit="level")], "unknown"),
        ("reversibility", [], "unknown"),
        ("open-standards", [fact("standards", items=("GBFS",))], "met"),
        ("open-standards", [fact("standards", items=("GBFS",)),
                            fact("standards", items=("proprietary",))], "not met"),
        ("open-licence", [fact("licence", items=("saas",)),
                          fact("licence", items=("open-source",))], "met"),
        ("open-licence", [fact("licence", items=("saas",))], "not met"),
        ("data-clause", [fact("data_returned", holds=False)], "not met"),
        ("data-clause", [fact("data_returned", holds=False),
                         fact("data_returned", holds=True)], "unknown"),
        ("impact-assessment", [fact("personal_data", holds=False)], "not concerned"),
        ("impact-assessment", [fact("aipd", holds=True)], "unknown"),
        ("impact-assessment", [fact("aipd_done", holds=True)], "met"),
        ("public-accountant", [], "not concerned"),
    ],
)  # fmt: skip
def test_a_cell_is_judged_by_its_facts(requirement: str, facts: list[Any], state: str) -> None:
    assert verdict(requirements()[requirement], solution("a", *facts)).state == state


def test_an_impact_assessment_that_is_due_is_said() -> None:
    found = verdict(requirements()["impact-assessment"], shipped()["plate-reading-car"])

    assert found.state == "unknown"
    assert found.note is not None
    assert "before launch" in found.note.en
    assert found.fact is not None


def test_the_matrix_has_a_row_a_requirement_and_a_cell_a_solution() -> None:
    solutions = [shipped()["decidim"], shipped()["beegift"]]

    rows = compliance(solutions)

    assert [row[0].requirement for row in rows] == list(requirements())
    assert all([cell.solution for cell in row] == ["decidim", "beegift"] for row in rows)
    states = {row[0].requirement: row[0].state for row in rows}
    assert states["open-licence"] == "met"


def test_a_cell_that_is_decided_shows_its_fact() -> None:
    decided = [
        cell for row in compliance(shipped()) for cell in row if cell.state in ("met", "not met")
    ]

    assert decided
    assert all(cell.fact is not None for cell in decided)


def test_doing_nothing_is_concerned_by_nothing() -> None:
    rows = compliance([shipped()["do-nothing"]])

    assert {row[0].state for row in rows} == {"not concerned"}
