"""Whole seconds from stop to stop, band by band: known, or filled at the variant's own speed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Paces:
    """The running times of a variant that are known.

    Attributes
    ----------
    rank, begins, ends, seconds : (n,)
        Rank of the call it starts from; its band and its time. [s]
    """

    rank: Whole
    begins: Floats
    ends: Floats
    seconds: Floats


def paces(times: pd.DataFrame) -> Paces:
    """Take the running times of a variant that are known.

    Parameters
    ----------
    times
        Rows of `INFORMAL_TIMES` of one variant.
    """
    begins, ends, running = (
        times[c].to_numpy(dtype=float, na_value=np.nan) for c in ("begins_s", "ends_s", "seconds")
    )
    known = np.isfinite(running)
    rank = times["rank"].to_numpy(dtype=np.int64)
    return Paces(rank[known], begins[known], ends[known], running[known])


def seconds(known: Paces, ranks: Floats, begins: float, ends: float) -> Floats:
    """Take the running time from each call to the next, as a band has it.

    Parameters
    ----------
    known
        What is known of the variant.
    ranks : (n,)
        Ranks of its calls but the last.
    begins, ends
        The band. [s]

    Returns
    -------
    (n,)
        That of the times' band around the middle of this one, else of the nearest; NaN where
        unknown. [s]
    """
    middle = (begins + ends) / 2
    off = np.maximum(np.maximum(known.begins - middle, middle - known.ends), 0.0)
    order = np.lexsort((known.begins, off, known.rank))
    rank, first = np.unique(known.rank[order], return_index=True)
    found = np.full(len(ranks), np.nan)
    if len(rank):
        where = np.minimum(np.searchsorted(rank, ranks), len(rank) - 1)
        held = rank[where] == ranks
        found[held] = known.seconds[order][first][where[held]]
    return found


def filled(known: Floats, metres: Floats, speed: float | None) -> Floats | None:
    """Fill unknown times at the mean speed of the known ones, else at a speed assumed.

    Returns
    -------
    None where neither is known.

    Examples
    --------
    >>> filled(np.array([60.0, np.nan]), np.array([300.0, 500.0]), None).tolist()
    [60.0, 100.0]
    """
    seen = np.isfinite(known) & (known > 0)
    if seen.any():
        speed = float(metres[seen].sum() / known[seen].sum())
    if not speed or speed <= 0:
        return None
    return np.where(seen, known, metres / speed)


def passages(
    running: Floats, stays: Floats, kept: Bools, metres: Floats, fastest: float
) -> tuple[Whole, Whole]:
    """Add up whole seconds at the calls that are kept, never faster than is allowed.

    Parameters
    ----------
    running : (n - 1,)
        Running time from each call to the next, > 0. [s]
    stays : (n,)
        Stay at each, >= 0. [s]
    kept : (n,)
        Which calls are published, two or more.
    metres : (n_kept - 1,)
        Length between those. [m]
    fastest
        Highest speed allowed. [m/s]

    Returns
    -------
    arrivals, departures : (n_kept,)
        Whole seconds since the first departure. [s]
    """
    stays = stays.copy()
    chosen = np.flatnonzero(kept)
    stays[[chosen[0], chosen[-1]]] = 0.0
    arrivals = np.concatenate([[0.0], np.cumsum(running + stays[:-1])])[chosen]
    departures = arrivals + stays[chosen]
    rides = np.round(arrivals[1:] - departures[:-1])
    rides = np.maximum(rides, np.ceil(np.maximum(metres / fastest, 1.0))).astype(np.int64)
    halts = np.round(stays[chosen]).astype(np.int64)
    left = np.concatenate([[0], np.cumsum(rides + halts[1:])])
    return left - halts, left


def stays(calls: pd.DataFrame) -> Floats:
    """Expect the stay at each call: that of who halts, as often as rides halt.

    Returns
    -------
    (n,)
        0 where unknown. [s]
    """
    dwell = calls["dwell_s"].to_numpy(dtype=float, na_value=np.nan)
    passes = calls["n_passes"].to_numpy(dtype=float, na_value=np.nan)
    halts = calls["n_halts"].to_numpy(dtype=float, na_value=np.nan)
    share = np.divide(halts, passes, out=np.ones(len(calls)), where=passes > 0)
    share = np.where(np.isfinite(share), np.clip(share, 0.0, 1.0), 1.0)
    return np.where(np.isfinite(dwell), dwell * share, 0.0)


def bands(headways: pd.DataFrame, assumed: float | None) -> tuple[Whole, dict[str, str]]:
    """Round the bands of a variant on one kind of day to whole seconds.

    Parameters
    ----------
    headways
        Rows of `INFORMAL_HEADWAYS` of one variant and one kind of day.
    assumed
        The headway of bands that have none; None leaves them out. [s]

    Returns
    -------
    bands : (n, 3)
        Begin, end and headway of those that can be published, in order, none overlapping. [s]
    lost
        By `band_id`, why the others cannot: `headway_unknown` or `no_band`.
    """
    ordered = headways.sort_values(["begins_s", "ends_s"], kind="stable")
    every = ordered["headway_s"].to_numpy(dtype=float, na_value=np.nan)
    every = every if assumed is None else np.where(np.isfinite(every), every, assumed)
    lost: dict[str, str] = {}
    found: list[list[int]] = []
    before = 0
    rows = zip(ordered["band_id"], ordered["begins_s"], ordered["ends_s"], every, strict=True)
    for band_id, begins, ends, headway in rows:
        begin, end = max(round(begins), before), round(ends)
        if not np.isfinite(headway) or round(headway) < 1:
            lost[band_id] = "headway_unknown"
        elif end <= begin:
            lost[band_id] = "no_band"
        else:
            found.append([begin, end, round(headway)])
            before = end
    return np.array(found, np.int64).reshape(-1, 3), lost
