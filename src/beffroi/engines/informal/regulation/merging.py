"""Parallel ways: variants that run most of their length along another one become one line."""

from collections.abc import Sequence

import numpy as np

from beffroi.engines.informal.regulation.draws import Floats
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.engines.informal.regulation.ways import Way
from beffroi.kernels.polylines import apart, headings, spread
from beffroi.kernels.polylines import at as points_at


def shared(one: Floats, other: Floats) -> float:
    """Measure which part of a way runs along another one, the same way round.

    Parameters
    ----------
    one : (n, 2)
        The way measured. [m]
    other : (m, 2)
        The way that it may run along. [m]

    Returns
    -------
    Share of the length of `one` within `near` of `other`. [1]
    """
    where = spread(one, parameter("step"))
    most = parameter("near")
    off = apart(points_at(one, where), headings(one, where), other, most=most)
    return float((off <= most).mean())


def leaders(ways: Sequence[Way], rates: Sequence[float]) -> tuple[int, ...]:
    """Choose for each way the one into which it is merged; itself where it stays.

    The most frequent ways come first; each next one joins the first leader of its mode with which
    it shares, of the longer of both, `merged` or more. No chain is made: a way resembles its leader
    and not only a neighbour of it.

    Parameters
    ----------
    ways
        The ways.
    rates
        Departures a day of each, NaN where unknown: these come last, by their rides.

    Returns
    -------
    Number of the leader of each; leaders lead themselves.
    """
    order = sorted(
        range(len(ways)),
        key=lambda k: (-np.nan_to_num(rates[k], nan=-1.0), -ways[k].n_rides, ways[k].variant_id),
    )
    leader = [-1] * len(ways)
    heads: list[int] = []
    for k in order:
        found = next((head for head in heads if _are_parallel(ways[k], ways[head])), k)
        leader[k] = found
        if found == k:
            heads.append(k)
    return tuple(leader)


def _are_parallel(one: Way, other: Way) -> bool:
    least = parameter("merged")
    short, long = sorted((one, other), key=lambda way: way.length)
    if one.mode != other.mode or short.length < least * long.length:
        return False
    return shared(long.line, short.line) >= least and shared(short.line, long.line) >= least
