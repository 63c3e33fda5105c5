"""The performance table: values, intervals and unknowns on fixed scales."""

from dataclasses import replace

import numpy as np
import pytest

from beffroi.method.arbitration.decision import Label, Option
from beffroi.method.arbitration.table import (
    drawn,
    expected,
    generator,
    remarks,
    table,
    value_bounds,
    valued,
)
from tests.method.arbitration.choices import cell, criterion, option

CRITERIA = (criterion("a"), criterion("cost", worst=100.0, best=0.0, knots=((50.0, 0.8),)))
OPTIONS = (option("x", a=5, cost=(50, 100)), option("y", a=None, cost=0))
KNOWN = table(OPTIONS, CRITERIA)


def test_an_unknown_cell_spans_the_whole_scale_and_stays_unknown() -> None:
    low, high = KNOWN.spans

    assert KNOWN.unknown.tolist() == [[False, False], [True, False]]
    assert np.isnan(KNOWN.told[1, 0])
    assert (low[1, 0], high[1, 0], KNOWN.middle[1, 0]) == (0, 10, 5)
    assert KNOWN.is_uncertain.tolist() == [[False, True], [True, False]]


def test_values_follow_the_piecewise_line_and_stop_at_the_ends() -> None:
    values = valued(np.array([[-3.0, 25.0], [12.0, 75.0]]), CRITERIA)

    assert values == pytest.approx(np.array([[0, 0.9], [1, 0.4]]))


def test_bounds_and_means_of_values_are_those_done_by_hand() -> None:
    low, high = value_bounds(KNOWN)

    assert low == pytest.approx(np.array([[0.5, 0], [0, 1]]))
    assert high == pytest.approx(np.array([[0.5, 0.8], [1, 1]]))
    assert expected(KNOWN) == pytest.approx(np.array([[0.5, 0.4], [0.5, 1]]))
    whole = table((option("x", a=5, cost=None), OPTIONS[1]), CRITERIA)
    assert expected(whole)[0, 1] == pytest.approx(0.65)  # half of the scale on either side of 50


def test_draws_stay_within_bounds_and_do_not_depend_on_the_other_options() -> None:
    both = drawn(KNOWN, 50, seed=3)
    alone = drawn(table(OPTIONS[1:], CRITERIA[::-1]), 50, seed=3)

    assert both[:, 0, 1].min() >= 50
    assert both[:, 0, 1].max() <= 100
    assert (both[:, 1, 0] == alone[:, 0, 1]).all()
    assert len(drawn(table((option("z", a=1, cost=2),), CRITERIA), 50, seed=3)) == 1


def test_what_is_drawn_depends_on_the_seed_and_on_the_thing() -> None:
    assert generator(1, "a").random() == generator(1, "a").random()
    assert generator(1, "a").random() != generator(2, "a").random()
    assert generator(1, "a", "b").random() != generator(1, "ab").random()


def test_a_value_outside_the_scale_is_said_and_counts_as_its_end() -> None:
    beyond = table((option("x", a=12, cost=3), option("y", a=1, cost=4)), CRITERIA)

    said = [words.en for words in remarks(beyond)]

    assert len(said) == 1
    assert "x, a: 12 lies outside the fixed scale (0 – 10)" in said[0]
    assert expected(beyond)[0, 0] == 1


def test_an_uncertain_figure_that_two_options_share_is_said() -> None:
    shared = replace(cell((1, 4)), figure="redon: commerce.vacancy_rate")
    options = tuple(Option(id_, Label.of(id_), (("a", shared),)) for id_ in ("x", "y"))

    said = [words.en for words in remarks(table(options, CRITERIA[:1]))]

    assert said[0].startswith("a: 2 options rest on one figure (redon: commerce.vacancy_rate)")


def test_a_criterion_that_is_the_same_for_all_is_said() -> None:
    flat = table((option("x", a=5, cost=3), option("y", a=5, cost=4)), CRITERIA)
    same_bounds = table((option("x", a=(1, 2), cost=3), option("y", a=(1, 2), cost=4)), CRITERIA)

    assert "all options have the same value (5)" in remarks(flat)[0].en
    assert remarks(same_bounds) == ()
