"""The house itself: floors, mirrors, dated data, and nothing that a newcomer could not have."""

import ast
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "beffroi"
MODULES = sorted(p for p in SOURCE.rglob("*.py") if p.name != "__init__.py")
DATA = sorted(SOURCE.rglob("*.toml"))


def test_arrows_run_down_the_floors() -> None:
    ran = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout


def inside(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {inside(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def test_a_module_opens_with_a_sentence(trees: dict[str, ast.Module]) -> None:
    said = {name: (ast.get_docstring(tree) or "").splitlines() for name, tree in trees.items()}

    assert [name for name, lines in said.items() if not lines or not lines[0].endswith(".")] == []


def test_a_module_can_be_held_in_the_head() -> None:
    lengths = {inside(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}

    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_every_public_function_is_documented(trees: dict[str, ast.Module]) -> None:
    public = [
        (name, node)
        for name, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]

    bare = [f"{name}: {node.name}" for name, node in public if ast.get_docstring(node) is None]

    assert len(public) > 1_000
    assert bare == []


MIRRORED_ELSEWHERE = {
    "engines/parking/scenarios/figures.py": "study/test_parking_scenarios.py",
    "report/parking_scenario_page.py": "study/test_parking_scenarios.py",
    "engines/parking/scenarios/observed.py": "engines/parking/scenarios/test_trial.py",
    "study/parking_searched.py": "study/test_parking_search.py",
    "study/parking_map.py": "study/test_parking_scenarios.py",
    "study/parking_ground.py": "study/test_parking_scenarios.py",
    "engines/parking/scenarios/effects.py": "engines/parking/scenarios/test_trial.py",
    "engines/parking/scenarios/policy.py": "engines/parking/scenarios/test_trial.py",
    "engines/parking/scenarios/bills.py": "engines/parking/scenarios/test_equilibrium.py",
    "engines/parking/scenarios/choice.py": "engines/parking/scenarios/test_equilibrium.py",
    "engines/parking/scenarios/demand.py": "engines/parking/scenarios/test_equilibrium.py",
    "engines/parking/scenarios/market.py": "engines/parking/scenarios/test_equilibrium.py",
    "engines/parking/scenarios/parameters.py": "engines/parking/scenarios/test_equilibrium.py",
    "engines/parking/scenarios/supply.py": "engines/parking/scenarios/test_equilibrium.py",
    "engines/informal/building.py": "study/test_informal_build.py",
    "study/informal_built.py": "study/test_informal_build.py",
    "study/informal_feeds.py": "study/test_informal_build.py",
    "engines/mobility/indicators.py": "engines/mobility/test_reach.py",
    "engines/mobility/scenarios/applied.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/carpools.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/changes.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/costs.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/days.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/driving.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/exhibits.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/feeds.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/figures.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/gains.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/headways.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/lines.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/links.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/measures.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/parameters.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/parks.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/production.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/ranges.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/rides.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/mobility/scenarios/zones.py": "engines/mobility/scenarios/test_outcome.py",
    "engines/parking/surveys/exhibits.py": "engines/parking/surveys/test_outcome.py",
    "engines/parking/surveys/exports.py": "study/test_parking_survey.py",
    "study/parking_survey_parts.py": "study/test_parking_survey.py",
    "engines/parking/surveys/norms.py": "engines/parking/surveys/test_outcome.py",
    "study/scenario_new.py": "study/test_scenario_files.py",
    "study/scenario_places.py": "study/test_scenario_files.py",
    "study/scenario_text.py": "study/test_scenarios.py",
    "kernels/graph/gathering.py": "kernels/graph/test_reach.py",
    "kernels/graph/search.py": "kernels/graph/test_reach.py",
    "kernels/raptor/rounds.py": "kernels/raptor/test_spans.py",
    "kernels/raptor/rows.py": "kernels/raptor/test_spans.py",
    "kernels/trajectory/matching/candidates.py": "kernels/trajectory/matching/test_matching.py",
    "kernels/trajectory/matching/roads.py": "kernels/trajectory/matching/test_matching.py",
    "kernels/trajectory/matching/travelled.py": "kernels/trajectory/matching/test_matching.py",
    "kernels/trajectory/matching/verdicts.py": "kernels/trajectory/matching/test_matching.py",
    "kernels/trajectory/matching/ways.py": "kernels/trajectory/matching/test_matching.py",
}
"""Inner parts that are tried through the module that lends them a face."""
NOTHING_TO_TRY = {"inputs.py", "diagnosis.py"}
"""Plain values, and a call to `territory.finding` tried with each engine's indicators."""


def test_every_module_has_its_mirror_among_the_tests() -> None:
    mirrors = {
        name: MIRRORED_ELSEWHERE.get(name, str(Path(name).with_name(f"test_{Path(name).name}")))
        for name in map(inside, MODULES)
        if Path(name).name not in NOTHING_TO_TRY
    }

    assert [n for n, mirror in mirrors.items() if not (ROOT / "tests" / mirror).is_file()] == []


@pytest.mark.parametrize("path", DATA, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_dated_entry_has_unit_date_and_source(path: Path) -> None:
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    dated = {
        name: entry
        for name, entry in entries.items()
        if isinstance(entry, dict) and ("value" in entry or "valid_from" in entry)
    }

    lacking = [
        f"{name}: {key}"
        for name, entry in dated.items()
        for key in ("unit", "valid_from", "source", "url")
        if key not in entry
    ]

    assert lacking == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("rules.toml")), ids=lambda p: p.parent.name)
def test_every_rule_judges_an_indicator_and_names_its_source(path: Path) -> None:
    indicators = tomllib.loads((path.parent / "indicators.toml").read_text(encoding="utf-8"))
    rules = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]

    for rule in rules:
        named = [rule["figure"], *rule.get("also", {}).values()]
        assert all(any(id_ == i or id_.startswith(f"{i}.") for i in indicators) for id_ in named)
        assert rule["source"]
        assert rule["date"]


def test_every_module_imports() -> None:
    for path in MODULES:
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        assert importlib.import_module(name).__name__ == name
