"""Decisions arbitrated in the run of a study."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import FaultyFileError
from beffroi.report.page import rendered
from beffroi.study import group_sheets, opened, run
from tests.study.decision_file import written
from tests.study.test_group_sheets import answered
from tests.study.test_run import NOW, made

COST = "cost = { interval = [40, 60] }"


def with_decision(folder: Path, cell: str = COST, *, more: str = "") -> Path:
    """Make a study of the hamlet that names a decision."""
    study = made(folder)
    written(study, COST, cell)
    settings = study / "study.toml"
    block = f'\n[[decision]]\npath = "decision.toml"\n{more}'
    settings.write_text(settings.read_text("utf-8") + block, "utf-8")
    return study


def test_a_run_arbitrates_what_the_study_names_and_again_only_if_it_changed(
    tmp_path: Path,
) -> None:
    study = with_decision(tmp_path)

    first = run.run(study, now=NOW)
    again = run.run(study, now=NOW)
    before = opened.page_key(study)
    written(study, "value = 0.8", "value = 0.7")
    changed = run.run(study, now=NOW)

    assert first.computed[-1] == "decision-1"
    assert again.computed == ()
    assert changed.computed == ("decision-1",)
    assert opened.page_key(study) != before
    (one,) = opened.opened(study).decisions
    assert one.result.decision.id == "d1"
    assert one.text == (study / "decision.toml").read_text("utf-8")


def test_cells_take_the_figures_of_the_study_itself(tmp_path: Path) -> None:
    cell = 'cost = { figure = "commerce.trading_shops", study = ".", evidence = "B" }'
    study = with_decision(tmp_path, cell)
    path = study / "decision.toml"
    path.write_text(path.read_text("utf-8").replace('unit = "€"', 'unit = "shop"'), "utf-8")

    run.run(study, now=NOW)

    (one,) = opened.opened(study).decisions
    assert one.result.decision.option("bus").on("cost").bounds == (6, 6)


def test_a_figure_that_is_a_floor_goes_up_to_the_end_of_the_scale(tmp_path: Path) -> None:
    """Vacant premises of a map are those that somebody marked: two at least."""
    cell = 'cost = { figure = "commerce.vacant_premises", study = ".", evidence = "B" }'
    study = with_decision(tmp_path, cell)
    path = study / "decision.toml"
    path.write_text(path.read_text("utf-8").replace('unit = "€"', 'unit = "premises"'), "utf-8")

    run.run(study, now=NOW)

    (one,) = opened.opened(study).decisions
    assert one.result.decision.option("bus").on("cost").bounds == (2, 100)


def test_sheets_that_were_filled_in_stand_for_their_groups(tmp_path: Path) -> None:
    study = with_decision(tmp_path, more='weights = ["sheets/01-shops.xlsx"]')
    group_sheets.write(study / "decision.toml", study / "sheets")
    sheet = study / "sheets" / "01-shops.xlsx"
    answered(sheet, sheet, cost=10, air=100)

    run.run(study, now=NOW)

    (one,) = opened.opened(study).decisions
    assert one.voices[0].group == "shops"
    assert one.result.decision.groups[0].weightings[0].who == "01-shops.xlsx"


def test_a_decision_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    study = with_decision(tmp_path, "cost = { interval = [60, 40] }")

    with pytest.raises(FaultyFileError, match="interval is reversed"):
        run.run(study, now=NOW)


def test_the_report_tells_the_arbitration_and_leads_to_its_documents(tmp_path: Path) -> None:
    study = with_decision(tmp_path)
    run.run(study, now=NOW)

    page = rendered(opened.opened(study))

    assert 'id="arbitration"' in page
    assert 'href="decision-1/note.pdf"' in page
    assert 'id="exhibit-decision-1.performances"' in page
