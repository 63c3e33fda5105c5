"""Parked: drivers of an invented day who look for a space along the kerbs, one by one."""

import heapq
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from beffroi.drawing.measures import Floats, Ints
from beffroi.drawing.scene import Scene

SPEED, PATIENCE = 3.6, 900.0
"""Of who looks for a space; and mean time before giving up. [m/s], [s]"""
HOUR = 3_600.0


@dataclass(frozen=True, slots=True)
class Kerbs:
    """Stretches of street between crossings, and the bays along each of their sides.

    Attributes
    ----------
    x, y : (n_crossings,)
        Crossings. [m]
    start, end : (n,)
        Crossings that each stretch joins, driven both ways.
    length : (n,)
        Length. [m]
    bays : (n, 2)
        Bays along the right side from start to end, and along the other. [bay]
    """

    x: Floats
    y: Floats
    start: Ints
    end: Ints
    length: Floats
    bays: Ints


@dataclass(frozen=True, slots=True)
class Parked:
    """What is known for certain of a day.

    Attributes
    ----------
    stays
        One row for each vehicle: `side` (2 × stretch, plus 1 for the left), `came`, `parked`,
        `left` [s]; those parked at the start have no `came`, those who gave up no `side`.
    occupancy
        Share of the bays taken, mean over the day told. [1]
    stay, search
        Mean stay of those who parked in the day told, and mean search of those who came in it, who
        gave up included. [s]
    day
        Begin and end of the day told. [s]
    """

    stays: pd.DataFrame
    occupancy: float
    stay: float
    search: float
    day: tuple[float, float]


def kerbs(drawn: Scene, *, reach: float) -> Kerbs:
    """Take the stretches of a drawn town around its middle, with the bays of their ways.

    Parameters
    ----------
    drawn
        The town.
    reach
        Distance from the middle, > 0. [m]
    """
    net, table = drawn.plan.net, drawn.streets.table
    way = drawn.streets.way_of
    whole = np.nan_to_num(shapely.length(net.lines))
    near = (np.hypot(*net.places[net.start].T) < reach) & (np.hypot(*net.places[net.end].T) < reach)
    rows = np.flatnonzero((way >= 0) & near & (net.start != net.end))
    rows = rows[whole[rows] > 0]
    rows = rows[~table["kind"].iloc[way[rows]].isin(["footway", "path", "pedestrian"]).to_numpy()]
    share = whole[rows] / np.bincount(way[way >= 0], whole[way >= 0])[way[rows]]
    bays = np.floor(table["kerb_bays"].to_numpy()[way[rows]] * share).astype(np.int64)
    sides = np.column_stack([bays - bays // 2, bays // 2])
    return Kerbs(
        net.places[:, 0], net.places[:, 1], net.start[rows], net.end[rows], whole[rows], sides
    )


def parked(
    along: Kerbs, *, occupancy: float, stay: float, day: tuple[float, float], seed: int
) -> Parked:  # fmt: skip
    """Let drivers come, look for a bay street after street, park and leave.

    As many come as leave at the occupancy asked for, where bays are; each takes the first that is
    free, turns at random at crossings, and turns back only where a street ends.

    Parameters
    ----------
    along
        Kerbs.
    occupancy
        About what share of the bays is taken, in (0, 1). [1]
    stay
        Mean of the stays, which are exponential. [s]
    day
        Begin and end of the day that is told; drivers come before it, from 0 on. [s]
    seed
        Which day.
    """
    draw = np.random.default_rng(seed)
    bays, n = along.bays.ravel(), len(along.start)
    tail = np.column_stack([along.start, along.end]).ravel()
    head = np.column_stack([along.end, along.start]).ravel()
    lasts = np.repeat(along.length, 2) / SPEED
    ways_out = [np.flatnonzero(tail == place) for place in range(len(along.x))]
    held = draw.binomial(bays, occupancy)
    queue: list[tuple[float, int, int, int]] = []
    rows: list[list[float]] = []
    for side in np.repeat(np.arange(2 * n), held).tolist():
        rows.append([float(side), np.nan, 0.0, draw.exponential(stay)])
        heapq.heappush(queue, (rows[-1][3], 0, len(rows) - 1, side))
    rate, clock = occupancy * bays.sum() / stay, 0.0
    begins = draw.choice(2 * n, size=round(2 * rate * day[1]) + 100, p=bays / bays.sum())
    ready: dict[int, float] = {}
    for side in begins.tolist():
        clock += draw.exponential(1.0 / rate)
        if clock > day[1]:
            break
        rows.append([np.nan, clock, np.nan, np.nan])
        ready[len(rows) - 1] = clock + draw.exponential(PATIENCE)
        heapq.heappush(queue, (clock, 1, len(rows) - 1, side))
    while queue:
        now, looks, who, side = heapq.heappop(queue)
        if not looks:
            held[side] -= 1
        elif held[side] < bays[side] and now + 0.5 * lasts[side] < ready[who]:
            held[side] += 1
            there = now + 0.5 * lasts[side]
            rows[who] = [float(side), rows[who][1], there, there + draw.exponential(stay)]
            heapq.heappush(queue, (rows[who][3], 0, who, side))
        elif now + lasts[side] > ready[who]:
            rows[who][3] = ready[who]
        else:
            onward = ways_out[head[side]]
            onward = onward[onward != side ^ 1] if len(onward) > 1 else onward
            heapq.heappush(
                queue, (now + lasts[side], 1, who, int(onward[int(len(onward) * draw.random())]))
            )
    return _told(pd.DataFrame(rows, columns=["side", "came", "parked", "left"]), bays, day)


def _told(stays: pd.DataFrame, bays: Ints, day: tuple[float, float]) -> Parked:
    begin, end = day
    there = stays["left"].clip(upper=end) - stays["parked"].clip(lower=begin)
    own = stays[stays["came"].between(begin, end)]
    search = own["parked"].fillna(own["left"]) - own["came"]
    stood = (own["left"] - own["parked"]).dropna()
    occupancy = float(there[there > 0].sum() / (bays.sum() * (end - begin)))
    return Parked(stays, occupancy, float(stood.mean()), float(search.mean()), day)


def reads(done: Parked, *, every: float) -> pd.DataFrame:
    """Read the plates along every kerb, pass after pass through the day told.

    Parameters
    ----------
    done
        The day.
    every
        Time between two passes. [s]

    Returns
    -------
    `section` (``s`` and the side), `pass`, `time` [s], `vehicle`.
    """
    stood = done.stays.dropna(subset=["side", "parked"])
    found = []
    for rank, now in enumerate(np.arange(done.day[0], done.day[1] + 0.5 * every, every)):
        seen = stood[(stood["parked"] <= now) & (stood["left"] > now)]
        found.append(pd.DataFrame({
            "section": "s" + seen["side"].astype(np.int64).astype(str), "pass": f"p{rank:02d}",
            "time": now, "vehicle": seen.index,
        }))  # fmt: skip
    return pd.concat(found, ignore_index=True)
