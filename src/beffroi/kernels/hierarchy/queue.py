"""A queue from which the least comes out first: a binary heap of numbers in one array."""

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part

Keys = npt.NDArray[np.int64]

LOW = (1 << 32) - 1
"""Mask of the lower half of a key, which names what waits; the upper half ranks it."""


@kernel
def enter(heap: Keys, size: int, key: int) -> int:
    """Let a key wait, and say how many wait now.

    Parameters
    ----------
    heap : (room,)
        The keys that wait, the first `size` of it; there must be room for one more.
    size
        How many wait.
    key
        What enters.

    Returns
    -------
    `size` + 1.
    """
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if heap[above] <= key:
            break
        heap[place] = heap[above]
        place = above
    heap[place] = key
    return size + 1


@kernel
def leave(heap: Keys, size: int) -> int:
    """Take the least key, `heap[0]`, out of those that wait, and say how many are left.

    Parameters
    ----------
    heap : (room,)
        The keys that wait, the first `size` of it.
    size
        How many wait, at least one.

    Returns
    -------
    `size` - 1.
    """
    size -= 1
    key, place, below = heap[size], 0, 1
    while below < size:
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[place] = heap[below]
        place, below = below, 2 * below + 1
    heap[place] = key
    return size


@part
def roomier(heap: Keys) -> Keys:
    """Give the keys that wait twice the room.

    Parameters
    ----------
    heap : (room,)
        The keys that wait.

    Returns
    -------
    (2 * room,)
        The same keys, in the same places.
    """
    larger = np.empty(2 * heap.size, np.int64)
    for place in range(heap.size):
        larger[place] = heap[place]
    return larger
