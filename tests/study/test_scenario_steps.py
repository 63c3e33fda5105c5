"""Scenarios carried through the run of a study: measured once, shown, arbitrated."""

from pathlib import Path

from beffroi.report.page import rendered
from beffroi.study import check, new, opened, run
from tests.study.test_run import NOW
from tests.towns import hamlet

OFTEN = """\
[scenario]
id = "often"
name = "Deux fois plus souvent"
source = "Essai"
within = 20
[[change]]
kind = "headway"
line = "1"
headway = 30
cost = [1000, 2000]
"""
DECISION = """\
[decision]
id = "d"
title = "Choisir"
invented = true
[[criterion]]
id = "minutes"
name = "Minutes"
indicator = "scenario.minutes_gained"
unit = "person·min"
worst = 0
best = 100
[[criterion]]
id = "cost"
name = "Coût"
indicator = "scenario.cost"
unit = "€/year"
worst = 5000
best = 0
[[option]]
id = "nothing"
name = "Rien"
baseline = true
[[option]]
id = "often"
name = "Souvent"
scenario = "often"
[[group]]
id = "all"
name = "Tous"
members = 1
"""


def made(folder: Path, scenario: str = OFTEN) -> Path:
    """Make a study of the hamlet with a scenario and a decision that rests on it."""
    path = folder / "souvent.toml"
    path.write_text(scenario, "utf-8")
    sources = {
        "osm": (str(hamlet.write_osm(folder / "hamlet.osm")),),
        "gtfs": (str(hamlet.write_gtfs(folder / "bus.zip")),),
    }
    study = folder / "study"
    new.new(study, commune="35236", sources=sources, scenarios=(str(path),), now=NOW)
    (study / "decision.toml").write_text(DECISION, "utf-8")
    settings = study / "study.toml"
    block = '\n[[decision]]\npath = "decision.toml"\n'
    settings.write_text(settings.read_text("utf-8") + block, "utf-8")
    return study


def test_a_scenario_is_measured_shown_and_arbitrated_and_again_only_if_it_changed(
    tmp_path: Path,
) -> None:
    study = made(tmp_path)
    before = check.check(study)

    first = run.run(study, now=NOW)
    again = run.run(study, now=NOW)
    file = study / "scenarios" / "souvent.toml"
    file.write_text(OFTEN.replace("[1000, 2000]", "[3000, 4000]"), "utf-8")
    changed = run.run(study, now=NOW)

    assert before.faults == ()
    assert ("scenario-1", "Deux fois plus souvent") in before.present
    assert ("decision-1", "Choisir") in before.present
    assert first.computed.index("mobility") < first.computed.index("scenario-1")
    assert again.computed == ()
    assert "mobility" in changed.kept
    assert {"scenario-1", "scenarios", "diagnosis", "decision-1"} <= set(changed.computed)
    found = opened.opened(study)
    figures = {figure.id: figure for figure in found.figures}
    assert figures["scenario.cost.often"].interval == (3000, 4000)
    assert any(one.id.startswith("scenario.gain") for one in found.findings)
    assert {"scenario_squares", "scenario_changes"} <= set(found.layers)
    (decided,) = found.decisions
    cell = decided.result.decision.option("often").on("cost")
    assert (cell.bounds, cell.evidence) == ((3000, 4000), "D")
    assert decided.result.decision.option("nothing").on("cost").bounds == (0, 0)
    page = rendered(found)
    assert 'id="exhibit-scenario.compared"' in page
    assert 'id="plan-scenario-1"' in page
    assert "more than 20 minutes from the centre" in page
    told = [text for one in found.findings if one.id.startswith("scenario.")
            for text in (one.statement.fr, one.statement.en)]  # fmt: skip
    assert told
    assert not any("demi-heure" in text or "half an hour" in text for text in told)
