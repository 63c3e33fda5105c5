"""What people say enters a study: evidence of needs, sources of figures, means of the town."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.foundation.files import sha256, write_text
from beffroi.store import manifest, results
from beffroi.study import draw, new, run, settings, solutions, workshop
from beffroi.study.opened import Study, opened
from beffroi.study.sources import DRAWER
from beffroi.study.survey_blocks import SurveySettings
from beffroi.study.workshop import Workshop
from tests.study.conftest import NOW
from tests.towns import hamlet, heard

LATER = "2026-11-23T08:00:00+00:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a study of the hamlet with a survey, notes and maturity sheets."""
    given = tmp_path_factory.mktemp("heard")
    sources = {
        "osm": (str(hamlet.write_osm(given / "hamlet.osm")),),
        "notes": (str(heard.write_notes(given)),),
        "maturity": (str(heard.write_sheets(given)),),
    }
    study = given / "study"
    surveys = (heard.write_survey(given),)
    new.new(study, commune="35236", sources=sources, surveys=surveys, now=NOW)
    run.run(study, now=NOW)
    return study


@pytest.fixture(scope="module")
def study(folder: Path) -> Study:
    return opened(folder)


def read_by(folder: Path) -> Workshop:
    """Open a study that was run as the step of the solutions does."""
    store = results.Results(folder / workshop.RESULTS)
    keys = {step: known["key"] for step, known in store.index().items()}
    return Workshop(folder, settings.read(folder), manifest.read(folder), store, keys)


def test_a_need_has_evidence_of_the_three_kinds(study: Study) -> None:
    need = next(need for need in study.needs if need.id == "fill-vacant-premises")

    assert {one.kind for one in need.evidence} == {"finding", "survey", "note"}
    assert need.agreement == "agree"
    assert next(need for need in study.needs if need.id == "find-parking").weight is not None


def test_the_figure_of_a_need_cites_the_survey(folder: Path, study: Study) -> None:
    figure = next(one for one in study.figures if one.id == "needs.find-parking")

    cited = {source.id: source for source in figure.sources}
    assert set(cited) == {"achats", "notes"}
    copy = folder / settings.read(folder).surveys[0].answers
    assert cited["achats"].sha256 == sha256(copy)


def test_stages_and_means_reach_the_shortlists(folder: Path) -> None:
    shop = read_by(folder)

    context = solutions.context(shop)

    assert context.maturity == shop.document("maturity")["stages"]
    assert context.maturity["governance"] == 2
    assert context.staff_days == 12 * 8
    assert context.budget_build == 40_000


def test_without_sheets_nothing_is_known_of_the_means(hamlet_study: Path) -> None:
    context = solutions.context(read_by(hamlet_study))

    assert context.maturity == {}
    assert context.staff_days is None


def changed(folder: Path, tmp_path: Path, **changes: object) -> Path:
    """Copy a study and change its settings."""
    copy = shutil.copytree(folder, tmp_path / "study")
    given = replace(settings.read(copy), **changes)
    write_text(copy / settings.FILE, settings.text(given, "study"))
    return copy


def test_removing_the_survey_computes_again_only_what_rests_on_it(
    folder: Path, tmp_path: Path
) -> None:
    copy = changed(folder, tmp_path, surveys=())

    ran = run.run(copy, now=LATER)

    assert set(ran.computed) == {"usages", "diagnosis", "needs", "solutions"}
    assert {one.kind for need in opened(copy).needs for one in need.evidence} == {"finding", "note"}


def test_removing_the_sheets_leaves_what_people_said(folder: Path, tmp_path: Path) -> None:
    given = settings.read(folder)
    sources = {kind: files for kind, files in given.sources.items() if kind != "maturity"}

    ran = run.run(changed(folder, tmp_path, sources=sources), now=LATER)

    assert "usages" in ran.kept
    assert "maturity" not in (*ran.computed, *ran.kept)


def test_a_study_put_in_other_words_computes_nothing_again(folder: Path, tmp_path: Path) -> None:
    ran = run.run(changed(folder, tmp_path), now=LATER)

    assert ran.computed == ()


def test_the_people_heard_are_those_of_the_survey(study: Study) -> None:
    said = next(one for one in study.figures if one.id == "usages.answers")

    assert said.value == 240


def test_a_survey_that_cannot_be_read_costs_its_room_alone(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "cassees.csv"
    broken.write_text("a;b\n1;2\n", encoding="utf-8")
    (survey,) = settings.read(folder).surveys
    other = replace(survey, answers=str(broken), margins="")

    ran = run.run(changed(folder, tmp_path, surveys=(survey, other)), now=LATER)

    found = opened(tmp_path / "study")
    assert "solutions" in ran.computed
    assert [words.fr.split(",")[0] for words in found.left_out] == [
        "L'enquête « cassees.csv » a été laissée de côté"
    ]
    assert found.left_out[0] in found.warnings
    assert next(one for one in found.figures if one.id == "usages.answers").value == 240
    shown = next(one for one in found.exhibits if one.id == "usages.left_out")
    assert shown.rows == ((found.left_out[0],),)


def test_a_study_whose_only_survey_cannot_be_read_has_its_report(
    folder: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "cassees.csv"
    broken.write_text("a;b\n1;2\n", encoding="utf-8")
    given = settings.read(folder)
    (survey,) = given.surveys
    bare = {kind: files for kind, files in given.sources.items() if kind == "osm"}
    other = replace(survey, answers=str(broken))

    run.run(changed(folder, tmp_path, surveys=(other,), sources=bare), now=LATER)

    found = opened(tmp_path / "study")
    assert len(found.left_out) == 1
    assert "usages" in found.rooms
    assert [one.id for one in found.exhibits if one.id.startswith("usages")] == ["usages.left_out"]


@pytest.fixture(scope="module")
def drawn_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a study of the town of the demonstration, without its timetables."""
    town = tmp_path_factory.mktemp("town")
    draw.write(town, 20_000, 1)
    named = {"osm": "town.osm.pbf", "communes": "communes.json", "epci": "epci.json",
             "perimeter": "perimeter.geojson", "notes": "notes.csv",
             "maturity": "maturite.csv"}  # fmt: skip
    survey = SurveySettings(str(town / "reponses-achats.csv"), "achats", str(town / "marges.csv"))
    study = town.with_name("drawn-study")
    sources = {kind: (str(town / file),) for kind, file in named.items()}
    new.new(study, commune="96001", sources=sources, surveys=(survey,), now=NOW)
    run.run(study, now=NOW)
    return study


def test_in_the_drawn_town_data_and_people_agree_and_disagree(drawn_folder: Path) -> None:
    found = {need.id: need.agreement for need in opened(drawn_folder).needs}

    assert found["fill-vacant-premises"] == "agree"
    assert found["make-shops-visible"] == "data_not_people"
    assert found["find-parking"] == "people_only"
    assert found["know-parking-supply"] == "data_only"
    assert found["get-online"] == "unknown"


def test_what_nobody_said_is_signed_by_who_drew_the_town(drawn_folder: Path) -> None:
    heard_of = read_by(drawn_folder).document("usages")

    assert {one["publisher"] for one in heard_of["sources"]} == {DRAWER}
    assert heard_of["warnings"] == []


def test_the_drawn_sheets_leave_one_line_to_discuss(drawn_folder: Path) -> None:
    stages = read_by(drawn_folder).document("maturity")["stages"]

    assert stages["evaluation"] is None
    assert stages["governance"] == 2
