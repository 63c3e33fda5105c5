"""From a stop to the next: too fast, in no time, too slow, too close."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.validity.network import Network, floats
from beffroi.engines.mobility.validity.remark import Remark, remarked
from beffroi.engines.mobility.validity.rules import limit
from beffroi.kernels.sphere import great_circle

Floats = npt.NDArray[np.float64]

KMH = 3.6
PLAIN = {
    0: "tram", 1: "subway", 2: "rail", 3: "bus", 4: "ferry", 5: "cable_car", 6: "gondola",
    7: "funicular",
}  # fmt: skip
"""Kinds of the route types of the reference; the others are taken for buses."""
EXTENDED = {
    1: "rail", 4: "subway", 9: "tram", 10: "ferry", 11: "air", 13: "gondola", 14: "funicular",
    15: "taxi",
}  # fmt: skip
"""Kinds of the extended route types, by hundreds; the others are taken for buses."""


def speed_remarks(network: Network) -> Iterator[Remark]:
    """Remark what cannot be between two stops in a row.

    A pair of stops is remarked once, whatever the direction and the number of trips.

    References
    ----------
    National access point, transport-validator, rules CloseStops, NullDuration, ExcessiveSpeed and
    Slow: https://github.com/etalab/transport-validator.
    """
    hops = _hops(network)
    apart = hops["distance_m"] >= limit("close")
    seconds, metres = hops["duration_s"], hops["distance_m"]
    with np.errstate(divide="ignore", invalid="ignore"):
        speed = metres / seconds
    moves = apart & (seconds > 0)
    cases = {
        "close_stops": ~apart & (hops["from_stop_id"] != hops["to_stop_id"]) & metres.notna(),
        "null_duration": (seconds == 0) & (metres > limit("instant")),
        "excessive_speed": moves & (speed * KMH > hops["limit_kmh"]),
        "slow_travel": moves & (speed < limit("slow")),
    }
    timed = hops.assign(speed_kmh=(speed * KMH).where(seconds > 0).round(1))
    for code, found in cases.items():
        yield from remarked(code, "stop_times", _paired(timed[found], code))


def _paired(hops: pd.DataFrame, code: str) -> pd.DataFrame:
    """Keep one hop for each pair of stops, the first in the file, and count the trips."""
    pair = np.sort(hops[["from", "to"]].to_numpy(), axis=1)
    keyed = hops.assign(low=pair[:, 0], high=pair[:, 1]).sort_index()
    n_trips = keyed.groupby(["low", "high"])["trip_id"].transform("nunique")
    shown = ["trip_id", "from_stop_id", "to_stop_id", "distance_m"]
    if code != "close_stops":
        shown += ["duration_s"]
    if code in {"excessive_speed", "slow_travel"}:
        shown += ["speed_kmh"]
    if code == "excessive_speed":
        shown += ["limit_kmh"]
    kept = keyed.assign(n_trips=n_trips).drop_duplicates(["low", "high"])
    return kept[[*shown, "n_trips"]]


def _hops(network: Network) -> pd.DataFrame:
    """Set out every move from a stop to the next of a trip, under the row of the second call."""
    calls, stops, trips = network.calls, network.stops, network.trips
    trip, stop = calls["trip"].to_numpy(), calls["stop"].to_numpy()
    second = 1 + np.flatnonzero(trip[1:] == trip[:-1])
    first = second - 1
    lat, lon = stops["lat"].to_numpy(), stops["lon"].to_numpy()
    start, end = stop[first], stop[second]
    ids = stops["stop_id"]
    arrival, departure = calls["arrival"].to_numpy(), calls["departure"].to_numpy()
    return pd.DataFrame(
        {
            "from": start,
            "to": end,
            "trip_id": trips["trip_id"].take(trip[second]).to_numpy(),
            "from_stop_id": ids.take(start).to_numpy(),
            "to_stop_id": ids.take(end).to_numpy(),
            "distance_m": great_circle(lat[start], lon[start], lat[end], lon[end]).round(1),
            "duration_s": arrival[second] - departure[first],
            "limit_kmh": _limits(floats(trips["route_type"]))[trip[second]],
        },
        index=calls["row"].to_numpy()[second],
    )


def _limits(route_type: Floats) -> Floats:
    """Return the speed above which each route cannot be. [km/h]."""
    kinds, place = np.unique(route_type, return_inverse=True)
    speeds = np.array([limit(f"speed_{kind(mode)}") for mode in kinds])
    return speeds[place] if len(kinds) else np.array([])


def kind(route_type: float) -> str:
    """Return the kind of vehicle of a route type, plain or extended.

    Examples
    --------
    >>> [kind(route_type) for route_type in (2, 712, 1501, 3, float("nan"))]
    ['rail', 'bus', 'taxi', 'bus', 'bus']
    """
    if not np.isfinite(route_type):
        return "bus"
    if route_type < 100:
        return PLAIN.get(int(route_type), "bus")
    return EXTENDED.get(int(route_type) // 100, "bus")
