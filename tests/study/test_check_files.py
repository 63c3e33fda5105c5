"""What a study plans is read before it runs."""

from pathlib import Path

from beffroi.study import check
from tests.study.test_scenario_steps import DECISION, OFTEN, made


def test_a_check_reads_the_scenarios_and_decisions_that_a_run_would(tmp_path: Path) -> None:
    study = made(tmp_path, OFTEN.replace('line = "1"', 'line = "99"'))
    path = study / "decision.toml"
    path.write_text(DECISION.replace("best = 100", "best = 0"), "utf-8")

    said = [one.en for one in check.check(study).faults]

    assert any(
        "scenario-1: souvent.toml" in one and "no line is called '99'" in one for one in said
    )
    assert any("decision-1: decision.toml" in one and "same number" in one for one in said)
