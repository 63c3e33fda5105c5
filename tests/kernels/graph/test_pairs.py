"""Lists that belong together are as long as one another."""

import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph.pairs import pair


def test_two_lists_of_one_length_are_a_pair() -> None:
    tails, heads = pair([1, 2], [3, 4], "tails and heads")

    assert tails.tolist() == [1, 2]
    assert heads.tolist() == [3, 4]


@pytest.mark.parametrize(("first", "second"), [([1], [1, 2]), ([[1]], [[1]]), (1, 2)])
def test_lists_of_other_shapes_are_refused_by_name(first: object, second: object) -> None:
    with pytest.raises(ShapeError, match="tails and heads are of shapes"):
        pair(first, second, "tails and heads")  # type: ignore[arg-type]  # any wrong thing
