"""New links between places of a network: who comes within reach if one of them is built."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel

Costs = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int64]
NEVER = 1 << 40
"""Cost of what cannot be reached; sums of three of them still fit."""


def ticks(costs: npt.ArrayLike) -> Costs:
    """Turn costs into whole thousandths, so that sums are exact in whatever order.

    Parameters
    ----------
    costs
        Costs >= 0, infinite out of reach. [any]

    Returns
    -------
    Same shape, NEVER where they are infinite. [thousandths]

    Examples
    --------
    >>> ticks([1.5, np.inf]).tolist() == [1500, NEVER]
    True
    """
    given = np.asarray(costs, dtype=np.float64)
    whole = np.where(np.isfinite(given), np.rint(given * 1000), NEVER)
    return whole.astype(np.int64)


def through(between: Costs) -> Costs:
    """Shorten the costs between the ends of new links by passing through each other.

    Parameters
    ----------
    between : (n_ports, n_ports)
        Cost from each port to each other by the network there is, or by one new link; 0 on the
        diagonal, NEVER where neither leads. [thousandths]

    Returns
    -------
    (n_ports, n_ports)
        Cost of the cheapest way, network and new links used as often as they help.

    References
    ----------
    R. W. Floyd, Algorithm 97: Shortest path, Communications of the ACM 5 (6), 1962, p. 345,
    doi:10.1145/367766.368168.

    Examples
    --------
    >>> through(np.array([[0, 5, NEVER], [5, 0, 2], [NEVER, 2, 0]])).tolist()
    [[0, 5, 7], [5, 0, 2], [7, 2, 0]]
    """
    if between.ndim != 2 or between.shape[0] != between.shape[1]:
        raise ShapeError(
            "Costs between ports are of shape {shape}: give as many rows as columns.",
            shape=between.shape,
        )
    shortest = between.copy()
    for port in range(len(shortest)):
        np.minimum(shortest, shortest[:, port, None] + shortest[None, port], out=shortest)
    return np.minimum(shortest, NEVER)


def newly_within(
    to_ports: Costs, from_ports: Costs, between: Costs, pairs: tuple[Positions, Positions, Costs]
) -> npt.NDArray[np.bool_]:
    """Say which journeys come within their limit once new links are there.

    A journey that uses new links goes from its origin to a first port, from there to a last port
    in the cheapest way, and on to its destination: the search is exact, without searching the
    network anew. An origin that the links bring nearer to no port gains nothing, and is passed
    over.

    Parameters
    ----------
    to_ports : (n_ports, n_origins)
        Cost from each origin to each port, by the network there is. [thousandths]
    from_ports : (n_ports, n_destinations)
        Cost from each port to each destination. [thousandths]
    between : (n_ports, n_ports)
        Cost between ports with the new links, as `through` gives it. [thousandths]
    pairs
        Origin, destination and limit of each journey that is not within its limit yet, each
        (n_pairs,).

    Returns
    -------
    (n_pairs,)
        Whether the journey is within its limit with the links.

    Raises
    ------
    ShapeError
        If there is not one row for each port.
    """
    if not len(to_ports) == len(from_ports) == len(between):
        raise ShapeError(
            "There are {n_to} ports to go to, {n_from} to come from and {n_between} between: "
            "give one row for each port.",
            n_to=len(to_ports),
            n_from=len(from_ports),
            n_between=len(between),
        )
    return np.asarray(_newly_within(to_ports, from_ports, between, pairs), dtype=np.bool_)


@kernel
def _newly_within(
    to_ports: Costs, from_ports: Costs, between: Costs, pairs: tuple[Positions, Positions, Costs]
) -> npt.NDArray[np.bool_]:
    origin, destination, limit = pairs
    n_ports, n_origins = to_ports.shape
    nearer = np.full((n_ports, n_origins), NEVER)
    helped = np.zeros(n_origins, np.bool_)
    for last in range(n_ports):
        for first in range(n_ports):
            if first == last or between[first, last] >= NEVER:
                continue
            for place in range(n_origins):
                cost = to_ports[first, place] + between[first, last]
                if cost < min(nearer[last, place], to_ports[last, place]):
                    nearer[last, place] = cost
                    helped[place] = True
    found = np.zeros(origin.size, np.bool_)
    for pair in range(origin.size):
        if not helped[origin[pair]]:
            continue
        for last in range(n_ports):
            cost = nearer[last, origin[pair]] + from_ports[last, destination[pair]]
            if cost <= limit[pair]:
                found[pair] = True
                break
    return found
