"""The whole result: one frozen value, the same whatever the order, and JSON both ways."""

import json
from dataclasses import replace

import pytest

from beffroi.foundation.errors import InputError
from beffroi.method.arbitration.arbitrated import Arbitrated, arbitrated
from beffroi.method.arbitration.decision import Constraint, Decision, Label
from tests.method.arbitration.choices import SOURCE, criterion, decision, group, option, said, swing


def test_each_group_has_its_own_model_and_its_own_best(result: Arbitrated) -> None:
    assert result.options == ("near", "far", "none")
    assert {view.id: view.best for view in result.groups} == {"drivers": "near", "walkers": "far"}
    assert [one.option for one in result.compliances if one.verdict == "broken"] == ["dear"]
    assert result.option("near").id == "near"


def test_the_result_reads_back_from_its_json(result: Arbitrated) -> None:
    written = json.dumps(result.as_json(), allow_nan=False, ensure_ascii=False)

    assert Arbitrated.from_json(json.loads(written)) == result
    assert {"figures", "findings", "warnings", "exhibits", "arbitration"} == set(result.as_json())


def test_the_same_decision_gives_the_same_result(town: Decision, result: Arbitrated) -> None:
    assert arbitrated(town, SOURCE) == result
    assert arbitrated(replace(town, seed=8), SOURCE) != result


def test_the_order_of_options_criteria_and_groups_changes_nothing(
    town: Decision, result: Arbitrated
) -> None:
    mixed = replace(
        town,
        options=town.options[::-1],
        criteria=town.criteria[::-1],
        groups=town.groups[::-1],
    )

    other = arbitrated(mixed, SOURCE)

    assert other.headline == result.headline
    assert other.together.order == result.together.order
    assert other.together.acceptability[::-1] == result.together.acceptability
    assert other.worths == result.worths


def test_an_option_that_dominates_all_comes_first_and_is_said_to() -> None:
    sure = decision(
        options=(option("best", a=9, b=9), option("none", baseline=True, a=1, b=1)), draws=2_000
    )

    found = arbitrated(sure, SOURCE)

    assert [(d.option, d.by) for d in found.dominances] == [("none", "best")]
    assert found.is_established
    assert found.together.acceptability[0] == (1.0, 0.0)


@pytest.mark.parametrize("name", ["{0} {x}", "a\nb", "موقف 🚲", "%s %(x)s", "=1+1", "é" * 5_000])
def test_any_name_goes_through_to_the_end(name: str) -> None:
    odd = replace(option("x", a=5, b=(1, 9)), name=Label.of(name))
    whole = decision(options=(odd, option("none", baseline=True, a=4, b=None)), draws=20)

    found = arbitrated(whole, SOURCE)

    assert Arbitrated.from_json(json.loads(json.dumps(found.as_json()))) == found
    assert any(name in words.fr for words in (found.headline, *found.statements))


def test_one_draw_one_criterion_and_options_that_are_alike_are_arbitrated() -> None:
    alike = decision(
        options=(option("x", a=5), option("none", baseline=True, a=5)),
        criteria=(criterion("a"),),
        groups=(group("g", swing(a=100)),),
        draws=1,
    )

    found = arbitrated(alike, SOURCE)

    assert found.together.acceptability == ((0.5, 0.5), (0.5, 0.5))
    assert not found.is_established


def test_a_decision_with_faults_is_refused() -> None:
    with pytest.raises(InputError, match="it has no member"):
        arbitrated(decision(groups=(group("g", members=0),)), SOURCE)


def test_what_weakens_the_result_is_said() -> None:
    weak = decision(
        invented=True,
        options=(option("x", a=None, b=5), option("none", baseline=True, a=2, b=5)),
        groups=(group("g"), group("h", said("shares", a=0.5, b=0.5))),
    )

    warnings = " | ".join(words.en for words in arbitrated(weak, SOURCE).warnings)

    for said_ in (
        "invented", "b: all options have the same value", "1 cell of 4 is unknown",
        "3 cells of 4 rest on", "g: no weights were given", "h: weights given as numbers",
    ):  # fmt: skip
        assert said_ in warnings


def test_a_decision_without_groups_counts_every_weighting() -> None:
    found = arbitrated(decision(groups=()), SOURCE)

    assert found.groups == ()
    assert found.stakes == ()
    assert found.together.acceptability == found.any.acceptability
    assert "No group of actors" in found.warnings[-1].en or any(
        "No group of actors" in words.en for words in found.warnings
    )


def test_an_excluded_baseline_and_a_single_option_left_are_arbitrated() -> None:
    one = decision(
        options=(option("x", a=5, b=5), option("none", baseline=True, a=2, b=5)),
        groups=(group("g", swing(a=100, b=50)),),
        constraints=(),
    )
    law = Constraint("law", Label.of("Loi"), meets=(("none", False), ("x", True)))

    found = arbitrated(replace(one, constraints=(law,)), SOURCE)

    assert found.options == ("x",)
    assert not found.is_established
    assert found.stakes[0].gain > 0
