"""Random timetables, and the same journeys by Dijkstra's search among all their events."""

import heapq
import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from beffroi.kernels.raptor import Lines, Links, Network, Walks, amended, lines, links, walks

Table = npt.NDArray[np.float64]
LATE = 86_000
"""Timetables are drawn around midnight, which is nothing particular to a search. [s]"""


@dataclass(frozen=True)
class Row:
    """One call of a trip."""

    stop: int
    arrival: int
    departure: int
    boards: bool
    alights: bool


@dataclass(frozen=True)
class Drawn:
    """A random timetable with its walks; links are (place, stop, seconds).

    `said` gives the changes of some pairs of stops another time, infinite where there is none.
    """

    n_stops: int
    trips: list[list[Row]]
    on_foot: list[tuple[int, int, int]]
    change: int
    homes: list[tuple[int, int, int]]
    shops: list[tuple[int, int, int]]
    n_homes: int = 2
    n_shops: int = 3
    said: tuple[tuple[int, int, float], ...] = ()

    def lines(self) -> Lines:
        rows = [(number, row) for number, trip in enumerate(self.trips) for row in trip]
        return lines(
            np.array([number for number, _ in rows], np.int64),
            np.array([row.stop for _, row in rows], np.int64),
            np.array([row.arrival for _, row in rows], np.int64),
            np.array([row.departure for _, row in rows], np.int64),
            n_stops=self.n_stops,
            boards=[row.boards for _, row in rows],
            alights=[row.alights for _, row in rows],
        )

    def walks(self) -> Walks:
        tails, heads, seconds = _columns(self.on_foot)
        between = walks(tails, heads, seconds, n_stops=self.n_stops, change=self.change)
        if not self.said:
            return between
        tail, head, time = zip(*self.said, strict=True)
        return amended(between, tail, head, time)

    def access(self) -> Links:
        place, stop, seconds = _columns(self.homes)
        return links(place, stop, seconds, n_places=self.n_homes, n_stops=self.n_stops)

    def egress(self) -> Links:
        place, stop, seconds = _columns(self.shops)
        return links(place, stop, seconds, n_places=self.n_shops, n_stops=self.n_stops)

    def network(self) -> Network:
        return Network(self.lines(), self.walks(), self.access(), self.egress())

    def changes(self) -> list[dict[int, int]]:
        """Close the walks by trying every stop between (Floyd, Warshall)."""
        longest = max((seconds for *_, seconds in self.on_foot), default=0)
        stops = range(self.n_stops)
        cost = {(a, b): 0 if a == b else math.inf for a in stops for b in stops}
        for a, b, seconds in self.on_foot:
            cost[a, b] = min(cost[a, b], seconds)
        for via, a, b in itertools.product(stops, stops, stops):
            cost[a, b] = min(cost[a, b], cost[a, via] + cost[via, b])
        times = {(a, b): cost[a, b] + self.change for a, b in cost if cost[a, b] <= longest}
        times |= {(a, b): seconds for a, b, seconds in self.said}
        return [{b: int(times[a, b]) for b in stops if times.get((a, b), math.inf) < math.inf}
                for a in stops]  # fmt: skip


def _columns(triples: list[tuple[int, int, int]]) -> list[npt.NDArray[np.int64]]:
    return list(np.array(triples, np.int64).reshape(-1, 3).T)


