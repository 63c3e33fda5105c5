"""The stops of a line, both ways side by side: what is seen of each, and which lines call there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from beffroi.foundation.language import Words, both
from beffroi.report.words import counted, measured
from beffroi.territory.informal import InformalNetwork

SURE, LIKELY = 0.9, 0.7
"""From which probability the dot of a stop is full, and half full; hollow below. [1]"""
LEVELS: Mapping[str, Words] = {
    "sure": both("Stop sure to 90 % or more"), "likely": both("Stop sure to between 70 and 90 %"),
    "doubtful": both("Stop sure to less than 70 %, to be confirmed"),
    "unknown": both("Stop of which nothing is known but its place"),
}  # fmt: skip
"""Classes of confidence of a stop, and what each means."""
FACING = 150.0
"""Farther apart, stops of opposite ways are not drawn as one place. [m]"""
CHANGING = 100.0
"""Farther apart, stops of two lines are not drawn as a place to change. [m]"""
METRES_PER_DEGREE = 111_195.0
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Call:
    """A stop of a variant.

    Attributes
    ----------
    name
        Its name.
    level
        One of `LEVELS`.
    says
        What was seen there.
    minutes
        From the first stop, running; None where unknown.
    place
        East and north. [m]
    station
        The station that it is part of; empty where none.
    """

    name: str
    level: str
    says: Words
    minutes: Words | None
    place: tuple[float, float]
    station: str


@dataclass(frozen=True, slots=True)
class Change:
    """Another line that calls at a place."""

    number: str
    colour: str
    text_colour: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a line calls, in one way or in both.

    Attributes
    ----------
    calls
        The way out and the way back; None in the way that does not call there.
    is_end
        Whether a way begins or ends there.
    is_hub
        Whether it is part of a station.
    changes
        Other lines that call there.
    """

    calls: tuple[Call | None, Call | None]
    is_end: bool
    is_hub: bool
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """Return its name: that of the way out, where it calls there."""
        return next(call.name for call in self.calls if call is not None)

    @property
    def other_name(self) -> str:
        """Return the name of the way back; empty where it is the same."""
        names = [call.name for call in self.calls if call is not None]
        return names[1] if len(names) == 2 and names[1] != names[0] else ""


def level(probability: Any) -> str:
    """Class a probability.

    Examples
    --------
    >>> level(0.93), level(0.7), level(0.2), level(None)
    ('sure', 'likely', 'doubtful', 'unknown')
    """
    if pd.isna(probability):
        return "unknown"
    return "sure" if probability >= SURE else "likely" if probability >= LIKELY else "doubtful"


def paired(variants: pd.DataFrame) -> Iterator[tuple[Any, Any | None]]:
    """Put each way out beside the way back of the same number whose ends are nearest to its own.

    Parameters
    ----------
    variants
        Those of one line, with the `number` that each wears.
    """
    rows: list[Any] = list(variants.itertuples())
    backs = [row for row in rows if row.direction]
    for out in (row for row in rows if not row.direction):
        own = [row for row in backs if row.number == out.number]
        back = min(own, key=lambda row: _parting(out.geometry, row.geometry), default=None)
        if back is not None:
            backs.remove(back)
        yield out, back
    yield from ((row, None) for row in backs)


def _parting(out: shapely.LineString, back: shapely.LineString) -> float:
    ends, starts = (shapely.get_coordinates(line)[[0, -1]] for line in (out, back))
    return float(np.abs(ends - starts[::-1]).sum())


def calls_of(variant: str, network: InformalNetwork) -> tuple[Call, ...]:
    """Return the stops of a variant in the order of travel, with what is seen of each."""
    rows = network.calls[network.calls["variant_id"] == variant].sort_values("rank")
    stops, minutes = network.stops.set_index("stop_id"), _minutes(variant, network.times)
    where = _metres(network, stops.geometry.reindex(rows["stop_id"]).array)
    seen: list[Any] = list(rows.itertuples())
    made = []
    for row, place in zip(seen, where, strict=True):
        stop, told = stops.loc[row.stop_id], minutes.get(int(row.rank))
        made.append(Call(
            name=str(stop["name"]), level=level(row.probability), says=_said_of_call(row),
            minutes=None if told is None or len(minutes) < 2 else measured(round(told), "min"),
            place=(float(place[0]), float(place[1])),
            station="" if pd.isna(stop["station"]) else str(stop["station"]),
        ))  # fmt: skip
    return tuple(made)


def _metres(network: InformalNetwork, points: Any) -> np.ndarray:
    """Carry points to metres around the network, right enough for distances of a street."""
    lon, lat = network.variants.total_bounds[:2]
    squeeze = np.cos(np.radians(lat))
    flat = (shapely.get_coordinates(points) - (lon, lat)) * METRES_PER_DEGREE
    return np.asarray(flat * (squeeze, 1.0))


