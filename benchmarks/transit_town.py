"""A town's buses, drawn on real streets: stops, lines along shortest paths, trips of one day."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra

EARTH_RADIUS = 6_371_008.8
STOP_SPACING = 320.0
BUS_SPEED = 5.5
DWELL = 20
PEAKS = ((7 * 3600, 1.0), (12.5 * 3600, 0.6), (18 * 3600, 1.0))
FIRST, LAST = 5 * 3600, 24 * 3600 + 1800


@dataclass(frozen=True)
class Town:
    """Streets, stops at some of their nodes, and rows of stop times, trip after trip."""

    edges: np.ndarray
    places: np.ndarray
    lengths: np.ndarray
    stops: np.ndarray
    route: np.ndarray
    trip: np.ndarray
    stop: np.ndarray
    time: np.ndarray


def lengths_of(edges: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Measure the edges on the sphere. [m]"""
    (lon, lat), (to_lon, to_lat) = (np.radians(places[edges[:, end]].T) for end in (0, 1))
    half = np.sin((to_lat - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(to_lat) * np.sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS * np.arcsin(np.sqrt(half))


def drawn_town(
    edges: np.ndarray, places: np.ndarray, *, n_routes: int, n_rows: int, seed: int
) -> Town:
    """Draw the buses of a town on its streets, of which the largest connected part is kept."""
    rng = np.random.default_rng(seed)
    edges, places = _largest_part(edges, places)
    lengths = lengths_of(edges, places)
    paths = _paths(edges, places, lengths, n_routes, rng)
    stops, calls = _stops(paths)
    route, trip, stop, time = _trips(calls, n_rows, rng)
    return Town(edges, places, lengths, stops, route, trip, stop, time)


def _largest_part(edges: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    n = len(places)
    matrix = coo_array((np.ones(len(edges)), tuple(edges.T)), shape=(n, n))
    _, part = connected_components(matrix, directed=False)
    kept = part == np.bincount(part).argmax()
    number = np.cumsum(kept) - 1
    return number[edges[kept[edges[:, 0]]]], places[kept]


def _paths(
    edges: np.ndarray,
    places: np.ndarray,
    lengths: np.ndarray,
    n_routes: int,
    rng: np.random.Generator,
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Draw each route along a shortest path, most of them to the centre: nodes, metres."""
    n = len(places)
    matrix = coo_array((np.maximum(lengths, 0.01), tuple(edges.T)), shape=(n, n)).tocsr()
    matrix = (matrix + matrix.T).tocsr()
    centre = np.median(places, axis=0)
    away = np.hypot(*((places - centre) * [np.cos(np.radians(centre[1])), 1.0]).T)
    central = np.flatnonzero(away < np.quantile(away, 0.03))
    paths = []
    while len(paths) < n_routes:
        begin = int(rng.integers(n))
        end = int(rng.choice(central)) if rng.random() < 0.6 else int(rng.integers(n))
        metres, before = dijkstra(matrix, indices=begin, return_predecessors=True)
        if not 5_000 < metres[end] < 25_000:
            continue
        nodes = [end]
        while nodes[-1] != begin:
            nodes.append(int(before[nodes[-1]]))
        path = np.array(nodes[::-1])
        paths.append((path, metres[path]))
    return paths


def _stops(
    paths: list[tuple[np.ndarray, np.ndarray]],
) -> tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
    """Set stops along the paths, one on each side of the street; routes share them."""
    taken: dict[tuple[int, int], int] = {}
    used: set[int] = set()
    nodes: list[int] = []
    calls = []
    for nodes_of, metres in paths:
        chosen = [0]
        for place in range(1, len(nodes_of)):
            gap = metres[place] - metres[chosen[-1]]
            near = gap > 0.6 * STOP_SPACING and int(nodes_of[place]) in used
            if near or gap > STOP_SPACING or place == len(nodes_of) - 1:
                chosen.append(place)
        if metres[chosen[-1]] - metres[chosen[-2]] < 0.3 * STOP_SPACING:
            del chosen[-2]
        used.update(nodes_of[chosen].tolist())
        for side, order in enumerate((chosen, chosen[::-1])):
            stops = []
            for node in nodes_of[order].tolist():
                stops.append(taken.setdefault((node, side), len(nodes)))
                if stops[-1] == len(nodes):
                    nodes.append(node)
            calls.append((np.array(stops), np.abs(metres[order] - metres[order[0]])))
    return np.array(nodes), calls


def _trips(
    calls: list[tuple[np.ndarray, np.ndarray]], n_rows: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Run trips of uneven headways, denser at the peaks, until there are so many rows."""
    pull = np.repeat(rng.gamma(1.2, 1.0, len(calls) // 2) + 0.1, 2)
    sizes = np.array([len(stops) for stops, _ in calls])
    counts = np.maximum(np.round(pull * n_rows / (pull * sizes).sum()), 2).astype(int)
    rows = []
    number = 0
    for route, ((stops, metres), count) in enumerate(zip(calls, counts, strict=True)):
        hours = np.linspace(FIRST, LAST, 400)
        rate = 0.35 + sum(w * np.exp(-(((hours - at) / 5400) ** 2)) for at, w in PEAKS)
        share = np.cumsum(rate) / rate.sum()
        starts = np.interp((np.arange(count) + rng.random()) / count, share, hours)
        for start in starts:
            pace = BUS_SPEED * rng.uniform(0.9, 1.1)
            time = np.round(start + metres / pace + DWELL * np.arange(len(stops))).astype(int)
            rows.append((np.full(len(stops), route // 2), np.full(len(stops), number), stops, time))
            number += 1
    return tuple(np.concatenate(column) for column in zip(*rows, strict=True))
