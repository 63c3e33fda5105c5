"""Needs of a study: figures with their sources, from the findings of its rooms."""

from pathlib import Path

from beffroi.study import opened as opening


def test_a_study_weighs_its_needs_and_traces_them_to_dated_sources(hamlet_study: Path) -> None:
    study = opening.opened(hamlet_study)

    weights = {need.id: need.weight for need in study.needs}
    figures = {figure.id: figure for figure in study.figures}
    for id_, weight in weights.items():
        assert figures[f"needs.{id_}"].value == weight
        assert figures[f"needs.{id_}"].sources
    findings = {finding.id for finding in study.findings}
    assert weights
    assert all(one.id in findings for need in study.needs for one in need.evidence)
