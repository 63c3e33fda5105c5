"""Journeys by public transport: who walks, rides a bike or drives to the stops, over a window."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import PERCENTILES, Mode, parameter
from beffroi.engines.mobility.access.ready import Ready
from beffroi.engines.mobility.access.ties import between, links_of, walked_to_stops
from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor import Network, Spans, looked_up, reversed_, spans

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def journeys(ready: Ready, mode: Mode, origins: slice, destinations: slice) -> Spans:
    """Measure travel times by public transport over the window of a task.

    `transit` and `bike_transit` are no slower than walking the whole way; `bike_transit` walks to
    the stop where that is quicker, so that it is no slower than `transit`.

    Parameters
    ----------
    ready
        From `ready.ready`.
    mode
        ``transit``, ``bike_transit`` or ``park_ride``.
    origins, destinations
        Which.

    Returns
    -------
    Times (n_origins, n_destinations, ...), infinite out of reach. [s]
    """
    if ready.day is None or ready.walks is None:
        raise ShapeError("Journeys by public transport need a day of service.")
    tails = ready.ties.parts["origins"][origins]
    heads = ready.ties.parts["destinations"][destinations]
    to_stops = approach(ready, mode, tails)
    direct = np.full((len(tails), len(heads)), np.inf, np.float32)
    if mode != "park_ride":
        direct = between(ready.ties, "walk", tails, heads, ready.task.longest)
    if ready.profiles is not None and len(heads) == ready.profiles.n_places:
        return _gathered(looked_up(ready.profiles, links_of(to_stops), percentiles=PERCENTILES,
                                   direct=lambda rows: direct[rows]), direct.shape)  # fmt: skip
    from_stops = walked_to_stops(ready.ties, heads)
    network = Network(ready.day.lines, ready.walks, links_of(to_stops), links_of(from_stops))
    return searched(ready, network, direct)


def searched(ready: Ready, network: Network, direct: Floats) -> Spans:
    """Search a network over the departures, or towards the arrivals, of a task."""
    task, times = ready.task, ready.task.times
    if task.arrive:
        network, direct, times = reversed_(network), direct.T, -times[::-1]
    found = spans(
        network,
        departures=times,
        limit=int(task.longest),
        most_rides=int(parameter("most_rides")),
        percentiles=PERCENTILES,
        direct=lambda rows: direct[rows],
    )
    whole = _gathered(found, direct.shape)
    if not task.arrive:
        return whole
    return Spans(whole.percentiles.transpose(1, 0, 2).copy(), whole.least.T.copy(),
                 whole.share.T.copy())  # fmt: skip


def _gathered(found: Iterable[tuple[slice, Spans]], shape: tuple[int, int]) -> Spans:
    """Put blocks of origins together."""
    whole = Spans(
        np.empty((*shape, len(PERCENTILES)), np.float32),
        np.empty(shape, np.float32),
        np.empty(shape, np.float32),
    )
    for rows, some in found:
        whole.percentiles[rows], whole.least[rows] = some.percentiles, some.least
        whole.share[rows] = some.share
    return whole


def approach(ready: Ready, mode: Mode, tails: Ints) -> Floats:
    """Measure how long it takes from places to the stops where one boards.

    Parameters
    ----------
    ready
        From `ready.ready`.
    mode
        How one comes to the stops.
    tails : (n_places,)
        Positions of the places among those tied.

    Returns
    -------
    (n_places, n_stops)
        Infinite where nobody comes that way. [s]
    """
    if mode == "park_ride":
        return _driven(ready, tails)
    walked = walked_to_stops(ready.ties, tails)
    if mode == "transit":
        return walked
    stops, limit = ready.ties.parts["stops"], parameter("bike_to_stop")
    ridden = between(ready.ties, "bike", tails, stops, limit) + np.float32(parameter("lock_bike"))
    if ready.task.bike_to == "trains" and ready.day is not None:
        ridden[:, ~ready.day.trains] = np.inf
    return np.asarray(np.minimum(walked, ridden), np.float32)


def _driven(ready: Ready, tails: Ints) -> Floats:
    """Measure how long it takes to drive to a park and ride, park, and walk to its stops."""
    parks, stops = ready.ties.parts["park_rides"], ready.ties.parts["stops"]
    driven = between(ready.ties, "car", tails, parks, ready.task.longest)
    walked = between(ready.ties, "walk", parks, stops, parameter("walk_to_stop"))
    whole = np.full((len(tails), len(stops)), np.inf, np.float32)
    for park in range(len(parks)):
        near = np.flatnonzero(np.isfinite(walked[park]))
        came = (
            driven[:, park, None] + walked[park, near] + np.float32(parameter("park_ride_search"))
        )
        whole[:, near] = np.minimum(whole[:, near], came)
    whole[whole > ready.task.longest] = np.inf
    return whole
