"""Changes from a vehicle to another: those that nobody can walk, or that say nothing."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from beffroi.engines.mobility.validity.network import Network, Tables, columns, floats
from beffroi.engines.mobility.validity.remark import Remark, remarked
from beffroi.engines.mobility.validity.rules import limit
from beffroi.kernels.sphere import great_circle

TIMED = 2
"""`transfer_type` of a change that takes a time said."""


def transfer_remarks(tables: Tables, network: Network) -> Iterator[Remark]:
    """Remark the changes that a merge has spoilt.

    References
    ----------
    R. W. Bohannon, "Comfortable and maximum walking speed of adults aged 20-79 years", Age and
    Ageing 26 (1), 1997, pp. 15-19, doi:10.1093/ageing/26.1.15.
    """
    names = ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time")
    transfers = columns(tables, "transfers", *names)
    start, end = (_found(transfers[name], network.stops) for name in names[:2])
    known = (start >= 0) & (end >= 0)
    kind, seconds = floats(transfers["transfer_type"]), floats(transfers["min_transfer_time"])
    timed = known & (kind == TIMED)
    lat, lon = network.stops["lat"].to_numpy(), network.stops["lon"].to_numpy()
    metres = np.full(len(transfers), np.nan)
    metres[known] = great_circle(
        lat[start[known]], lon[start[known]], lat[end[known]], lon[end[known]]
    )
    far = metres >= limit("close")
    shown = transfers[["from_stop_id", "to_stop_id"]].assign(distance_m=metres.round(1))
    hurried = timed & far & (metres > limit("fastest_walk") * seconds)
    yield from remarked(
        "transfer_too_fast", "transfers", shown.assign(min_transfer_time=seconds)[hurried]
    )
    yield from remarked("transfer_without_time", "transfers", shown[timed & np.isnan(seconds)])
    served = np.append(_is_served(network), True)  # stops that do not exist are told elsewhere
    idle = known & ~(served[start] & served[end])
    yield from remarked("transfer_to_unserved_stop", "transfers", shown[idle])


def _found(names: pd.Series, stops: pd.DataFrame) -> np.ndarray:
    known = pd.Index(stops["stop_id"].astype("string"))
    found = known.get_indexer(pd.Index(names.astype("string")))
    return np.where(names.notna(), found, -1)


def _is_served(network: Network) -> np.ndarray:
    """Say of each stop whether a trip calls there, or at a stop of that station."""
    stops = network.stops
    called = np.zeros(len(stops), dtype=bool)
    called[network.calls["stop"].unique()] = True
    parents = stops.loc[called, "parent_station"].dropna()
    return called | stops["stop_id"].isin(parents).to_numpy()
