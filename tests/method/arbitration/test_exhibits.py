"""Figures and charts of an arbitration, each with unit, sources, method and interval."""

import pytest

from beffroi.foundation.numbers import unit_name
from beffroi.method.arbitration.arbitrated import Arbitrated
from beffroi.territory.exhibit import Exhibit
from tests.method.arbitration.choices import SOURCE


def test_every_figure_bears_unit_date_source_method(result: Arbitrated) -> None:
    for figure in result.figures:
        assert figure.unit in {"1", "option"} or unit_name(figure.unit, "fr") != figure.unit
        assert figure.date == "2026-01-15"
        assert SOURCE in figure.sources
        assert figure.method.fr
        assert "{" not in figure.method.fr + figure.name.fr


def test_shares_carry_the_error_of_the_draw(result: Arbitrated) -> None:
    figures = {figure.id: figure for figure in result.figures}

    first = figures["arbitration.first.near"]
    assert first.interval is not None
    assert first.interval[0] < (first.value or 0) < first.interval[1]
    assert figures["arbitration.excluded"].value == 1
    assert figures["arbitration.unknown_cells"].value == 0
    assert sum(figures[f"arbitration.first.{o}"].value or 0 for o in result.options) == (
        pytest.approx(1)
    )


def test_charts_show_the_first_ranks_for_all_and_by_group(result: Arbitrated) -> None:
    exhibits = {exhibit.id: exhibit for exhibit in result.exhibits}

    assert exhibits["arbitration.first"].shape == "bars"
    assert len(exhibits["arbitration.first_by_group"].rows) == 6


def test_every_exhibit_is_a_table_that_reads_back(result: Arbitrated) -> None:
    for exhibit in result.exhibits:
        assert Exhibit.from_json(exhibit.as_json()) == exhibit
        assert all(len(row) == len(exhibit.fields) for row in exhibit.rows)
        assert len({field.key for field in exhibit.fields}) == len(exhibit.fields)


def test_every_cell_is_counted_under_its_class_of_evidence(result: Arbitrated) -> None:
    evidence = next(e for e in result.exhibits if e.id == "arbitration.evidence")

    assert [row[0].en[-3:] for row in evidence.rows] == ["(A)", "(B)", "(C)", "(D)", "own"]  # type: ignore[union-attr]
    assert [row[1:] for row in evidence.rows] == [(0, 0), (0, 0), (0, 0), (6, 1.0), (0, 0)]
