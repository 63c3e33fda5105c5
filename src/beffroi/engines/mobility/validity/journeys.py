"""Trips that cannot be as they are told: the same stop twice, loops, the same trip twice."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.validity.network import Network, Tables, columns
from beffroi.engines.mobility.validity.remark import Remark, remarked
from beffroi.engines.mobility.validity.services import Services

Hashes = npt.NDArray[np.uint64]

PLACE = 5
"""Decimals of degrees to which two stops are one place, about a metre: whatever a merge named
them, the same trip is recognised."""


def journey_remarks(tables: Tables, network: Network, services: Services) -> Iterator[Remark]:
    """Remark trips that call twice at a stop, and trips that stand twice."""
    calls = network.calls
    trip, stop = calls["trip"].to_numpy(), calls["stop"].to_numpy()
    twice = np.zeros(len(calls), dtype=bool)
    twice[1:] = (trip[1:] == trip[:-1]) & (stop[1:] == stop[:-1])
    yield from remarked("stop_twice_in_a_row", "stop_times", _by_route(network, twice))
    again = calls.duplicated(["trip", "stop"]).to_numpy() & ~twice
    yield from remarked("loop", "stop_times", _by_route(network, again))
    yield from remarked("trip_twice", "trips", _repeated(tables, network, services))


def _by_route(network: Network, chosen: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Keep one call for each route and stop, the first in the file, and count the trips."""
    calls = network.calls[chosen].sort_values("row")
    trips = network.trips.iloc[calls["trip"].to_numpy()]
    stops = network.stops.iloc[calls["stop"].to_numpy()]
    told = pd.DataFrame(
        {
            "route_id": trips["route_id"].to_numpy(),
            "trip_id": trips["trip_id"].to_numpy(),
            "stop_id": stops["stop_id"].to_numpy(),
            "stop_name": stops["stop_name"].to_numpy(),
        },
        index=calls["row"].to_numpy(),
    )
    counts = told.groupby(["route_id", "stop_id"], dropna=False)["trip_id"].transform("nunique")
    return told.assign(n_trips=counts).drop_duplicates(["route_id", "stop_id"])


def _repeated(tables: Tables, network: Network, services: Services) -> pd.DataFrame:
    """Find the trips that call at the places of another one, at its times, on its days."""
    trips = network.trips
    days = trips["service_id"].map(services.days)
    bands = columns(tables, "frequencies", "trip_id")["trip_id"]
    n_calls = np.bincount(network.calls["trip"], minlength=len(trips))
    eligible = (n_calls > 1) & days.notna().to_numpy() & ~trips["trip_id"].isin(bands).to_numpy()
    keyed = trips.assign(days=days, journey=_signatures(network))[eligible].sort_values("row")
    firsts = keyed.groupby(["days", "journey"])[["trip_id", "route_id"]].transform("first")
    again = keyed.duplicated(["days", "journey"]).to_numpy()
    told = keyed[["trip_id", "route_id", "service_id"]].assign(
        other_trip_id=firsts["trip_id"], other_route_id=firsts["route_id"]
    )
    return told.set_index(keyed["row"].to_numpy())[again]


def _signatures(network: Network) -> Hashes:
    """Sum up the places and times of each trip in one number.

    Two trips that differ have the same number once in 2**64.
    """
    calls = network.calls
    lat, lon = (network.stops[name].round(PLACE) for name in ("lat", "lon"))
    spot = pd.factorize(pd.MultiIndex.from_arrays([lat, lon]))[0]
    lost = lat.isna().to_numpy()
    spot = np.where(lost, -1 - np.arange(len(spot)), spot)
    trip = calls["trip"].to_numpy()
    place = np.arange(len(trip))
    begins = np.diff(trip, prepend=-1) != 0
    rank = place - np.maximum.accumulate(np.where(begins, place, 0)) if len(trip) else place
    mixed = np.zeros(len(calls), dtype=np.uint64)
    for part in (rank, spot[calls["stop"].to_numpy()], calls["arrival"], calls["departure"]):
        whole = np.nan_to_num(np.asarray(part, dtype=float), nan=-1).astype(np.int64)
        mixed = _mixed(mixed + whole.view(np.uint64))
    sums = np.zeros(len(network.trips), dtype=np.uint64)
    np.add.at(sums, trip, mixed)
    return sums


def _mixed(values: Hashes) -> Hashes:
    """Mix the bits of numbers (SplitMix64, Steele, Lea and Flood 2014)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
