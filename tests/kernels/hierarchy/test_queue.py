"""A queue lets out the least first, whatever the order of coming and going."""

import heapq

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.kernels.hierarchy.queue import enter, leave

KEYS = st.integers(-(2**62), 2**62)


@given(st.lists(st.one_of(KEYS, st.none()), max_size=60))
def test_the_least_leaves_first_whatever_came_before(moves: list[int | None]) -> None:
    heap, size, plain = np.empty(60, np.int64), 0, list[int]()

    for key in moves:
        if key is not None:
            size = enter(heap, size, key)
            heapq.heappush(plain, key)
        elif plain:
            assert heap[0] == heapq.heappop(plain)
            size = leave(heap, size)

    assert size == len(plain)
    assert size == 0 or heap[0] == plain[0]
