"""How long drivers search for a space around a destination, street by street."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.explanation.filling import full_shares
from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.engines.parking.explanation.sections import Sections, entrances, kerb_of
from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import full_share, load_at_occupancy
from beffroi.kernels.queueing.search import Circuit, Ends, Search, searched
from beffroi.kernels.queueing.search_times import still_searching

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
PULL_BACK = 60.0
"""Beyond the walk that they accept, drivers turn back: the weight of a section falls by e every so
many metres. Beffroi's judgement: about half a street. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Where one searches: sections and car parks as one circuit, and the groups of spaces on it.

    Attributes
    ----------
    circuit
        Sections, then one loop for each car park that can be entered.
    spaces : (n,)
        Whole spaces that a driver on each sees. [space]
    lent
        Columns `section`, `place` (row of the table of places), `spaces`.
    middle : (n, 2)
        A point of each. [m]
    n_sections
        Sections before the loops.
    """

    circuit: Circuit
    spaces: Ints
    lent: pd.DataFrame
    middle: Floats
    n_sections: int


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What drivers meet who look for a space around a destination.

    Attributes
    ----------
    time, distance
        Mean search, those who give up included. [s], [m]
    success
        Share who find a space before their patience ends. [1]
    late
        Share who still search after the `limit` of `parameters.toml`. [1]
    crowded
        Share of the spaces within reach that lie on sections above the `validity` of
        `parameters.toml`: where it is not 0, the mean is too short; `following.followed` tells by
        how much.
    spaces, occupancy
        Spaces within reach whose occupancy is known, and the share of them taken; NaN where none
        is. [space], [1]
    search, ends
        By section of the ground.
    worth : (n,)
        Time of search that one more space on each section would save to each driver, on average,
        at most. [s]
    """

    time: float
    distance: float
    success: float
    late: float
    crowded: float
    spaces: float
    occupancy: float
    search: Search
    ends: Ends
    worth: Floats


def ground(made: Sections, places: pd.DataFrame, *, speed: float | None = None) -> Ground:
    """Put the spaces of an inventory on the streets.

    Parameters
    ----------
    made
        Sections.
    places
        Columns `kind` (``kerb`` or ``off_street``), `street` (row of the table of streets, for a
        kerb), `side`, `spaces` (NaN if unknown: such places are left out), `x`, `y` [m].
    speed
        Speed of who searches; that of `parameters.toml` if None. [m/s]

    Raises
    ------
    ShapeError
        If a column is missing.
    """
    if not {"kind", "street", "side", "spaces", "x", "y"} <= set(places.columns):
        raise ShapeError("Places have a kind, a street, a side, spaces, and a position.")
    row = np.arange(len(places))
    counts = places["spaces"].to_numpy(dtype=float)
    known = np.nan_to_num(counts) > 0
    is_kerb = (places["kind"] == "kerb").to_numpy(dtype=bool)
    kerb = row[is_kerb & known & places["street"].notna().to_numpy()]
    section, place, share = kerb_of(made, places.iloc[kerb])
    parks = row[~is_kerb & known]
    gate = entrances(made, *(places[c].to_numpy(dtype=float)[parks] for c in ("x", "y")))
    parks, gate = parks[gate >= 0], gate[gate >= 0]
    n, m = len(made.tail), len(parks)
    lent = pd.DataFrame({
        "section": np.concatenate([section, n + np.arange(m)]),
        "place": np.concatenate([kerb[place], parks]),
        "spaces": np.concatenate([counts[kerb[place]] * share, counts[parks]]),
    })  # fmt: skip
    spaces = np.bincount(lent["section"], lent["spaces"], minlength=n + m)
    pace = speed or parameter("speed")
    circuit = Circuit(
        np.concatenate([made.tail, gate]), np.concatenate([made.head, gate]),
        np.concatenate([np.maximum(made.length / pace, 1.0), np.full(m, parameter("entering"))]),
        np.concatenate([made.length, np.zeros(m)]), np.ones(n + m),
    )  # fmt: skip
    middle = np.vstack([made.middle, np.column_stack([made.x[gate], made.y[gate]])])
    return Ground(circuit, np.round(spaces).astype(np.int64), lent, middle, n)


