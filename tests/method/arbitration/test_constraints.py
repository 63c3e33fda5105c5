"""Constraints: which one removed which option, and what nobody knows."""

import pytest

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import message
from beffroi.method.arbitration.constraints import compliances, excluded, remaining
from beffroi.method.arbitration.decision import Constraint, Decision, Label
from tests.method.arbitration.choices import decision, option

BUDGET = Constraint("budget", Label.of("Budget"), "a", at_most=5.0)
LAW = Constraint("law", Label.of("Loi"), meets=(("near", True), ("far", False), ("none", None)))


def with_options(*constraints: Constraint) -> Decision:
    options = (
        option("near", a=(4, 6)), option("far", a=7), option("none", baseline=True, a=None),
        option("cheap", a=(1, 5)),
    )  # fmt: skip
    return decision(options=options, constraints=constraints)


def test_bounds_are_met_broken_or_unknown() -> None:
    verdicts = {one.option: one.verdict for one in compliances(with_options(BUDGET))}

    assert verdicts == {"near": "unknown", "far": "broken", "none": "unknown", "cheap": "met"}


def test_stated_compliance_that_is_not_said_is_unknown() -> None:
    verdicts = {one.option: one.verdict for one in compliances(with_options(LAW))}

    assert verdicts == {"near": "met", "far": "broken", "none": "unknown", "cheap": "unknown"}


def test_an_excluded_option_says_which_constraints_removed_it() -> None:
    found = compliances(with_options(BUDGET, LAW))

    assert {id_: [c.constraint for c in ones] for id_, ones in excluded(found).items()} == {
        "far": ["budget", "law"]
    }
    assert [one.id for one in remaining(with_options(BUDGET, LAW), found)] == [
        "near", "none", "cheap",
    ]  # fmt: skip
    reason = excluded(found)["far"][0].reason
    assert reason.en == 'far is excluded by "Budget" (a: 7\u00a0u; asked: at most 5\u00a0u).'
    assert "écartée" in reason.fr


def test_no_option_left_says_which_constraint_removed_each() -> None:
    strict = Constraint("strict", Label.of("Stricte"), "a", at_least=9.5)
    none = Constraint("nothing", Label.of("Agir"), meets=(("none", False),))
    whole = decision(constraints=(strict, none))

    with pytest.raises(InputError) as caught:
        remaining(whole, compliances(whole))

    said = str(caught.value)
    assert "No option is left" in said
    assert 'near is excluded by "Stricte"' in said
    assert 'none is excluded by "Agir"' in said
    assert "). ;" not in said
    french = message(caught.value, "fr").replace("\u00a0", " ")
    assert (
        "après les contraintes : « near », par « Stricte » (a : 9 u ; exigé : au moins 9,5 u)"
        in french
    )
    assert french.count("Option écartée") == 0
    assert " ; « none », par « Agir ». Assouplir" in french
