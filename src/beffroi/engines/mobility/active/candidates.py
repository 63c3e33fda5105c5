"""Candidates: stretches of busy street that would join quiet streets if they were made quiet."""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.active.ways import Hops, Ways, norm

Ints = npt.NDArray[np.int64]
MOST_HOPS = 8
"""Hops of a run along one street: more are several links."""


@dataclass(frozen=True)
class Candidate:
    """A link that could be made quiet, from a quiet street to another.

    Attributes
    ----------
    ports
        Nodes where it touches quiet streets, in order.
    hops
        Length between consecutive ports. [m]
    ways
        Its stretches, as rows of the ways.
    """

    ports: tuple[int, ...]
    hops: tuple[float, ...]
    ways: tuple[int, ...]

    @property
    def metres(self) -> float:
        """Return the length to be built, in metres."""
        return sum(self.hops)

    def as_hops(self) -> Hops:
        """Return the new links between nodes."""
        return Hops(np.array(self.ports[:-1]), np.array(self.ports[1:]), np.array(self.hops))


@dataclass(frozen=True)
class _Chain:
    """Busy stretches in a row, between two nodes where something else begins."""

    start: int
    end: int
    metres: float
    ways: tuple[int, ...]


def candidates(ways: Ways, names: npt.NDArray[np.object_]) -> list[Candidate]:
    """List the links that could be built.

    A candidate is the shortest busy way between two ports (nodes that a quiet street touches)
    that passes through no third one, or a run of such ways along one street; none is longer than
    the norm `longest_link`.

    Parameters
    ----------
    ways
        The streets.
    names : (n_streets,)
        Name of each row of the table of streets; missing for a street without one.
    """
    ports = ways.touched
    chains = _chains(ways, ports)
    links = list(_shortest_links(chains, ports))
    key = [_street(ways, names, link) for link in links]
    found = {frozenset(link.ways): link for link in links}
    for run in _runs(links, key):
        found.setdefault(frozenset(run.ways), run)
    return sorted(found.values(), key=lambda link: (link.metres, link.ports))


def _street(ways: Ways, names: npt.NDArray[np.object_], link: Candidate) -> object:
    """Return what tells the street of a link from the others: its name, or its row."""
    length: defaultdict[object, float] = defaultdict(float)
    for way in link.ways:
        row = int(ways.street[way])
        name = names[row] if isinstance(names[row], str) else row
        length[name] += float(ways.length[way])
    return max(length, key=lambda own: (length[own], str(own)))


def _chains(ways: Ways, ports: npt.NDArray[np.bool_]) -> dict[int, list[_Chain]]:
    """Join consecutive busy stretches, and list the chains by their ends."""
    busy = np.flatnonzero(~ways.quiet & (ways.tails != ways.heads))
    at: defaultdict[int, list[int]] = defaultdict(list)
    for way in busy.tolist():
        at[int(ways.tails[way])].append(way)
        at[int(ways.heads[way])].append(way)
    stops = {node for node, touching in at.items() if ports[node] or len(touching) != 2}
    return {
        start: [_walked(ways, at, stops, (start, way)) for way in at[start]]
        for start in sorted(stops)
    }


def _walked(
    ways: Ways, at: dict[int, list[int]], stops: set[int], begin: tuple[int, int]
) -> _Chain:
    """Follow a busy street from a stop to the next one."""
    start, way = begin
    node, metres, taken = start, 0.0, list[int]()
    while True:
        taken.append(way)
        metres += float(ways.length[way])
        node = int(ways.heads[way]) if int(ways.tails[way]) == node else int(ways.tails[way])
        if node in stops:
            return _Chain(start, node, metres, tuple(taken))
        way = next(other for other in at[node] if other != way)


def _shortest_links(
    chains: dict[int, list[_Chain]], ports: npt.NDArray[np.bool_]
) -> Iterator[Candidate]:
    """Find the shortest busy way from each port to every other port next to it."""
    longest = norm("longest_link")
    for port in chains:
        if not ports[port]:
            continue
        best = {port: 0.0}
        taken: dict[int, tuple[int, ...]] = {port: ()}
        queue = [(0.0, port)]
        while queue:
            metres, node = heapq.heappop(queue)
            if metres > best[node]:
                continue
            if ports[node] and node != port:
                if node > port:
                    yield Candidate((port, node), (metres,), taken[node])
                continue
            for chain in chains[node]:
                further = metres + chain.metres
                if further <= longest and further < best.get(chain.end, np.inf):
                    best[chain.end] = further
                    taken[chain.end] = taken[node] + chain.ways
                    heapq.heappush(queue, (further, chain.end))


def _runs(links: list[Candidate], key: list[object]) -> Iterator[Candidate]:
    """Put links of one street that follow each other end to end."""
    longest = norm("longest_link")
    following: defaultdict[tuple[object, int], list[Candidate]] = defaultdict(list)
    for link, name in zip(links, key, strict=True):
        for port in link.ports:
            following[name, port].append(link)
    for link, name in zip(links, key, strict=True):
        for first in (link, _turned(link)):
            growing = [first]
            while growing:
                run = growing.pop()
                for after in following[name, run.ports[-1]]:
                    longer = _joined(run, after)
                    if longer is not None and longer.metres <= longest:
                        growing.append(longer)
                        yield longer


def _joined(run: Candidate, after: Candidate) -> Candidate | None:
    """Add a link at the end of a run; None where it leads back or the run is long enough."""
    other = after if after.ports[0] == run.ports[-1] else _turned(after)
    leads_back = other.ports[1] in run.ports or bool(set(other.ways) & set(run.ways))
    if leads_back or len(run.hops) >= MOST_HOPS:
        return None
    return Candidate(
        (*run.ports, other.ports[1]), (*run.hops, *other.hops), (*run.ways, *other.ways)
    )


def _turned(link: Candidate) -> Candidate:
    return Candidate(link.ports[::-1], link.hops[::-1], link.ways[::-1])
