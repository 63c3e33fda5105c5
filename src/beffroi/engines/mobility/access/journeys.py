"""Journeys by public transport: who walks, rides a bike or drives to the stops, over a window."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import PERCENTILES, Mode, parameter
from beffroi.engines.mobility.access.ready import Ready
from beffroi.engines.mobility.access.ties import between
from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor import Links, Network, Spans, links, reversed_, spans

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
    from_stops = walked_to_stops(ready, heads)
    network = Network(ready.day.lines, ready.walks, links_of(to_stops), links_of(from_stops))
    direct = np.full((len(tails), len(heads)), np.inf, np.float32)
    if mode != "park_ride":
        direct = between(ready.ties, "walk", tails, heads, ready.task.longest)
    return searched(ready, network, direct)


def searched(ready: Ready, network: Network, direct: Floats) -> Spans:
    """Search a network over the departures, or towards the arrivals, of a task."""
    task, times = ready.task, ready.task.times
    if task.arrive:
        network, direct, times = reversed_(network), direct.T, -times[::-1]
    n, m = direct.shape
    whole = Spans(
        np.empty((n, m, len(PERCENTILES)), np.float32),
        np.empty((n, m), np.float32),
        np.empty((n, m), np.float32),
    )
    found = spans(
        network,
        departures=times,
        limit=int(task.longest),
        most_rides=int(parameter("most_rides")),
        percentiles=PERCENTILES,
        direct=lambda rows: direct[rows],
    )
    for rows, some in found:
        whole.percentiles[rows], whole.least[rows] = some.percentiles, some.least
        whole.share[rows] = some.share
    if not task.arrive:
        return whole
    return Spans(whole.percentiles.transpose(1, 0, 2).copy(), whole.least.T.copy(),
                 whole.share.T.copy())  # fmt: skip


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
    walked = walked_to_stops(ready, tails)
    if mode == "transit":
        return walked
    stops, limit = ready.ties.parts["stops"], parameter("bike_to_stop")
    ridden = between(ready.ties, "bike", tails, stops, limit) + np.float32(parameter("lock_bike"))
    if ready.task.bike_to == "trains" and ready.day is not None:
        ridden[:, ~ready.day.trains] = np.inf
    return np.asarray(np.minimum(walked, ridden), np.float32)


def walked_to_stops(ready: Ready, tails: Ints) -> Floats:
    """Measure the walks between places and stops, `(n_places, n_stops)`, both ways alike. [s]."""
    return between(ready.ties, "walk", tails, ready.ties.parts["stops"], parameter("walk_to_stop"))


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


def links_of(seconds: Floats) -> Links:
    """Gather the times between places and stops, `(n_places, n_stops)`, that are finite. [s]."""
    place, stop = np.nonzero(np.isfinite(seconds))
    n_places, n_stops = seconds.shape
    return links(place, stop, seconds[place, stop], n_places=n_places, n_stops=n_stops)
