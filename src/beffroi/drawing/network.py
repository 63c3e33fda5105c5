"""The network of a drawn town: where the traced lines meet, and the stretches between."""

from dataclasses import dataclass

import numpy as np
import shapely

from beffroi.drawing.measures import Bools, Floats, Ints
from beffroi.drawing.terrain import GRID, Warp

TOUCH = 0.02
"""A line that ends this near to another one ends on it. [m]"""

STEP = 6.3
"""Distance between the points of a bent line. [m]"""

SMOOTHING = 0.02
"""By how much a bent line may be simplified. [m]"""


@dataclass(frozen=True, slots=True)
class Traces:
    """Lines on the flat plan, those that others end on before those that end on them.

    Attributes
    ----------
    lines
        (n_lines,) lines; the first `n_great` are noded already, the others are straight.
    n_great
        How many great lines come first.
    merge
        (n_lines,) ends nearer than this along a line are one crossing. [m]
    """

    lines: np.ndarray
    n_great: int
    merge: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """Stretches between crossings.

    Attributes
    ----------
    places
        (n_nodes, 2) crossings in the crooked town. [m]
    start, end
        (n_edges,) crossings that each stretch joins.
    trace
        (n_edges,) line that each stretch is a part of.
    last
        (n_edges,) whether the stretch is the cut-off end of a blind alley.
    middle
        (n_edges, 2) its middle on the flat plan. [m]
    lines
        (n_edges,) its bent line.
    """

    places: Floats
    start: Ints
    end: Ints
    trace: Ints
    last: Bools
    middle: Floats
    lines: np.ndarray


def noded(roads: list[shapely.LineString]) -> tuple[np.ndarray, Ints]:
    """Break lines where they cross.

    Returns
    -------
    The pieces, each once, and the line that each comes from (the first, where several lie there).
    """
    whole = shapely.union_all(np.array(roads), grid_size=GRID)
    simple = shapely.get_parts(shapely.line_merge(whole))
    middles = shapely.line_interpolate_point(simple, 0.5, normalized=True)
    tree = shapely.STRtree(roads)
    piece, road = tree.query(middles, predicate="dwithin", distance=10 * GRID)
    order = np.lexsort((road, piece))
    first = np.unique(piece[order], return_index=True)[1]
    found = piece[order][first]
    return simple[found], road[order][first]


def network(traces: Traces, alleys: tuple[Ints, Floats], warp: Warp) -> Network:
    """Join traced lines into a network, and bend it.

    Parameters
    ----------
    traces
        The lines.
    alleys
        Lines to make blind alleys of, where nothing else ends on them, and the share of each that
        stays, from 0 to 1.
    warp
        How the plan is bent.
    """
    host, share, along = _hosts(traces)
    node = _merged(traces, host, along)
    places = _places(traces, host, share, node)
    stations = _stations(traces, host, share, node)
    line, at, ends, places, tips = _with_alleys(stations, places, len(traces.lines), alleys)
    return _stretches(traces, warp, (line, at, ends), places, tips)


def _hosts(traces: Traces) -> tuple[Ints, Floats, Floats]:
    """Find the line that each end of the later lines ends on, and where on it.

    Returns
    -------
    (n_lines * 2,)
        Host line (-1 for ends of great lines and ends on nothing), share of its length, and
        distance along it.
    """
    n = len(traces.lines)
    ends = shapely.get_coordinates(
        [shapely.get_point(traces.lines, 0), shapely.get_point(traces.lines, -1)]
    ).reshape(2, n, 2).transpose(1, 0, 2).reshape(-1, 2)  # fmt: skip
    points = shapely.points(ends)
    later = np.arange(2 * traces.n_great, 2 * n)
    tree = shapely.STRtree(traces.lines)
    end, line = tree.query(points[later], predicate="dwithin", distance=TOUCH)
    end = later[end]
    older = line < end // 2
    end, line = end[older], line[older]
    order = np.lexsort((line, end))
    first = np.unique(end[order], return_index=True)[1]
    host = np.full(2 * n, -1, dtype=np.int64)
    host[end[order][first]] = line[order][first]
    along = np.zeros(2 * n)
    hosted = np.flatnonzero(host >= 0)
    along[hosted] = shapely.line_locate_point(traces.lines[host[hosted]], points[hosted])
    length = shapely.length(traces.lines)
    share = np.where(host >= 0, along / np.maximum(length[host], GRID), 0.0)
    return host, np.clip(share, 0, 1), along


