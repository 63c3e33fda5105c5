"""How unevenly something is shared out, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.inequality import gini, palma, quantiles

values = arrays(float, 8, elements=st.floats(0.5, 1000))
people = arrays(float, 8, elements=st.integers(1, 50).map(float))


@given(values, people)
def test_groups_may_be_parted_without_a_change(held: np.ndarray, n: np.ndarray) -> None:
    twice = np.repeat(held, 2), np.repeat(n / 2, 2)

    assert gini(*twice) == pytest.approx(gini(held, n), abs=1e-9)
    assert palma(*twice) == pytest.approx(palma(held, n), rel=1e-9)


@given(values, people)
def test_gini_is_the_mean_difference(held: np.ndarray, n: np.ndarray) -> None:
    apart = np.abs(held[:, None] - held) * n[:, None] * n
    mean = held @ n / n.sum()

    assert gini(held, n) == pytest.approx(apart.sum() / (2 * n.sum() ** 2 * mean), abs=1e-9)


@given(values, people)
def test_quantiles_are_those_of_everybody_in_a_row(held: np.ndarray, n: np.ndarray) -> None:
    row = np.sort(np.repeat(held, n.astype(int)))

    found = quantiles(held, n, [0.1, 0.5, 0.9, 1.0])

    wanted = [row[max(int(np.ceil(q * len(row) - 1e-9)) - 1, 0)] for q in (0.1, 0.5, 0.9, 1.0)]
    assert found.tolist() == wanted


def test_all_alike_are_equal() -> None:
    assert gini([3.0, 3.0], [5.0, 1.0]) == pytest.approx(0)
    assert palma([3.0, 3.0], [5.0, 1.0]) == pytest.approx(0.25)


def test_the_worst_served_who_have_nothing_make_palma_infinite() -> None:
    assert palma([0.0, 1.0], [6.0, 4.0]) == np.inf


def test_nobody_and_nothing_are_unknown() -> None:
    assert np.isnan(gini([], []))
    assert np.isnan(gini([0.0], [4.0]))
    assert np.isnan(palma([np.nan], [4.0]))
    assert np.isnan(quantiles([np.nan], [4.0], 0.5)).all()


def test_unknown_values_leave_their_people_out() -> None:
    assert quantiles([1.0, np.nan], [1.0, 99.0], 0.5).tolist() == [1]


def test_groups_of_nobody_do_not_count() -> None:
    assert quantiles([1.0, 5.0], [0.0, 2.0], 0.0).tolist() == [5]


def test_what_does_not_fit_is_refused() -> None:
    for wrong in (
        lambda: gini([1.0], [1.0, 2.0]),
        lambda: gini([-1.0], [1.0]),
        lambda: palma([np.inf], [1.0]),
        lambda: quantiles([1.0], [-1.0], 0.5),
    ):
        with pytest.raises(ShapeError):
            wrong()
