"""How often a group of spaces is full, by its occupancy and by its size."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.kernels.queueing.erlang import full_share_at_occupancy, load_at_full_share

Floats = npt.NDArray[np.float64]
RULE = 0.85
"""Occupancy that the usual rule aims at, whatever the street (Shoup, The High Cost of Free Parking,
2005). [1]"""
SIZES = (5, 10, 20, 40, 100, 300)
"""Sizes shown: a piece of street, a street, a square, a car park. [space]"""
OFTEN = 0.1
"""Share of the time that a group may be full and still be found free by nine drivers in ten. [1]"""


def full_shares(spaces: Floats, occupancy: Floats) -> Floats:
    """Share of the time that groups of spaces are full.

    Parameters
    ----------
    spaces : (n,) or (n, 1)
        Spaces of each group, rounded to whole ones; NaN if unknown. [space]
    occupancy : (n,) or (n, n_hours)
        Mean share taken; above 1, where vehicles stand outside the bays, it is held as 1. [1]

    Returns
    -------
    As `occupancy`
        In [0, 1]; NaN where spaces or occupancy are unknown or there is no space. [1]
    """
    taken, counts = np.broadcast_arrays(np.minimum(occupancy, 1.0), spaces)
    known = ~np.isnan(counts) & ~np.isnan(taken)
    found = np.full(taken.shape, np.nan)
    found[known] = full_share_at_occupancy(taken[known], np.round(counts[known]).astype(np.int64))
    return found


def by_size(sizes: tuple[int, ...] = SIZES) -> pd.DataFrame:
    """Say what the rule of 85 % means for groups of spaces of several sizes.

    Parameters
    ----------
    sizes
        Spaces of the groups, >= 1.

    Returns
    -------
    One row a size: `spaces`, `full` (share of the time full at 85 % of occupancy), `occupancy`
    (the one at which it is full a tenth of the time: what the size allows).

    Examples
    --------
    >>> by_size((10, 100)).round(2).values.tolist()
    [[10.0, 0.33, 0.68], [100.0, 0.02, 0.94]]
    """
    counts = np.array(sizes)
    load = load_at_full_share(OFTEN, counts)
    return pd.DataFrame({
        "spaces": counts,
        "full": full_share_at_occupancy(RULE, counts),
        "occupancy": load * (1.0 - OFTEN) / counts,
    })  # fmt: skip
