"""The smallest, the median and other ranks of many columns at once, without sorting each."""

from functools import lru_cache

import numpy as np

from beffroi.kernels.compiling import kernel
from beffroi.kernels.raptor.checking import Ints


def rank(percentile: float, count: int) -> int:
    r"""Find which of so many sorted values a percentile is: the nearest rank.

    .. math:: r = \max(1, \lceil p n / 100 \rceil)

    No value is made up between two others, so that infinite ones can stand last: the 95th
    percentile of 60 departures is the 57th best, infinite if four or more do not arrive.

    Parameters
    ----------
    percentile
        From 0 (the least) to 100 (the most).
    count
        How many values there are, >= 1.

    Returns
    -------
    The rank from 0, in [0, count).

    References
    ----------
    R. J. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", The American
    Statistician 50 (4), 1996, pp. 361-365, doi:10.1080/00031305.1996.10473566, definition 1.

    Examples
    --------
    >>> rank(50, 60), rank(95, 60), rank(0, 60)
    (29, 56, 0)
    """
    return max(int(np.ceil(np.round(percentile * count / 100, 9))), 1) - 1


@lru_cache(maxsize=64)
def comparators(count: int, ranks: tuple[int, ...]) -> Ints:
    """List the exchanges that bring the wanted ranks of a list to their places.

    Parameters
    ----------
    count
        Length of the list.
    ranks
        Ranks that are wanted, in [0, count).

    Returns
    -------
    (n_exchanges, 2)
        Places whose values are exchanged if they fall, one exchange after the other. The rest
        of the list is not sorted.

    References
    ----------
    D. E. Knuth, The Art of Computer Programming, volume 3, 2nd edition, 1998, algorithm 5.2.2M
    (K. E. Batcher's merge exchange); exchanges that no wanted rank depends on are left out.

    Examples
    --------
    >>> comparators(3, (0,)).tolist()
    [[0, 2], [0, 1]]
    """
    wanted, kept = set(ranks), []
    for low, high in reversed(_merge_exchange(count)):
        if low in wanted or high in wanted:
            wanted |= {low, high}
            kept.append((low, high))
    return np.array(kept[::-1], np.int32).reshape(-1, 2)


def _merge_exchange(count: int) -> list[tuple[int, int]]:
    """List all exchanges that sort a list, by Batcher's method, in Knuth's letters."""
    exchanges: list[tuple[int, int]] = []
    top = 1 << max((count - 1).bit_length() - 1, 0)
    p = top if count > 1 else 0
    while p > 0:
        q, r, d = top, 0, p
        while True:
            exchanges.extend((i, i + d) for i in range(count - d) if i & p == r)
            if q == p:
                break
            d, q, r = q - p, q // 2, p
        p //= 2
    return exchanges


@kernel
def put_in_order(table: Ints, exchanges: Ints) -> None:
    """Make the exchanges in every column of a table at once.

    Parameters
    ----------
    table : (n_values, n_columns)
        Values; changed. Whole numbers take a third of the time of floats.
    exchanges : (n_exchanges, 2)
        Made by `comparators`.
    """
    for number in range(exchanges.shape[0]):
        one, other = exchanges[number, 0], exchanges[number, 1]
        for column in range(table.shape[1]):
            low, high = table[one, column], table[other, column]
            table[one, column] = min(low, high)
            table[other, column] = max(low, high)
