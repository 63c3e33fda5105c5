"""Stop spacing: which stops of a line stay, move, come or go, and how much farther people walk."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from beffroi.engines.informal.regulation.draws import Floats
from beffroi.engines.informal.regulation.norms import parameter

Change = Literal["kept", "moved", "dropped", "added"]


@dataclass(frozen=True, slots=True)
class Spaced:
    """A stop before and after.

    Attributes
    ----------
    rank
        Rank of the call today; -1 for a stop that is new.
    change
        What becomes of it.
    along
        Where it is along the line afterwards, where it was if it goes. [m]
    walk
        Distance along the line from where it was to the nearest stop afterwards; 0 for one that
        stays, NaN for one that is new. [m]
    """

    rank: int
    change: Change
    along: float
    walk: float


def places(along: Floats, weights: Floats, length: float, low: float, high: float) -> Floats:
    r"""Place stops so that people walk least, with gaps from `low` to `high`.

    .. math:: \min_{x} \sum_i w_i \min_j |a_i - x_j|, \quad low \le x_{j+1} - x_j \le high

    found exactly among places `same_place` apart; both ends are stops. Where the length cannot be
    cut into such gaps, the lower bound gives way.

    Parameters
    ----------
    along : (n_calls,)
        Where people get on or off today, from the first stop. [m]
    weights : (n_calls,)
        How many of them, >= 0. [any]
    length
        From the first stop to the last. [m]
    low, high
        Bounds of the gaps, 0 < low <= high. [m]

    Returns
    -------
    (n_stops,)
        Where the stops are, from 0 to `length`. [m]

    References
    ----------
    Dynamic programming over the place of the last stop, as A. A. Saka, Model for Determining
    Optimum Bus-Stop Spacing in Urban Areas, Journal of Transportation Engineering 127 (3), 2001,
    pp. 195-199, poses the problem.
    """
    n = max(1, round(length / parameter("same_place")))
    step = length / n
    most = max(1, int(high / step + 1e-9))
    least = min(max(1, int(np.ceil(low / step - 1e-9))), n // int(np.ceil(n / most)))
    mass, moment = (
        np.concatenate([[0.0], np.cumsum(values)])
        for values in _per_cell(along, weights, length, n)
    )
    cost, came = np.full(n + 1, np.inf), np.full(n + 1, -1)
    cost[0] = 0.0
    for end in range(1, n + 1):
        starts = np.arange(max(0, end - most), end - least + 1)
        starts = starts[starts >= 0]
        if not len(starts):
            continue
        tried = cost[starts] + _walked(starts, end, mass, moment)
        best = int(np.argmin(tried))
        cost[end], came[end] = tried[best], starts[best]
    chosen, end = [n], n
    while end > 0:
        end = int(came[end])
        chosen.append(end)
    return np.array(chosen[::-1], dtype=float) * step


def _per_cell(along: Floats, weights: Floats, length: float, n: int) -> tuple[Floats, Floats]:
    """Sum the people of each place tried, and their people times its number."""
    cell = np.clip(np.rint(along / length * n), 0, n).astype(int) if length > 0 else np.zeros(
        len(along), dtype=int)  # fmt: skip
    people: Floats = np.zeros(n + 1)
    np.add.at(people, cell, weights)
    return people, people * np.arange(n + 1.0)


def _walked(
    starts: "np.ndarray[tuple[int], np.dtype[np.int64]]", end: int, mass: Floats, moment: Floats
) -> Floats:
    """Sum what people between two stops walk to the nearer one, in places. (n_starts,)."""
    half = (starts + end) // 2
    left = (moment[half + 1] - moment[starts]) - starts * (mass[half + 1] - mass[starts])
    right = end * (mass[end + 1] - mass[half + 1]) - (moment[end + 1] - moment[half + 1])
    return np.asarray(left + right, dtype=float)


def spaced(
    along: Floats, weights: Floats, low: float, high: float, *, others: Floats | None = None
) -> tuple[Spaced, ...]:
    """Say what becomes of every stop of a line.

    Each stop of today is kept, moved (to the new place nearest to it, within `moved`) or dropped;
    new places that no stop moves to are added.

    Parameters
    ----------
    along : (n_calls,)
        Where its stops are, rising, two or more. [m]
    weights : (n_calls,)
        People at each. [any]
    low, high
        Bounds of the gaps. [m]
    others : (n, 2)
        Where people of lines that are merged into this one get on or off along it, and how many.

    Returns
    -------
    Stops of today in their order, then those added.
    """
    first, last = float(along[0]), float(along[-1])
    where, people = along, weights
    if others is not None and len(others):
        where = np.concatenate([along, np.clip(others[:, 0], first, last)])
        people = np.concatenate([weights, others[:, 1]])
    there = places(where - first, people, last - first, low, high) + first
    owner = _owners(along, there)
    made = []
    for rank, place in enumerate(along):
        gap = float(np.abs(there - place).min())
        own = next((k for k, stop in owner.items() if stop == rank), None)
        if own is None:
            made.append(Spaced(rank, "dropped", float(place), gap))
        elif abs(there[own] - place) <= parameter("same_place"):
            made.append(Spaced(rank, "kept", float(place), 0.0))
        else:
            made.append(Spaced(rank, "moved", float(there[own]), gap))
    new = [float(there[k]) for k in range(len(there)) if k not in owner]
    return (*made, *(Spaced(-1, "added", place, float("nan")) for place in new))


def _owners(along: Floats, there: Floats) -> dict[int, int]:
    """Give each new place the stop that moves to it: the nearest pairs first, none twice."""
    gaps = np.abs(there[:, np.newaxis] - along)
    owner: dict[int, int] = {}
    taken: set[int] = set()
    for flat in np.argsort(gaps, axis=None, kind="stable"):
        k, rank = (int(one) for one in np.unravel_index(flat, gaps.shape))
        if gaps[k, rank] > parameter("moved"):
            break
        if k not in owner and rank not in taken:
            owner[k] = rank
            taken.add(rank)
    return owner