def dijkstra(drawn: Drawn, home: int, departure: int, most_rides: int) -> dict[int, int]:
    """Find the earliest time to alight at each stop among all events of the timetable."""
    changes = drawn.changes()
    heap: list[tuple[int, int, tuple[int, ...]]] = [
        (departure + seconds, 0, (stop,)) for place, stop, seconds in drawn.homes if place == home
    ]
    heapq.heapify(heap)
    seen: set[tuple[int, tuple[int, ...]]] = set()
    alighted: dict[int, int] = {}
    while heap:
        time, rides, state = heapq.heappop(heap)
        if (rides, state) in seen:
            continue
        seen.add((rides, state))
        if len(state) == 1 and rides < most_rides:
            for number, trip in enumerate(drawn.trips):
                for place, row in enumerate(trip):
                    if row.stop == state[0] and row.boards and row.departure >= time:
                        heapq.heappush(heap, (row.departure, rides + 1, (number, place)))
        elif len(state) == 2 and state[1] + 1 < len(drawn.trips[state[0]]):
            row = drawn.trips[state[0]][state[1] + 1]
            heapq.heappush(heap, (row.departure, rides, (state[0], state[1] + 1)))
            if row.alights:
                alighted[row.stop] = min(alighted.get(row.stop, row.arrival), row.arrival)
                for stop, seconds in changes[row.stop].items():
                    heapq.heappush(heap, (row.arrival + seconds, rides, (stop,)))
    return alighted


def plain_durations(drawn: Drawn, departure: int, limit: int, most_rides: int) -> Table:
    """Measure the travel times of all pairs by Dijkstra's search."""
    table = np.full((drawn.n_homes, drawn.n_shops), np.inf)
    for home in range(drawn.n_homes):
        alighted = dijkstra(drawn, home, departure, most_rides)
        for shop, stop, seconds in drawn.shops:
            if stop in alighted:
                spent = alighted[stop] + seconds - departure
                table[home, shop] = min(table[home, shop], spent)
    return np.where(table <= limit, table, np.inf)


@st.composite
def _trips(draw: st.DrawFn, n_stops: int) -> list[list[Row]]:
    """Draw a few lines, each run several times, sometimes faster than the bus in front."""
    trips = []
    for _ in range(draw(st.integers(1, 4))):
        stops = draw(st.lists(st.integers(0, n_stops - 1), min_size=1, max_size=6))
        rights = draw(st.lists(st.booleans(), min_size=len(stops), max_size=len(stops)))
        kind = draw(st.integers(0, 3))
        for start in draw(st.lists(st.integers(0, 1500), min_size=1, max_size=5)):
            time, trip = LATE + start, []
            for stop, right in zip(stops, rights, strict=True):
                arrival = time + draw(st.integers(0, 200))
                time = arrival + draw(st.sampled_from([0, 0, 60]))
                trip.append(Row(stop, arrival, time, right or kind != 1, right or kind != 2))
            trips.append(trip)
        if draw(st.booleans()):
            first = trips[-1]
            trips.extend(_shifted(first, number * 300) for number in range(1, 4))
    return trips


def _shifted(trip: list[Row], by: int) -> list[Row]:
    """Run a trip again, as a line with a headway does."""
    return [
        Row(row.stop, row.arrival + by, row.departure + by, row.boards, row.alights) for row in trip
    ]


@st.composite
def drawn_timetables(draw: st.DrawFn) -> Drawn:
    """Draw a timetable: loops, overtaking, headways, rights, walks one way and of no length."""
    n_stops = draw(st.integers(1, 7))
    stops = st.integers(0, n_stops - 1)
    said = st.tuples(stops, stops, st.sampled_from([0, 90, 600, math.inf]))
    return Drawn(
        n_stops=n_stops,
        trips=draw(_trips(n_stops)),
        on_foot=draw(st.lists(st.tuples(stops, stops, st.integers(0, 200)), max_size=6)),
        change=draw(st.sampled_from([0, 0, 60])),
        homes=draw(st.lists(st.tuples(st.integers(0, 1), stops, st.integers(0, 200)), max_size=5)),
        shops=draw(st.lists(st.tuples(st.integers(0, 2), stops, st.integers(0, 200)), max_size=6)),
        said=tuple(draw(st.lists(said, max_size=4, unique_by=lambda pair: pair[:2]))),
    )


def a_bus() -> Network:
    """Draw a bus from stop 0 to stop 1, and a place at each of them."""
    day = lines([1, 1], [0, 1], [1000, 1300], [1000, 1300], n_stops=2)
    ends = (links([0], [stop], [60], n_places=1, n_stops=2) for stop in (0, 1))
    return Network(day, walks([], [], [], n_stops=2), *ends)
