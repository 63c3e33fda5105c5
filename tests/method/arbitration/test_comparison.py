"""AHP and TOPSIS beside the method, and the warnings that come with them."""

import numpy as np
import pytest

from beffroi.method.arbitration.comparison import GRADES, comparison
from beffroi.method.arbitration.table import table
from tests.method.arbitration.choices import criterion, decision, group, option

CRITERIA = (criterion("a"), criterion("b"), criterion("c"))
OPTIONS = (option("x", a=9, b=2, c=5), option("y", a=3, b=8, c=6), option("z", a=5, b=5, c=5))
KNOWN = table(OPTIONS, CRITERIA)
WEIGHTS = np.array([0.6, 0.3, 0.1])


def test_comparisons_derived_from_weights_give_them_back_nearly() -> None:
    found = comparison(KNOWN, WEIGHTS, decision(criteria=CRITERIA), {})

    assert found.ahp_weights == pytest.approx(WEIGHTS, abs=0.05)
    assert sum(found.ahp) == pytest.approx(1)
    assert found.consistencies[0].group == ""
    assert set(found.ahp_order) == set(found.topsis_order) == {"x", "y", "z"}


def test_a_group_s_own_comparisons_are_used_and_their_contradictions_said() -> None:
    circle = (("a", "b", 5.0), ("b", "c", 5.0), ("c", "a", 5.0))
    asked = decision(criteria=CRITERIA, groups=(group("g", comparisons=circle),))

    found = comparison(KNOWN, WEIGHTS, asked, {})

    assert found.ahp_weights == pytest.approx([1 / 3] * 3)
    assert found.consistencies[0].group == "g"
    assert (found.consistencies[0].ratio or 0) > 0.1
    assert "AHP, g: the comparisons contradict one another" in found.warnings[0].en


def test_groups_without_comparisons_count_by_their_weights_and_it_is_said() -> None:
    level = (("a", "b", 1.0),)
    one = group("g", comparisons=level, criteria=("a", "b"))
    asked = decision(criteria=CRITERIA, groups=(one, group("h")))
    own = {"g": np.array([0.5, 0.5, 0.0]), "h": np.array([0.0, 0.25, 0.75])}

    found = comparison(KNOWN, WEIGHTS, asked, own)

    assert found.ahp_weights == pytest.approx([0.25, 0.375, 0.375])
    assert [one.group for one in found.consistencies] == ["g"]
    assert "AHP: 1 group(s) out of 2 gave comparisons" in found.warnings[0].en


def test_a_criterion_without_weight_takes_no_part() -> None:
    found = comparison(KNOWN, np.array([1.0, 0.0, 0.0]), decision(criteria=CRITERIA), {})

    assert found.ahp_weights == (1.0, 0.0, 0.0)
    assert found.ahp_order == ("x", "z", "y")


def test_a_reversal_of_ranks_is_found_on_these_very_options() -> None:
    # Belton and Gear's way: shares of the sum change when an option leaves.
    options = (option("x", a=1, b=9, c=8), option("y", a=9, b=1, c=9), option("z", a=9, b=1, c=1))
    even = np.array([1, 1, 1]) / 3

    found = comparison(table(options, CRITERIA), even, decision(criteria=CRITERIA), {})

    values = np.array([[0.1, 0.9, 0.8], [0.9, 0.1, 0.9], [0.9, 0.1, 0.1]])
    whole = (values / values.sum(axis=0)).sum(axis=1)
    part = (values[:2] / values[:2].sum(axis=0)).sum(axis=1)
    assert whole[0] > whole[1]
    assert part[0] < part[1]
    assert any("AHP is not safe here: leave z out" in words.en for words in found.warnings)


def test_options_that_are_alike_cannot_be_told_apart_by_topsis() -> None:
    alike = table((option("x", a=5, b=5, c=5), option("y", a=5, b=5, c=5)), CRITERIA)

    found = comparison(alike, WEIGHTS, decision(criteria=CRITERIA), {})

    assert found.topsis == (None, None)
    assert found.topsis_order == ()


def test_saaty_s_scale_has_seventeen_grades() -> None:
    assert len(GRADES) == 17
    assert (GRADES[0], GRADES[8], GRADES[-1]) == (1 / 9, 1, 9)
