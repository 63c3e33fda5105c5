"""Robustness: shares of weightings, stability of weights, what would be worth knowing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.language import Words
from beffroi.kernels.choice.dominance import dominates
from beffroi.kernels.choice.weights import uniform
from beffroi.method.arbitration.decision import Option
from beffroi.method.arbitration.outranking import outranking
from beffroi.method.arbitration.robustness import View, gaps, view, worths
from beffroi.method.arbitration.table import table, value_bounds
from tests.method.arbitration.choices import Cell, criterion, option

CRITERIA = (criterion("a"), criterion("b"))
WEIGHTS = uniform(4_000, 2, seed=2)


def seen(*options: Option, weights: np.ndarray = WEIGHTS) -> View:
    known = table(options, CRITERIA)
    return view(known, weights, id_="any", name=Words("", ""), kind="any", seed=1)


def test_shares_are_exact_where_geometry_gives_them() -> None:
    # Under weights (w, 1 - w): 0.9 w + 0.3 (1 - w) > 0.1 w + 0.9 (1 - w) where w > 3/7.
    found = seen(option("x", a=9, b=3), option("y", a=1, b=9))

    assert found.acceptability[0][0] == pytest.approx(4 / 7, abs=0.03)
    assert found.pairwise[0][1] == found.acceptability[0][0]
    assert found.central_weights[0][0] == pytest.approx((3 / 7 + 1) / 2, abs=0.02)
    assert found.confidence == (1.0, 1.0)
    assert found.ranges[0].low == pytest.approx(3 / 7, abs=0.001)
    assert (found.ranges[0].high, found.ranges[0].rival_low) == (1.0, "y")


def test_a_dominated_option_never_comes_first() -> None:
    found = seen(option("x", a=9, b=9), option("y", a=1, b=2))

    assert found.acceptability == ((1.0, 0.0), (0.0, 1.0))
    assert found.confidence == (1.0, None)
    assert found.central_weights[1] == (None, None)
    assert found.best == "x"


def test_an_unknown_cell_widens_and_never_narrows() -> None:
    sure, bounded, unknown = (
        seen(option("x", a=5, b=5), option("y", a=4, b=known)) for known in (5, (3, 7), None)
    )

    widths = [f.values_high[1] - f.values_low[1] for f in (sure, bounded, unknown)]
    assert widths[0] < widths[1] < widths[2]
    assert sure.likely_low[1] >= unknown.likely_low[1]
    assert sure.acceptability[1][0] < bounded.acceptability[1][0] < unknown.acceptability[1][0]


cells = st.one_of(st.none(), st.integers(0, 10).map(float))
options = st.lists(st.tuples(cells, cells), min_size=3, max_size=5)


@settings(max_examples=15, deadline=None)
@given(options, st.randoms(use_true_random=False))
def test_the_order_of_options_changes_nothing(
    given_: list[tuple[Cell, Cell]], random: np.random.RandomState
) -> None:
    made = [option(f"o{n}", a=a, b=b) for n, (a, b) in enumerate(given_)]
    mixed = made.copy()
    random.shuffle(mixed)

    found, other = (seen(*some, weights=WEIGHTS[:300]) for some in (made, mixed))

    assert found.order == other.order
    by_id = dict(zip([o.id for o in mixed], other.acceptability, strict=True))
    for made_, shares in zip(made, found.acceptability, strict=True):
        assert shares == pytest.approx(by_id[made_.id])


@settings(max_examples=15, deadline=None)
@given(options)
def test_leaving_an_option_out_does_not_change_the_order_of_the_others(
    given_: list[tuple[Cell, Cell]],
) -> None:
    made = [option(f"o{n}", a=a, b=b) for n, (a, b) in enumerate(given_)]

    whole, part = (seen(*some, weights=WEIGHTS[:300]) for some in (made, made[:-1]))

    assert [id_ for id_ in whole.order if id_ != made[-1].id] == list(part.order)


@settings(max_examples=15, deadline=None)
@given(options)
def test_dominance_is_respected_under_all_weights(given_: list[tuple[Cell, Cell]]) -> None:
    made = [option(f"o{n}", a=a, b=b) for n, (a, b) in enumerate(given_)]
    found = seen(*made, weights=WEIGHTS[:300])

    for above, below in np.argwhere(dominates(*value_bounds(table(made, CRITERIA)))):
        assert found.pairwise[above][below] >= 0.5
        assert found.values[above] >= found.values[below]


@settings(max_examples=15, deadline=None)
@given(options)
def test_any_cell_made_unknown_widens_what_may_be(given_: list[tuple[Cell, Cell]]) -> None:
    made = [option(f"o{n}", a=a, b=b) for n, (a, b) in enumerate(given_)]
    blurred = [option("o0", a=None, b=given_[0][1]), *made[1:]]

    before, after = (seen(*some, weights=WEIGHTS[:300]) for some in (made, blurred))

    assert after.values_low[0] <= before.values_low[0]
    assert after.values_high[0] >= before.values_high[0]
    assert after.values_low[1:] == before.values_low[1:]


def test_the_unknown_that_would_change_the_choice_comes_first() -> None:
    known = table(
        (option("x", a=6, b=6), option("y", a=None, b=6), option("z", a=5, b=(0, 1))), CRITERIA
    )

    found = worths(known, WEIGHTS)

    assert (found[0].option, found[0].criterion) == ("y", "a")
    assert 0.3 < found[0].change < 0.5
    assert found[0].gain > 0
    assert all(worth.option != "z" for worth in found)


def test_every_part_draws_a_cell_by_one_law() -> None:
    # Unknown on 0 – 10, worth 0.8 at 5: in its unit it beats a sure 5 half of the time.
    broken = (criterion("a", knots=((5.0, 0.8),)),)
    known = table((option("x", a=None), option("y", a=5)), broken)
    weights = np.ones((20_000, 1))

    found = view(known, weights, id_="any", name=Words("", ""), kind="any", seed=1)
    worth = worths(known, weights)

    assert found.acceptability[0][0] == pytest.approx(0.5, abs=0.02)
    assert found.values == pytest.approx((0.65, 0.8))
    assert worth[0].change == pytest.approx(0.5)
    assert worth[0].gain == pytest.approx(0.05)
    outranked = outranking(known, weights, seed=1).acceptability[0][0]
    assert outranked == pytest.approx(found.acceptability[0][0], abs=0.03)


def test_missing_numbers_are_none() -> None:
    assert gaps(np.array([0.5, np.nan])) == (0.5, None)
