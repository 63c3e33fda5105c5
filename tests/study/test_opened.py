"""An opened study: everything that a report may ask."""

import shutil
from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError
from beffroi.study import new
from beffroi.study.opened import opened
from tests.study.conftest import NOW


def test_findings_come_heaviest_first_and_rest_on_figures_that_exist(hamlet_study: Path) -> None:
    study = opened(hamlet_study)

    weights = [finding.weight for finding in study.findings]
    known = {figure.id for figure in study.figures}
    assert weights == sorted(weights, reverse=True)
    assert all(set(finding.figures) <= known for finding in study.findings)


def test_every_source_of_a_figure_is_listed(hamlet_study: Path) -> None:
    study = opened(hamlet_study)

    listed = {source.id for source in study.sources}
    used = {source.id for figure in study.figures for source in figure.sources}
    assert used <= listed


def test_peers_are_towns_of_the_programme_and_not_the_town_itself(hamlet_study: Path) -> None:
    study = opened(hamlet_study)

    assert len(study.peers) == 5
    assert study.town.code not in {peer.code for peer in study.peers}


def test_lacks_are_the_sources_not_given(hamlet_study: Path) -> None:
    lacking = {lack.id for lack in opened(hamlet_study).lacks}

    assert lacking == {"grid", "bnlc", "bnls", "flows", "gbfs", "offers", "register"}


def test_a_study_never_run_says_so(tmp_path: Path) -> None:
    new.new(tmp_path / "study", commune="35236", sources={}, now=NOW)

    with pytest.raises(InputError, match="beffroi study run"):
        opened(tmp_path / "study")


def test_results_changed_since_the_run_are_to_be_run_again(
    tmp_path: Path, hamlet_study: Path
) -> None:
    study = tmp_path / "study"
    shutil.copytree(hamlet_study, study)
    (study / "results" / "place.json").write_text('{"perimeter": 3}')

    with pytest.raises(InputError, match=r"place\.json .* was changed or lost"):
        opened(study)


def test_exhibits_name_figures_that_say_what_their_rows_say(hamlet_study: Path) -> None:
    study = opened(hamlet_study)
    figures = {figure.id: figure.value for figure in study.figures}
    named = [one for one in study.exhibits if one.figures]

    assert {one.id for one in named} == {
        "mobility.by_day", "mobility.near", "mobility.population_reached", "mobility.shops_reached",
        "mobility.within_half_hour",
    }  # fmt: skip
    for one in named:
        assert [row[-1] for row in one.rows] == [figures[id_] for id_ in one.figures]