def _merged(traces: Traces, host: Ints, along: Floats) -> Ints:
    """Name the crossing of each end: the lowest end of those that meet there."""
    n = len(traces.lines)
    node = np.arange(2 * n, dtype=np.int64)
    node[: 2 * traces.n_great] = _great_nodes(traces)
    hosted = np.flatnonzero(host >= 0)
    order = hosted[np.lexsort((along[hosted], host[hosted]))]
    length = shapely.length(traces.lines)
    near = traces.merge[host[order]]
    at_start = along[order] < near
    at_end = length[host[order]] - along[order] < near
    node[order] = np.where(at_start, 2 * host[order], node[order])
    node[order] = np.where(at_end & ~at_start, 2 * host[order] + 1, node[order])
    free = ~(at_start | at_end)
    _cluster(node, order[free], host, along, near[free])
    while not np.array_equal(node, node[node]):
        node = node[node]
    return node


def _great_nodes(traces: Traces) -> Ints:
    great = traces.lines[: traces.n_great]
    ends = np.stack([shapely.get_point(great, 0), shapely.get_point(great, -1)], axis=1)
    keys = np.round(shapely.get_coordinates(ends.ravel()), 2)
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return first[inverse.ravel()].astype(np.int64)


def _cluster(node: Ints, order: Ints, host: Ints, along: Floats, near: Floats) -> None:
    """Give one name to ends that follow each other closely along their host."""
    apart = np.ones(len(order), dtype=bool)
    apart[1:] = (host[order[1:]] != host[order[:-1]]) | (
        along[order[1:]] - along[order[:-1]] > near[1:]
    )
    group = np.cumsum(apart) - 1
    lowest = np.full(group[-1] + 1 if len(group) else 0, len(node), dtype=np.int64)
    np.minimum.at(lowest, group, order)
    node[order] = lowest[group]


def _places(traces: Traces, host: Ints, share: Floats, node: Ints) -> Floats:
    """Put every crossing on its host line, hosts first, since hosts may themselves have moved."""
    n_fixed = 2 * traces.n_great
    great = traces.lines[: traces.n_great]
    places = np.zeros((len(node), 2))
    places[0:n_fixed:2] = shapely.get_coordinates(shapely.get_point(great, 0))
    places[1:n_fixed:2] = shapely.get_coordinates(shapely.get_point(great, -1))
    own = np.flatnonzero(node == np.arange(len(node)))
    own = own[own >= n_fixed]
    on_great = own[(host[own] >= 0) & (host[own] < traces.n_great)]
    spots = shapely.line_interpolate_point(
        traces.lines[host[on_great]], share[on_great], normalized=True
    )
    places[on_great] = shapely.get_coordinates(spots)
    loose = own[host[own] < 0]
    places[loose] = _loose_ends(traces.lines, loose)
    _place_on_hosts(places, own[host[own] >= traces.n_great], host, share, node)
    return np.round(places, 3)


