"""Layers of scenarios: asked for, one set each, what each square is said in words."""

from beffroi.report.scenario_layers import STATES, scenario_changes, scenario_squares
from tests.report.scenario_twin import scenario_layers


def test_the_squares_that_change_are_drawn_one_set_a_scenario() -> None:
    shuttle, cut = scenario_squares(scenario_layers()["scenario_squares"])

    assert (shuttle.key, shuttle.group, shuttle.area) == (
        "scenario-1-squares", "scenario-1", "scenario-1",
    )  # fmt: skip
    assert shuttle.is_off
    assert shuttle.classes == ("gained", "gained", "better")
    assert shuttle.facts["kind"][0] == STATES["gained"].filled(within=20)
    assert "20" in shuttle.note.en
    assert "24" in shuttle.facts["after"][0].en  # type: ignore[union-attr]
    assert "unknown" in shuttle.facts["before"][0].en  # type: ignore[union-attr]
    assert "30" in cut.note.en  # not the minutes of the first scenario
    assert cut.classes == ("better", "lost", "worse")


def test_zones_lines_and_places_are_layers_of_their_own() -> None:
    made = scenario_changes(scenario_layers()["scenario_changes"])

    assert [layer.key for layer in made] == [
        "scenario-1-zones", "scenario-1-lines", "scenario-2-lines", "scenario-1-places",
    ]  # fmt: skip
    assert made[0].facts["name"] == ["Zone nord"]
