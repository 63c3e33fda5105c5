"""A decision to be completed, written from a shortlist."""

import tomllib
from dataclasses import replace
from pathlib import Path

from beffroi.foundation.language import Words
from beffroi.method.catalogue.cost import cost
from beffroi.method.catalogue.reading import shipped
from beffroi.study.decide import decide
from beffroi.study.decision_skeleton import skeleton

NEED = ("find-parking", Words('Trouver "où" se garer', "Find parking"))


def written(low: float | None, high: float | None) -> dict[str, object]:
    """Write a decision between doing nothing and a solution of such a cost; return its cell."""
    nothing, other = shipped()["do-nothing"], shipped()["full-street-sensors"]
    found = replace(cost(other, years=5), low=low, high=high)
    text = skeleton(NEED, [(nothing, cost(nothing, years=5)), (other, found)], date="2026-01-15")
    return tomllib.loads(text)


def cell(low: float | None, high: float | None) -> object:
    return written(low, high)["option"][1]["cells"]["cost"]  # type: ignore[index]


def test_a_cost_enters_as_far_as_it_is_known_and_no_further() -> None:
    assert cell(None, None) == "unknown"
    assert cell(0.0, None) == "unknown"
    assert cell(1000.0, None)["at_least"] == 1000  # type: ignore[index]
    assert cell(1000.0, 3000.0)["interval"] == [1000, 3000]  # type: ignore[index]
    assert cell(1000.0, 1000.0)["value"] == 1000  # type: ignore[index]
    assert cell(1000.0, 3000.0)["evidence"] in "ABCD"  # type: ignore[index]


def test_the_scale_holds_every_known_cost_and_effects_are_left_to_be_judged() -> None:
    read = written(1000.0, 73_000.0)

    worst = read["criterion"][0]["worst"]  # type: ignore[index]
    assert worst == 200_000
    effects = [option["cells"]["effect"] for option in read["option"]]  # type: ignore[attr-defined,index]
    assert effects == ["unknown", "unknown"]


def test_a_skeleton_is_arbitrated_as_it_stands(tmp_path: Path) -> None:
    kept = [shipped()[id_] for id_ in ("do-nothing", "full-street-sensors", "dynamic-guidance")]
    text = skeleton(NEED, [(one, cost(one, years=5)) for one in kept], date="2026-01-15")
    path = tmp_path / "decision.toml"
    path.write_text(text, encoding="utf-8")

    result = decide(path, draws=50).result

    assert len(result.options) == 3
    assert any("no weights were given" in said.en for said in result.warnings)


def test_scenarios_that_were_measured_are_offered_as_options() -> None:
    nothing = shipped()["do-nothing"]

    text = skeleton(
        NEED,
        [(nothing, cost(nothing, years=5))],
        date="2026-01-15",
        scenarios=[("navette", "Navette\ndu soir")],
    )

    assert '# [[option]] … scenario = "navette"  # Navette du soir' in text
    assert len(tomllib.loads(text)["option"]) == 1