def _loose_ends(lines: np.ndarray, ends: Ints) -> Floats:
    points = shapely.get_point(lines[ends // 2], np.where(ends % 2 == 0, 0, -1))
    coordinates: Floats = shapely.get_coordinates(points)
    return coordinates


def _place_on_hosts(places: Floats, ends: Ints, host: Ints, share: Floats, node: Ints) -> None:
    """Place ends in rounds: those whose hosts' ends stand already."""
    unknown = np.zeros(len(node), dtype=bool)
    unknown[ends] = True
    while len(ends):
        a, b = node[2 * host[ends]], node[2 * host[ends] + 1]
        ready = ~(unknown[a] | unknown[b])
        now, s = ends[ready], share[ends[ready], None]
        places[now] = places[a[ready]] * (1 - s) + places[b[ready]] * s
        unknown[now] = False
        ends = ends[~ready]


def _stations(traces: Traces, host: Ints, share: Floats, node: Ints) -> tuple[Ints, Floats, Ints]:
    """List every crossing on every line: line, share of its length, crossing."""
    n = len(traces.lines)
    own = np.flatnonzero((node == np.arange(len(node))) & (host >= 0))
    line = np.concatenate([np.arange(n), np.arange(n), host[own]])
    at = np.concatenate([np.zeros(n), np.ones(n), share[own]])
    ends = np.concatenate([node[0::2], node[1::2], own])
    return line, at, ends


def _with_alleys(
    stations: tuple[Ints, Floats, Ints], places: Floats, n_lines: int, alleys: tuple[Ints, Floats]
) -> tuple[Ints, Floats, Ints, Floats, Ints]:
    """Add the tip of each blind alley as a crossing of its own."""
    line, at, ends = stations
    chosen, kept = alleys
    n_on = np.bincount(line, minlength=n_lines)
    alone = n_on[chosen] == 2
    chosen, kept = chosen[alone], kept[alone]
    tips = len(places) + np.arange(len(chosen))
    a = places[_end_of(stations, 0.0, n_lines)[chosen]]
    b = places[_end_of(stations, 1.0, n_lines)[chosen]]
    spots = a * (1 - kept[:, None]) + b * kept[:, None]
    return (
        np.concatenate([line, chosen]), np.concatenate([at, kept]), np.concatenate([ends, tips]),
        np.concatenate([places, spots]), tips,
    )  # fmt: skip


def _end_of(stations: tuple[Ints, Floats, Ints], share: float, n_lines: int) -> Ints:
    line, at, ends = stations
    found = np.zeros(n_lines, dtype=np.int64)
    there = at == share
    found[line[there]] = ends[there]
    return found


def _stretches(
    traces: Traces, warp: Warp, stations: tuple[Ints, Floats, Ints], places: Floats, tips: Ints
) -> Network:
    """Cut lines at their crossings into bent stretches, leaving out what has shrunk to nothing."""
    line, at, ends = stations
    order = np.lexsort((at, line))
    line, at, ends = line[order], at[order], ends[order]
    same = (line[1:] == line[:-1]) & (ends[1:] != ends[:-1])
    a, b = np.flatnonzero(same), np.flatnonzero(same) + 1
    pairs = np.sort(np.column_stack([ends[a], ends[b]]), axis=1)
    once = np.sort(np.unique(pairs, axis=0, return_index=True)[1])
    great = np.flatnonzero(line[a] < traces.n_great)
    kept = np.union1d(once, great)
    a, b = a[kept], b[kept]
    used, renumbered = np.unique(np.concatenate([ends[a], ends[b]]), return_inverse=True)
    start, end = renumbered[: len(a)], renumbered[len(a) :]
    spots = warp(places[used])
    flat = (places[ends[a]], places[ends[b]])
    bent = _bent(traces, warp, (line[a], at[a], at[b]), flat, (spots[start], spots[end]))
    return Network(
        spots, start, end, line[a], np.isin(ends[a], tips), (flat[0] + flat[1]) / 2, bent
    )


def _bent(
    traces: Traces,
    warp: Warp,
    spans: tuple[Ints, Floats, Floats],
    flat: tuple[Floats, Floats],
    bent_ends: tuple[Floats, Floats],
) -> np.ndarray:
    """Bend stretches: points every few metres, then only those that the bend needs."""
    line, low, high = spans
    great = line < traces.n_great
    length = np.where(
        great,
        shapely.length(traces.lines[line]) * (high - low),
        np.sqrt(((flat[1] - flat[0]) ** 2).sum(axis=1)),
    )
    n_between = np.maximum(np.ceil(length / STEP).astype(np.int64) - 1, 0)
    edge = np.repeat(np.arange(len(line)), n_between)
    rank = np.arange(len(edge)) - np.repeat(np.cumsum(n_between) - n_between, n_between) + 1
    part = rank / (n_between[edge] + 1)
    points = flat[0][edge] * (1 - part[:, None]) + flat[1][edge] * part[:, None]
    on_great = great[edge]
    shares = (low[edge] + (high - low)[edge] * part)[on_great]
    points[on_great] = shapely.get_coordinates(
        shapely.line_interpolate_point(traces.lines[line[edge[on_great]]], shares, normalized=True)
    )
    owners = np.concatenate([np.arange(len(line)), edge, np.arange(len(line))])
    ranks = np.concatenate([np.zeros(len(line)), rank, n_between + 1])
    all_points = np.concatenate([bent_ends[0], warp(points), bent_ends[1]])
    order = np.lexsort((ranks, owners))
    lines = shapely.linestrings(all_points[order], indices=owners[order])
    simple: np.ndarray = shapely.simplify(lines, SMOOTHING)
    return simple
