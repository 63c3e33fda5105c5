"""Plans of scenarios, all of the same ground, that need no colour to be read."""

from beffroi.report.page import rendered
from beffroi.report.scenario_plans import keys, scenario_plans
from tests.report import twin
from tests.report.scenario_twin import scenario_layers


def test_each_scenario_has_a_plan_that_says_what_it_changes() -> None:
    layers = {**twin.layers(), **scenario_layers()}

    shuttle, cut = scenario_plans(layers, twin.study().perimeter.polygon)

    assert (shuttle.name.fr, shuttle.group) == ("Navette", "scenario-1")
    assert "2 squares now within 20 minutes" in shuttle.says.en
    assert "1 square now beyond 30 minutes" in cut.says.en
    assert 'class="m-gained"' in shuttle.plan
    assert ">+</text>" in shuttle.plan
    assert ">−</text>" in cut.plan
    assert shuttle.plan.split(">")[0].split("viewBox=")[1] != ""
    assert "m-change-zone" in shuttle.plan
    assert "m-change-place" in shuttle.plan


def test_a_study_without_scenario_has_no_plan_of_them() -> None:
    assert scenario_plans(twin.layers(), twin.study().perimeter.polygon) == ()


def test_every_sign_has_its_words() -> None:
    told = keys(scenario_layers())

    assert all(words.fr and words.en and "<svg" in sign for sign, words in told)
    assert told[0][1].en == "now within 20 or 30 minutes"
    assert keys(twin.layers()) == ()


def test_the_page_shows_them_and_leaves_the_map_as_it_opens() -> None:
    figures = (*twin.FIGURES, twin.figure("scenario.people_gained.navette", 52.0, "person"))
    study = twin.study(layers={**twin.layers(), **scenario_layers()}, figures=figures)

    page = rendered(study)

    assert page.count('class="plan small"') == 2
    assert 'data-group="scenario-1" data-area="scenario-1">' in page
    assert 'data-group="trading" data-area="" checked>' in page
