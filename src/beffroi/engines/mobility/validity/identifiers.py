"""Identifiers that two operators share: one thing that they have in common, or two mixed up."""

from collections.abc import Iterator

import pandas as pd

from beffroi.engines.mobility.validity.network import Network, Tables
from beffroi.engines.mobility.validity.remark import Remark, remarked
from beffroi.engines.mobility.validity.rules import limit
from beffroi.kernels.sphere import great_circle

SHARED = {
    "shared_service": "service_id",
    "shared_block": "block_id",
    "shared_shape": "shape_id",
}
"""Rules, and the column of trips that they look at."""
CALLED = (0, 1)
"""Kinds of stops that travellers look up by their code: stops and stations."""


def identifier_remarks(tables: Tables, network: Network) -> Iterator[Remark]:
    """Remark the identifiers that a merge may have mixed up.

    In one feed an identifier names one thing. Where two operators use it, either they share that
    thing, or a merge took two things for one; a person must say.
    """
    for code, column in SHARED.items():
        yield from remarked(code, "trips", _shared(network.trips, column))
    if "fare_rules" in tables:
        yield from remarked("shared_zone", "stops", _shared_zones(network))
    yield from remarked("shared_stop_code", "stops", _shared_codes(network.stops))


def _shared(trips: pd.DataFrame, column: str) -> pd.DataFrame:
    """Find the identifiers that trips of several agencies bear, under the first of another one."""
    held = trips[["row", column, "agency_id"]].dropna().sort_values("row")
    agencies = held.groupby(column)["agency_id"]
    several = held[(agencies.transform("nunique") > 1).to_numpy()]
    others = several[
        several["agency_id"] != several.groupby(column)["agency_id"].transform("first")
    ]
    told = others.drop_duplicates(column).set_index("row")
    names = several.groupby(column)["agency_id"].agg(lambda ids: ", ".join(sorted(set(ids))))
    counts = several.groupby(column).size()
    return told[[column]].assign(
        agency_ids=told[column].map(names), n_trips=told[column].map(counts)
    )


def _shared_zones(network: Network) -> pd.DataFrame:
    """Find fare zones whose stops belong to operators that share none of them."""
    stops = network.stops[["row", "zone_id"]]
    held = network.serving.join(stops, on="stop").dropna()
    n_agencies = held.groupby("stop")["agency_id"].transform("nunique")
    alone = held[~held["zone_id"].isin(held.loc[n_agencies > 1, "zone_id"])]
    return _shared(alone, "zone_id").rename(columns={"n_trips": "n_stops"})


def _shared_codes(stops: pd.DataFrame) -> pd.DataFrame:
    """Find codes, as posted at stops, that stand for two stops apart with different names."""
    posted = stops[stops["stop_code"].notna() & stops["location_type"].isin(CALLED)]
    posted = posted.sort_values("row")
    first = posted.groupby("stop_code")[["stop_id", "stop_name", "lat", "lon"]].transform("first")
    metres = great_circle(
        *(side[name].to_numpy(dtype=float) for side in (posted, first) for name in ("lat", "lon"))
    )
    differ = (posted["stop_name"] != first["stop_name"]).fillna(value=False).to_numpy(dtype=bool)
    found = differ & (metres > limit("code_apart"))
    told = posted[["stop_code", "stop_id", "stop_name"]].assign(
        other_stop_id=first["stop_id"],
        other_stop_name=first["stop_name"],
        distance_m=metres.round(1),
    )
    return told.set_index(posted["row"].to_numpy())[found]
