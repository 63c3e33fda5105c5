"""Pairs of two lists, each item once."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.pairing import best_pairs

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.01, 1.0), max_size=8
)


def worth(scores: dict[tuple[int, int], float]) -> float:
    """Try every set of pairs."""
    best = 0.0
    for n in range(len(scores) + 1):
        for chosen in combinations(scores, n):
            if len({a for a, _ in chosen}) == len({b for _, b in chosen}) == n:
                best = max(best, sum(scores[pair] for pair in chosen))
    return best


@given(PAIRS)
def test_no_other_set_of_pairs_is_worth_more(scores: dict[tuple[int, int], float]) -> None:
    left = np.array([a for a, _ in scores], dtype=np.int64)
    right = np.array([b for _, b in scores], dtype=np.int64)
    score = np.array(list(scores.values()), dtype=np.float64)

    chosen = best_pairs(left, right, score)

    assert len(set(left[chosen])) == len(set(right[chosen])) == len(chosen)
    assert score[chosen].sum() == pytest.approx(worth(scores))


def test_the_two_best_of_a_square_of_three_by_three() -> None:
    worths = np.array([[7.0, 5.0, 11.0], [5.0, 4.0, 1.0], [9.0, 3.0, 2.0]])
    left, right = (axis.ravel() for axis in np.indices((3, 3)))

    chosen = best_pairs(left, right, worths.ravel())

    assert worths.ravel()[chosen].sum() == 11 + 4 + 9


def test_a_pair_worth_nothing_and_lists_of_other_lengths_are_refused() -> None:
    one = np.zeros(1, dtype=np.int64)

    with pytest.raises(ShapeError):
        best_pairs(one, one, np.zeros(1))
    with pytest.raises(ShapeError):
        best_pairs(one, one, np.ones(2))
