"""Who necessarily dominates whom."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.dominance import dominates
from beffroi.kernels.choice.shapes import Floats

CELLS = st.integers(0, 4).map(lambda quarters: quarters / 4)
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 3)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=CELLS)
)


@given(TABLES)
def test_sure_values_give_pareto_s_dominance(values: Floats) -> None:
    found = dominates(values, values)

    for one, other in np.ndindex(found.shape):
        better = (values[one] >= values[other]).all() and (values[one] > values[other]).any()
        assert found[one, other] == better


@given(TABLES, st.data())
def test_who_dominates_does_so_in_every_table_within_the_bounds(
    values: Floats, data: st.DataObject
) -> None:
    high = np.minimum(values + data.draw(arrays(np.float64, values.shape, elements=CELLS)), 1)
    shares = data.draw(arrays(np.float64, values.shape, elements=st.sampled_from([0.0, 0.5, 1.0])))

    necessarily = dominates(values, high)

    drawn = values + shares * (high - values)
    assert (dominates(drawn, drawn) >= necessarily).all()


@given(TABLES, st.data())
def test_what_becomes_unknown_frees_and_never_binds(values: Floats, data: st.DataObject) -> None:
    hidden = np.where(data.draw(arrays(np.bool_, values.shape)), np.nan, values)

    assert (dominates(hidden, hidden) <= dominates(values, values)).all()


@given(TABLES, st.data())
def test_order_changes_nothing_but_the_order(values: Floats, data: st.DataObject) -> None:
    rows = data.draw(st.permutations(range(len(values))))
    columns = data.draw(st.permutations(range(values.shape[1])))

    found = dominates(values[rows][:, columns], values[rows][:, columns])

    assert (found == dominates(values, values)[rows][:, rows]).all()


def test_the_best_conceivable_dominates_even_the_unknown() -> None:
    found = dominates([[1.0, 1.0], [np.nan, 0.5]], [[1.0, 1.0], [np.nan, 0.5]])

    assert found.tolist() == [[False, True], [False, False]]


def test_bounds_of_two_shapes_are_refused() -> None:
    with pytest.raises(ShapeError, match="give both"):
        dominates([[0.5]], [[0.5, 0.5]])
