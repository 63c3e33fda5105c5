"""The matrix of times: block after block, each mode from the side that has fewer places."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import PERCENTILES, STREET_MODES, Mode, parameter
from beffroi.engines.mobility.access.journeys import journeys
from beffroi.engines.mobility.access.ready import Ready
from beffroi.engines.mobility.access.ties import between
from beffroi.kernels.raptor import Spans

Floats = npt.NDArray[np.float32]
STREET_PAIRS = 1 << 22
"""Pairs of places of a block along streets: bounds memory."""
TRANSIT_PAIRS = 1 << 20
"""Pairs of places of a block by public transport."""
MOST_ROWS = 2_000
"""Origins of a block by public transport: bounds the time between two that are kept."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the matrix: a mode, some origins, some destinations."""

    mode: Mode
    origins: slice
    destinations: slice


@dataclass(frozen=True, slots=True)
class Block:
    """Times of a block.

    Attributes
    ----------
    part
        Which.
    seconds : (n_origins, n_destinations)
        Travel time along streets; by public transport the median over the window. Infinite out of
        reach, NaN where a place is off the streets. [s]
    spans
        By public transport, percentiles, least time and share, alike; None along streets.
    """

    part: Part
    seconds: Floats
    spans: Spans | None


def plan(ready: Ready) -> list[Part]:
    """Cut a matrix into blocks that fit in memory, mode after mode.

    Returns
    -------
    The blocks, each to be given to `block`, in any order.
    """
    n, m = len(ready.origins), len(ready.destinations)
    return [
        Part(mode, rows, columns) for mode in ready.task.modes
        for rows, columns in _cuts(mode, n, m, arrive=ready.task.arrive)
    ]  # fmt: skip


def _cuts(mode: Mode, n: int, m: int, *, arrive: bool) -> Iterator[tuple[slice, slice]]:
    pairs = STREET_PAIRS if mode in STREET_MODES else TRANSIT_PAIRS
    if mode not in STREET_MODES and arrive:
        size = max(1, min(pairs // max(n, 1), MOST_ROWS))
        yield from ((slice(0, n), slice(a, min(a + size, m))) for a in range(0, m, size))
        return
    size = max(1, pairs // max(m, 1))
    if mode not in STREET_MODES:
        size = min(size, MOST_ROWS)
    yield from ((slice(a, min(a + size, n)), slice(0, m)) for a in range(0, n, size))


def block(ready: Ready, part: Part) -> Block:
    """Compute the times of a block.

    Parameters
    ----------
    ready
        From `ready.ready`.
    part
        One of those of `plan`.

    Returns
    -------
    Its times.
    """
    spans = None
    if part.mode in STREET_MODES:
        seconds = street_times(ready, part)
    else:
        spans = journeys(ready, part.mode, part.origins, part.destinations)
        seconds = spans.percentiles[:, :, PERCENTILES.index(50)].copy()
    unknown = (
        ready.unplaced_origins[part.origins][:, None]
        | ready.unplaced_destinations[part.destinations]
    )
    seconds[unknown] = np.nan
    if spans is not None and unknown.any():
        for array in (spans.percentiles, spans.least, spans.share):
            array[unknown] = np.nan
    return Block(part, seconds, spans)


def street_times(ready: Ready, part: Part) -> Floats:
    """Measure the times of a block along streets, parking included by car.

    Returns
    -------
    (n_origins, n_destinations)
        Infinite out of reach. [s]
    """
    tails = ready.ties.parts["origins"][part.origins]
    heads = ready.ties.parts["destinations"][part.destinations]
    limit = ready.task.longest
    if part.mode == "quiet_bike":
        quiet = between(ready.ties, "quiet_bike", tails, heads, limit)
        any_way = between(ready.ties, "bike", tails, heads, limit)
        quiet[quiet > parameter("quiet_detour") * any_way] = np.inf
        return quiet
    if part.mode == "car":
        parking = ready.basin.parking
        ends = np.asarray(parking.search, float) + np.asarray(parking.walk, float)
        added = np.broadcast_to(ends, len(ready.destinations))[part.destinations]
        driven = between(ready.ties, "car", tails, heads, limit) + added.astype(np.float32)
        driven[driven > limit] = np.inf
        return driven
    return between(ready.ties, "bike" if part.mode == "bike" else "walk", tails, heads, limit)
