"""When vehicles leave their terminal: by the clock of the feed, or once they are full."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.published import Variant
from beffroi.engines.informal.simulation.options import Options, parameter

Floats = npt.NDArray[np.float64]
NOON = 43_200.0
"""Departure of a ride of a variant whose feed gives no time at all. [s]"""
QUANTUM = 1.0


def departures(
    variant: Variant, options: Options, draw: np.random.Generator
) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Draw the departures of a day.

    With `Options.fill_and_go`, a vehicle leaves when the last of its `seats` is taken: the time
    between two departures is then a sum of as many waits, of mean the headway of the feed.

    Returns
    -------
    Seconds since the start of the service day, growing, and the rank of the trip of each.
    """
    times: list[float] = []
    trips: list[int] = []
    for rank, trip in enumerate(variant.trips):
        for begin, end, headway in trip.periods:
            drawn = _period(begin, end, headway, options, draw)
            times += drawn
            trips += [rank] * len(drawn)
    order = np.argsort(times, kind="stable")
    return np.array(times, dtype=np.float64)[order], np.array(trips, dtype=np.intp)[order]


def _period(
    begin: float, end: float, headway: float, options: Options, draw: np.random.Generator
) -> list[float]:
    if headway <= 0:
        return [begin]
    if not options.fill_and_go:
        return np.arange(begin, end, headway).tolist()
    seats = parameter("seats")
    n_drawn = int(2 * (end - begin) / headway) + 20
    waits = np.maximum(draw.gamma(seats, headway / seats, n_drawn), QUANTUM)
    times = begin + np.cumsum(waits) - waits[0] * draw.random()
    return [float(time) for time in times if time < end]
