"""Missing links: every candidate tried on the network, ranked by people joined per metre."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.active.candidates import Candidate
from beffroi.engines.mobility.active.trips import Trips, quiet_costs
from beffroi.engines.mobility.active.ways import Hops, Ways, quiet_ways
from beffroi.kernels.graph import Graph, costs_between
from beffroi.kernels.links import newly_within, through, ticks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
SHORTLIST = 200
"""Links, best alone, among which those built one after the other are chosen."""
AT_ONCE = 256
"""Ports searched from together: bounds the memory that their costs take."""


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """What each candidate would bring.

    Attributes
    ----------
    people : (n_candidates, n_purposes)
        People whose trips would newly stay on quiet streets. [person]
    metres : (n_candidates,)
        Length to be built. [m]
    """

    people: Floats
    metres: Floats

    @property
    def per_metre(self) -> Floats:
        """Return the people joined per metre built, mean of the purposes, (n_candidates,)."""
        shares = max(1, self.people.shape[1])
        return np.asarray(self.people.sum(axis=1) / shares / self.metres, dtype=np.float64)


def tried(ways: Ways, trips: Trips, links: list[Candidate], built: Hops | None = None) -> Tried:
    """Try every candidate, alone, on the quiet network.

    The result is that of adding the link and searching anew: a trip that uses it passes from port
    to port, and the costs from homes to ports and from ports to places are searched once.

    Parameters
    ----------
    ways, trips
        The streets, and who rides where.
    links
        The candidates.
    built
        Links that are taken to be there already.
    """
    quiet = quiet_ways(ways, built)
    missing = np.flatnonzero(quiet_costs(quiet, trips) > trips.limit)
    left = replace(
        trips,
        home=np.ascontiguousarray(trips.home[missing]),
        place=np.ascontiguousarray(trips.place[missing]),
        limit=np.ascontiguousarray(trips.limit[missing]),
        people=trips.people[missing],
    )
    people = np.zeros((len(links), len(trips.purposes)))
    side_by_side = sorted(range(len(links)), key=lambda row: links[row].ports)
    for few in _batches(links, side_by_side):
        people[few] = _gains(quiet, left, [links[row] for row in few])
    return Tried(people, np.array([link.metres for link in links], dtype=np.float64))


def _batches(links: list[Candidate], order: list[int]) -> Iterator[list[int]]:
    """Part the candidates, by their rows, so that those of a batch touch few ports."""
    batch, ports = list[int](), set[int]()
    for row in order:
        if batch and len(ports | set(links[row].ports)) > AT_ONCE:
            yield batch
            batch, ports = [], set()
        batch.append(row)
        ports |= set(links[row].ports)
    if batch:
        yield batch


def _gains(quiet: Graph, left: Trips, links: list[Candidate]) -> Floats:
    ports = np.unique([port for link in links for port in link.ports])
    longest = left.limit.max(initial=0) / 1000
    to_ports = ticks(costs_between(quiet, ports, left.homes, longest, towards=True))
    ends = np.concatenate([left.places, ports])
    outwards = ticks(costs_between(quiet, ports, ends, longest))
    from_ports, between = np.split(outwards, [len(left.places)], axis=1)
    gains = np.zeros((len(links), left.people.shape[1]))
    for row, link in enumerate(links):
        own = np.searchsorted(ports, link.ports)
        costs = between[np.ix_(own, own)]
        for at, metres in enumerate(ticks(link.hops)):
            costs[at, at + 1] = min(costs[at, at + 1], metres)
            costs[at + 1, at] = min(costs[at + 1, at], metres)
        joined = newly_within(
            to_ports[own], from_ports[own], through(costs), (left.home, left.place, left.limit)
        )
        gains[row] = left.people[joined].sum(axis=0)
    return gains


def sequence(
    ways: Ways, trips: Trips, links: list[Candidate], most: int
) -> list[tuple[int, Floats]]:
    """Choose links one after the other: the next best per metre once the earlier ones are built.

    Every step tries each link anew. A link that joins nobody alone may help beside another one:
    give it among `links` if that is to be tried.

    Parameters
    ----------
    ways, trips, links
        As for `tried`.
    most
        Links to choose.

    Returns
    -------
    Position of each link chosen, and the people that it joins beyond the earlier ones,
    (n_purposes,); it ends where nobody is joined. [person]
    """
    chosen: list[tuple[int, Floats]] = []
    for _ in range(most):
        result = tried(ways, trips, links, _built(links, chosen))
        if not len(links) or result.per_metre.max() <= 0:
            break
        best = int(np.argmax(result.per_metre))
        chosen.append((best, result.people[best]))
    return chosen


def shortlist(result: Tried) -> Ints:
    """Return the positions of the links that join somebody, best per metre first."""
    order = np.argsort(-result.per_metre, kind="stable")
    return order[result.per_metre[order] > 0][:SHORTLIST]


def _built(links: list[Candidate], chosen: list[tuple[int, Floats]]) -> Hops | None:
    if not chosen:
        return None
    hops = [links[position].as_hops() for position, _ in chosen]
    return Hops(
        np.concatenate([hop.tails for hop in hops]),
        np.concatenate([hop.heads for hop in hops]),
        np.concatenate([hop.metres for hop in hops]),
    )