def _minutes(variant: str, times: pd.DataFrame) -> dict[int, float]:
    """Add up the running times up to each stop, medians of the first band that knows each."""
    own = times[(times["variant_id"] == variant) & times["seconds"].notna()]
    legs = own.groupby("rank")["seconds"].median().to_dict()
    made, total = {0: 0.0}, 0.0
    for rank in range(len(legs)):
        if rank not in legs:
            break
        total += float(legs[rank])
        made[rank + 1] = total / MINUTE
    return made


def _said_of_call(row: Any) -> Words:
    if pd.isna(row.n_passes) or pd.isna(row.n_halts):
        return both("nobody was seen to halt or to pass")
    said = both("{halts} halted of {passes} that passed").filled(
        halts=counted(row.n_halts), passes=counted(row.n_passes)
    )
    if pd.isna(row.probability):
        return said
    return both("{said}, {probability} sure").filled(
        said=said, probability=measured(np.floor(row.probability * 100), "%")
    )


def changes_of(network: InformalNetwork, anchors: Mapping[str, str]) -> "Changes":
    """Gather where every line calls, for `places`.

    Parameters
    ----------
    network
        The network.
    anchors
        Where the page shows each line, by its identifier, in the order of the page.
    """
    known = network.calls.merge(network.variants[["variant_id", "route_id"]], on="variant_id")
    stops = network.stops.set_index("stop_id")
    where = _metres(network, stops.geometry.reindex(known["stop_id"]).array)
    lines: list[Any] = list(network.routes.itertuples())
    badges = {
        row.route_id: Change(str(row.number), str(row.colour), str(row.text_colour),
                             anchors[row.route_id])
        for row in lines
    }  # fmt: skip
    return Changes(
        known["route_id"].to_numpy(dtype=object),
        stops["station"].reindex(known["stop_id"]).fillna("").to_numpy(dtype=object), where,
        {route: badges[route] for route in anchors},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """Where every line calls.

    Attributes
    ----------
    routes, stations : (n_calls,)
        Line and station (empty where none) of each call.
    where : (n_calls, 2)
        Place of each. [m]
    badges
        How each line is shown, in the order of the page.
    """

    routes: np.ndarray
    stations: np.ndarray
    where: np.ndarray
    badges: Mapping[str, Change]

    def at(self, route: str, calls: Sequence[Call]) -> tuple[Change, ...]:
        """Return the lines other than one that call where it calls."""
        found: set[str] = set()
        for call in calls:
            near = np.hypot(*(self.where - call.place).T) <= CHANGING
            if call.station:
                near |= self.stations == call.station
            found.update(self.routes[near])
        return tuple(badge for other, badge in self.badges.items()
                     if other in found and other != route)  # fmt: skip


def places(
    out: Sequence[Call], back: Sequence[Call], route: str, changes: Changes
) -> tuple[Place, ...]:
    """Put the stops of both ways in one order, those that face each other as one place.

    The order is that of the way out. Pairs are those of the cheapest alignment of the way out with
    the way back read from its end, where only stops within `FACING` can be one.

    Returns
    -------
    Places, every stop of both ways in one of them.
    """
    backward = tuple(reversed(back))
    ends = {id(way[k]) for way in (out, back) if way for k in (0, -1)}
    made = []
    for first, second in _aligned(out, backward):
        pair = (None if first is None else out[first], None if second is None else backward[second])
        known = [call for call in pair if call is not None]
        made.append(Place(
            pair, is_end=any(id(call) in ends for call in known),
            is_hub=any(call.station for call in known), changes=changes.at(route, known),
        ))  # fmt: skip
    return tuple(made)


def _aligned(out: Sequence[Call], back: Sequence[Call]) -> list[tuple[int | None, int | None]]:
    """Align two sequences: a pair costs its distance over `FACING`, a stop alone one."""
    n, m = len(out), len(back)
    if not n or not m:
        return [(k, None) for k in range(n)] + [(None, k) for k in range(m)]
    one, other = (np.array([call.place for call in way]) for way in (out, back))
    cost = np.hypot(*(one[:, None] - other[None]).T).T / FACING
    cost[cost > 1] = np.inf
    best = np.zeros((n + 1, m + 1))
    best[:, 0], best[0] = np.arange(n + 1), np.arange(m + 1)
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            best[i, j] = min(best[i - 1, j - 1] + cost[i - 1, j - 1],
                             best[i - 1, j] + 1, best[i, j - 1] + 1)  # fmt: skip
    made: list[tuple[int | None, int | None]] = []
    i, j = n, m
    while i or j:
        if i and j and best[i, j] == best[i - 1, j - 1] + cost[i - 1, j - 1]:
            i, j = i - 1, j - 1
            made.append((i, j))
        elif j and best[i, j] == best[i, j - 1] + 1:
            j -= 1
            made.append((None, j))
        else:
            i -= 1
            made.append((i, None))
    return made[::-1]
