"""Percentiles by nearest rank are those of NumPy, however many columns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.kernels.raptor.checking import NEVER
from beffroi.kernels.raptor.ranks import comparators, put_in_order, rank


@given(st.integers(1, 200), st.floats(0, 100).map(lambda p: round(p, 3)))
def test_a_percentile_is_never_made_up_between_two_values(count: int, percentile: float) -> None:
    values = np.arange(count)

    place = rank(percentile, count)

    assert (place + 1) * 100 >= percentile * count - 1e-6
    assert place == 0 or place * 100 < percentile * count
    assert values[place] == place


@given(st.integers(1, 70), st.data())
def test_the_exchanges_bring_the_wanted_ranks_to_their_places(
    count: int, data: st.DataObject
) -> None:
    values = st.sampled_from([0, 1, 2, 7, NEVER])
    columns = data.draw(st.lists(st.lists(values, min_size=count, max_size=count), min_size=3))
    ranks = data.draw(st.lists(st.integers(0, count - 1), min_size=1))
    table = np.array(columns, np.int32).T.copy()
    expected = np.sort(table, axis=0)[ranks]

    put_in_order(table, comparators(count, tuple(ranks)))

    assert np.array_equal(table[ranks], expected)


@pytest.mark.parametrize("count", [1, 2, 16, 60, 61])
def test_without_a_wanted_rank_nothing_is_exchanged(count: int) -> None:
    assert comparators(count, ()).shape == (0, 2)
