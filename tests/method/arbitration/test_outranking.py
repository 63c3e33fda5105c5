"""Second opinions: what cannot be compared stays so, and a veto is heard."""

import numpy as np
import pytest

from beffroi.method.arbitration.outranking import outranking, sorting
from beffroi.method.arbitration.table import table
from tests.method.arbitration.choices import criterion, option

EVEN = np.tile([0.5, 0.5], (200, 1))
CRITERIA = (
    criterion("a", indifference=0.0, preference=1.0),
    criterion("b", indifference=0.0, preference=1.0),
)


def test_options_strong_where_the_other_is_weak_are_not_compared() -> None:
    known = table((option("x", a=9, b=1), option("y", a=3, b=2), option("z", a=1, b=9)), CRITERIA)

    found = outranking(known, EVEN, seed=1)

    assert found.relations[0][0] == "indifferent"
    assert {found.relations[0][2], found.relations[2][0]} <= {"indifferent", "incomparable"}
    assert sum(found.net) == pytest.approx(0)


def test_what_is_better_everywhere_outranks_in_every_draw() -> None:
    known = table((option("x", a=(8, 9), b=9), option("y", a=1, b=None)), CRITERIA)

    found = outranking(known, EVEN, seed=1)

    assert found.relations[0][1] == "outranks"
    assert found.relations[1][0] == "outranked"
    assert found.support[0][1] > 0.85
    assert found.order == ("x", "y")
    assert found.acceptability[0][0] > 0.85


def test_less_is_better_where_the_scale_says_so() -> None:
    cost = criterion("a", worst=10.0, best=0.0, preference=1.0)
    known = table((option("x", a=1, b=5), option("y", a=9, b=5)), (cost, CRITERIA[1]))

    assert outranking(known, EVEN, seed=1).order == ("x", "y")


SORTS = (
    criterion("a", rework=3.0, acceptable=6.0, veto=4.0, preference=1.0),
    criterion("b", rework=3.0, acceptable=6.0, preference=1.0),
)


def test_options_are_sorted_on_their_own_merits() -> None:
    known = table(
        (option("good", a=8, b=8), option("middling", a=4, b=5), option("poor", a=1, b=2)), SORTS
    )

    found = {one.option: one for one in sorting(known, EVEN, cut=0.75, seed=1)}

    assert found["good"].category == "acceptable"
    assert found["middling"].category == "rework"
    assert found["poor"].category == "reject"
    assert found["good"].shares == (0.0, 0.0, 1.0)


def test_a_veto_is_not_made_up_for_by_the_rest() -> None:
    mostly_b = np.tile([0.1, 0.9], (200, 1))
    known = table((option("x", a=0, b=10), option("y", a=7, b=7)), SORTS)

    found = {one.option: one for one in sorting(known, mostly_b, cut=0.75, seed=1)}

    assert found["x"].vetoes == ("a",)
    assert found["x"].category != "acceptable"
    assert found["y"].vetoes == ()


def test_an_unknown_cell_spreads_an_option_over_categories() -> None:
    known = table((option("x", a=None, b=8), option("y", a=8, b=8)), SORTS)

    x, y = sorting(known, EVEN, cut=0.75, seed=1)

    assert sum(0 < share < 1 for share in x.shares) >= 2
    assert y.shares == (0.0, 0.0, 1.0)


def test_nothing_is_sorted_without_limits() -> None:
    assert sorting(table((option("x", a=1, b=2),), CRITERIA), EVEN, cut=0.75, seed=1) == ()
    only_a = table((option("x", a=1, b=2),), (SORTS[0], CRITERIA[1]))
    assert sorting(only_a, np.tile([0.0, 1.0], (9, 1)), cut=0.75, seed=1) == ()