def occupancies(held: Ground, occupancy: Floats) -> Floats:
    """Give the sections the occupancy of the places that lend them spaces.

    Parameters
    ----------
    held
        Ground.
    occupancy : (n_places,)
        Share of the spaces of each row of the inventory taken; NaN where unknown. [1]

    Returns
    -------
    (n,)
        Mean over the spaces of each section whose occupancy is known, at most 1; NaN where none
        is. [1]
    """
    taken = np.minimum(occupancy[held.lent["place"]], 1.0)
    weight = np.where(np.isnan(taken), 0.0, held.lent["spaces"])
    n = len(held.spaces)
    whole = np.bincount(held.lent["section"], weight, minlength=n)
    summed = np.bincount(held.lent["section"], weight * np.nan_to_num(taken), minlength=n)
    return np.asarray(np.divide(summed, whole, out=np.full(n, np.nan), where=whole > 0))


def search(
    held: Ground, occupancy: Floats, destination: tuple[float, float], *,
    walk: float | None = None, patience: float | None = None,
) -> Found:  # fmt: skip
    """Follow drivers who begin to search at their destination.

    They take the first free space within the walk that they accept; streets at a crossing are as
    good as each other within it, and beyond it they turn back. Each section is full as often as
    Erlang's formula says of its size and occupancy, independently of the others.

    Parameters
    ----------
    held
        Ground.
    occupancy : (n,)
        As `occupancies` gives it. A section whose occupancy is unknown offers nothing.
    destination
        Where drivers want to go. [m]
    walk, patience
        Walk that they accept, as the crow flies, and mean time before they give up; the
        `short_walk` and the `patience` of `parameters.toml` if None. [m], [s]

    Raises
    ------
    ShapeError
        If there is no section, or the arrays do not fit together.
    """
    if occupancy.shape != held.spaces.shape or not held.n_sections:
        raise ShapeError("Give an occupancy for each section, and a section or more.")
    around = _around(held, destination, walk or parameter("short_walk"))
    circuit, within, starts = around
    ready = patience or parameter("patience")
    full = full_shares(held.spaces.astype(float), occupancy)
    pass_on = np.where(within & ~np.isnan(full), full, 1.0)
    found, ends = searched(circuit, pass_on, starts, patience=ready)
    still = still_searching(circuit, pass_on, starts, until=parameter("limit"), patience=ready)
    spaces = held.spaces * within
    known = spaces * ~np.isnan(occupancy)
    n = float(known.sum())
    mean = float(known @ np.nan_to_num(occupancy)) / n if n > 0 else float("nan")
    crowded = spaces @ (np.nan_to_num(occupancy) > parameter("validity"))
    return Found(
        float(starts @ found.time), float(starts @ found.distance), float(starts @ found.success),
        float(still[-1]), float(crowded / max(spaces.sum(), 1)), n, mean, found, ends,
        np.where(within, ends.worth * _gain(held, occupancy, full), 0.0),
    )  # fmt: skip


def _around(
    held: Ground, destination: tuple[float, float], walk: float
) -> tuple[Circuit, npt.NDArray[np.bool_], Floats]:
    away = np.hypot(*(held.middle - np.asarray(destination)).T)
    beyond = np.maximum(away - walk, 0.0)
    pull = np.exp(-np.minimum(beyond / PULL_BACK, 500.0))
    given = held.circuit
    circuit = Circuit(given.tail, given.head, given.duration, given.length, pull)
    own = away[: held.n_sections]
    starts = np.zeros(len(away))
    first = np.flatnonzero(own <= own.min() + 1.0)
    starts[first] = 1.0 / len(first)
    return circuit, away <= walk, starts


def _gain(held: Ground, occupancy: Floats, full: Floats) -> Floats:
    known = ~np.isnan(full)
    gain = np.zeros(len(full))
    load = load_at_occupancy(np.minimum(occupancy[known], 1.0), held.spaces[known])
    least = np.where(np.isfinite(load), load, 1e6)
    gain[known] = full[known] - full_share(least, held.spaces[known] + 1)
    return np.maximum(gain, 0.0)
