"""Loss of a group of spaces without a queue: how often it is full, whatever the law of stays."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
HALVINGS = 60
"""Steps of a search by halves: a millionth of a millionth of where it starts."""
MOST_STEPS = 200
"""Most steps of Newton's method, which grows towards the load: carried load is concave in it."""
PRECISION = 1e-13
TINY = 1e-300


def full_share(load: npt.ArrayLike, spaces: npt.ArrayLike) -> Floats:
    r"""Share of the time that all spaces of a group are taken (Erlang's formula B).

    .. math:: B(c, A) = \frac{A^c / c!}{\sum_{k=0}^{c} A^k / k!}

    Arrivals are Poisson, who finds no space goes elsewhere, stays have any law (Sevastyanov).
    The recursion :math:`B_k = A B_{k-1} / (k + A B_{k-1})` neither overflows nor cancels.

    Parameters
    ----------
    load : (n,) or one number
        Vehicles that would be parked if there were always room: arrivals per hour times mean stay
        in hours, >= 0. [erlang]
    spaces : (n,) or one number
        Spaces of each group, >= 0. [space]

    Returns
    -------
    (n,)
        Share of the time, and of the arrivals, in [0, 1]; 1 where there is no space, NaN where the
        load is unknown. [1]

    Raises
    ------
    ShapeError
        If a load or a number of spaces is negative, or both do not fit together.

    References
    ----------
    A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance in
    Automatic Telephone Exchanges", Elektroteknikeren 13, 1917, pp. 5-13.
    B. A. Sevastyanov, "An Ergodic Theorem for Markov Processes and Its Application to Telephone
    Systems with Refusals", Theory of Probability and its Applications 2 (1), 1957, pp. 104-112,
    doi:10.1137/1102005.

    Examples
    --------
    Two streets of 50 spaces refuse twice as often as one car park of 100:

    >>> full_share([45.0, 90.0], [50, 100]).round(4)
    array([0.0541, 0.027 ])
    """
    loads, counts = _paired(load, spaces, "load")
    return _full_shares(loads, counts)


def load_at_occupancy(occupancy: npt.ArrayLike, spaces: npt.ArrayLike) -> Floats:
    """Load under which a group of spaces has a given mean occupancy.

    Parameters
    ----------
    occupancy : (n,) or one number
        Mean share of spaces taken, in [0, 1]. [1]
    spaces : (n,) or one number
        Spaces of each group, >= 0. [space]

    Returns
    -------
    (n,)
        Load; infinite where the occupancy is 1, NaN where it is unknown or there is no space.
        [erlang]

    Raises
    ------
    ShapeError
        If an occupancy lies outside [0, 1] or the arrays do not fit together.

    Examples
    --------
    >>> load_at_occupancy(0.5, [1]).round(6)
    array([1.])
    """
    shares, counts = _paired(occupancy, spaces, "occupancy", most=1.0)
    return _loads(shares, counts, by_occupancy=True)


def load_at_full_share(share: npt.ArrayLike, spaces: npt.ArrayLike) -> Floats:
    """Load under which a group of spaces is full a given share of the time.

    Parameters
    ----------
    share : (n,) or one number
        Share of the time, in [0, 1]. [1]
    spaces : (n,) or one number
        Spaces of each group, >= 0. [space]

    Returns
    -------
    (n,)
        Load; infinite where the share is 1, NaN where it is unknown or there is no space. [erlang]

    Raises
    ------
    ShapeError
        If a share lies outside [0, 1] or the arrays do not fit together.

    Examples
    --------
    >>> load_at_full_share([0.01, 0.05], 10).round(3)
    array([4.461, 6.216])
    """
    shares, counts = _paired(share, spaces, "share", most=1.0)
    return _loads(shares, counts, by_occupancy=False)


def full_share_at_occupancy(occupancy: npt.ArrayLike, spaces: npt.ArrayLike) -> Floats:
    """Share of the time that a group is full, of its mean occupancy: small streets fill sooner.

    Parameters
    ----------
    occupancy : (n,) or one number
        Mean share of spaces taken, in [0, 1]. [1]
    spaces : (n,) or one number
        Spaces of each group, >= 0. [space]

    Returns
    -------
    (n,)
        Share of the time, in [0, 1]; NaN where the occupancy is unknown or there is no space. [1]

    Raises
    ------
    ShapeError
        If an occupancy lies outside [0, 1] or the arrays do not fit together.

    Examples
    --------
    At 85 %, a street of 10 spaces is full a third of the time, a car park of 100 almost never:

    >>> full_share_at_occupancy(0.85, [10, 20, 40, 100]).round(3)
    array([0.327, 0.173, 0.074, 0.015])
    """
    shares, counts = _paired(occupancy, spaces, "occupancy", most=1.0)
    loads = _loads(shares, counts, by_occupancy=True)
    full = _full_shares(np.where(np.isfinite(loads), loads, 0.0), counts)
    return np.where(np.isnan(loads), np.nan, np.where(np.isinf(loads), 1.0, full))


def _paired(
    value: npt.ArrayLike, spaces: npt.ArrayLike, name: str, *, most: float = np.inf
) -> tuple[Floats, Ints]:
    try:
        values, counts = np.broadcast_arrays(
            np.atleast_1d(np.asarray(value, dtype=float)), np.asarray(spaces, dtype=np.int64)
        )
    except ValueError:
        raise ShapeError("Give a number of spaces for each value, or one for all.") from None
    if ((values < 0) | (values > most)).any() or (counts < 0).any() or np.isinf(values).any():
        raise ShapeError("A {name} or a number of spaces is out of its range.", name=name)
    return np.ascontiguousarray(values), np.ascontiguousarray(counts)


def _full_shares(loads: npt.NDArray[np.floating], spaces: Ints) -> Floats:
    order = np.argsort(-spaces, kind="stable")
    sorted_loads, counts = loads[order], spaces[order]
    shares = np.ones(len(loads))
    active = np.searchsorted(-counts, -np.arange(1, counts.max(initial=0) + 1), side="right")
    for k, n in enumerate(active, start=1):
        refused = sorted_loads[:n] * shares[:n]
        shares[:n] = refused / (k + refused)
    found = np.empty(len(loads))
    found[order] = shares
    return np.where(np.isnan(loads), np.nan, found)


def _at_occupancy(shares: Floats, spaces: Ints) -> Floats:
    carried = shares * spaces
    loads = carried.copy()
    for _ in range(MOST_STEPS):
        full = _full_shares(loads, spaces)
        slope = 1.0 - full - full * (spaces - loads * (1.0 - full))
        missing = carried - loads * (1.0 - full)
        step = np.where(missing > PRECISION * spaces, missing / np.maximum(slope, TINY), 0.0)
        if not step.any():
            break
        loads = loads + step
    return loads


def _at_full_share(shares: Floats, spaces: Ints) -> Floats:
    low, high = np.zeros(len(shares)), 2.0 * spaces + 1.0
    while (short := _full_shares(high, spaces) < shares).any():
        low, high = np.where(short, high, low), np.where(short, 4.0 * high, high)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        short = _full_shares(middle, spaces) < shares
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return 0.5 * (low + high)


def _loads(shares: Floats, spaces: Ints, *, by_occupancy: bool) -> Floats:
    usual = (shares < 1.0) & (spaces > 0)
    found: Floats = np.where(np.isnan(shares) | (spaces == 0), np.nan, np.inf)
    solve = _at_occupancy if by_occupancy else _at_full_share
    found[usual] = solve(shares[usual], spaces[usual])
    return found
