"""Stations: stops that are the same brought under one station, none of them taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.engines.mobility.integration.identifiers import JOINED, MARK
from beffroi.engines.mobility.integration.inputs import Tables, parameter
from beffroi.engines.mobility.integration.joining import end_to_end
from beffroi.engines.mobility.integration.poles import POLE, STATION, degrees
from beffroi.engines.mobility.integration.scopes import SPECIAL, cells
from beffroi.engines.mobility.integration.twins import DOUBTFUL, SAME

AREAS = "stop_areas"
ENDS = ("from_stop_id", "to_stop_id")
NAMED = {
    "transfers": (ENDS, (*ENDS, *SPECIAL)),
    "fare_leg_join_rules": (ENDS, ("from_network_id", "to_network_id", *ENDS)),
    AREAS: (("stop_id",), ("area_id", "stop_id")),
}
"""Tables in which naming a station names its platforms, with the columns that do, and the key."""


@dataclass(frozen=True)
class Stations:
    """A feed whose shared stops are under common stations.

    Attributes
    ----------
    tables
        Its tables: no stop less, one row more for each new station.
    twins
        As given, but for the pairs left apart because the station would be too wide.
    moves
        One row a stop brought under another station: `stop_id`, `station`, `former` (its station
        before, missing if it had none).
    new
        Stations made.
    emptied
        Stations whose stops all went under another: kept, without any stop.
    """

    tables: Tables
    twins: pd.DataFrame
    moves: pd.DataFrame
    new: tuple[str, ...]
    emptied: tuple[str, ...]


def under_stations(tables: Tables, twins: pd.DataFrame, poles: pd.DataFrame) -> Stations:
    """Bring stops that are the same under one station.

    Of the stations that they have already, the one with the most stops becomes the station of all;
    if they have none, one is made between them. What the reference passes on from a station to its
    stops (transfers, fare areas, wheelchair boarding) is written out for those that leave it.

    Parameters
    ----------
    tables
        All feeds in one, from `joining.joined`.
    twins
        From `twins.twins`.
    poles
        From `poles.poles`.
    """
    if not len(twins) or not twins["decision"].eq(SAME).any():
        return Stations(tables, twins, _moves([]), (), ())
    stops = tables["stops"]
    group = _groups(stops, twins)
    wide = _too_wide(group, poles)
    apart = twins["decision"].eq(SAME) & twins["stop_id"].map(group).isin(wide)
    twins = twins.assign(decision=twins["decision"].mask(apart, DOUBTFUL),
                         reason=twins["reason"].mask(apart, "wide"))  # fmt: skip
    group = group[~group.isin(wide)]
    chosen, made = _chosen(stops, group)
    moves = _moved(stops, group.map(chosen))
    gone = sorted(set(moves["former"].dropna()))
    written = _passed_on(tables, moves, gone)
    written["stops"] = _rehung(written["stops"], moves, made)
    return Stations(written, twins, moves, tuple(made["stop_id"]), tuple(gone))


def _groups(stops: pd.DataFrame, twins: pd.DataFrame) -> pd.Series:
    """Give each place a number: stops tied to one another as twins, or by their station."""
    same = twins[twins["decision"].eq(SAME)]
    parent = cells(stops, "parent_station")
    hung = stops["stop_id"][parent.notna() & cells(stops, "location_type", "Int64").ne(4)]
    ties = [same[["stop_id", "twin_id"]].to_numpy(),
            np.column_stack([hung, parent[hung.index]])]  # fmt: skip
    ids = pd.Index(stops["stop_id"]).unique()
    ends = np.concatenate(ties)
    one, other = ids.get_indexer(ends[:, 0]), ids.get_indexer(ends[:, 1])
    known = (one >= 0) & (other >= 0)
    links = coo_array((np.ones(known.sum(), np.int8), (one[known], other[known])),
                      shape=(len(ids), len(ids)))  # fmt: skip
    _, label = connected_components(links, directed=False)
    numbers = pd.Series(label, index=ids)
    return numbers[numbers.isin(numbers[same["stop_id"]].unique())]


def _too_wide(group: pd.Series, poles: pd.DataFrame) -> Sequence[int]:
    placed = poles.assign(group=poles["stop_id"].map(group)).dropna(subset="group")
    groups = placed.groupby("group")[["x", "y"]]
    box = (groups.max() - groups.min()).to_numpy(dtype=float)
    is_wide = np.hypot(box[:, 0], box[:, 1]) > parameter("widest_station")
    return [int(number) for number in groups.max().index[is_wide]]


def _chosen(stops: pd.DataFrame, group: pd.Series) -> tuple[pd.Series, pd.DataFrame]:
    """Choose the station of each group, or make one.

    Returns
    -------
    The station by group, and the rows of those made.
    """
    held = stops[stops["stop_id"].isin(group.index)].drop_duplicates("stop_id")
    held = held.assign(group=held["stop_id"].map(group))
    kind = cells(held, "location_type", "Int64").fillna(POLE)
    sizes = cells(stops, "parent_station").value_counts()
    existing = held[kind.eq(STATION)]
    size = existing["stop_id"].map(sizes).fillna(0)
    ranked = existing.assign(size=size.astype(int)).sort_values(
        "size", ascending=False, kind="stable"
    )
    chosen = ranked.drop_duplicates("group").set_index("group")["stop_id"]
    made = _made(held[~held["group"].isin(chosen.index) & kind.eq(POLE)])
    return pd.concat([chosen, made.set_index("group")["stop_id"]]), made.drop(columns="group")


def _made(held: pd.DataFrame) -> pd.DataFrame:
    """Make a station for each group of stops, between them, named after the first."""
    placed = held.assign(lon=degrees(held, "stop_lon"), lat=degrees(held, "stop_lat"))
    groups = placed.groupby("group", sort=False)
    names = groups["stop_name"].first() if "stop_name" in held else groups["stop_id"].first()
    made = pd.DataFrame({
        "stop_id": JOINED + MARK + groups["stop_id"].min(),
        "stop_name": names.astype("string"),
        "stop_lat": groups["lat"].mean().astype("Float64").round(7),
        "stop_lon": groups["lon"].mean().astype("Float64").round(7),
        "location_type": pd.array([STATION] * len(names), dtype="Int64"),
    })  # fmt: skip
    return made.reset_index()


def _moved(stops: pd.DataFrame, station: pd.Series) -> pd.DataFrame:
    """List the stops, entrances and nodes whose station changes."""
    kind = cells(stops, "location_type", "Int64").fillna(POLE)
    parent = cells(stops, "parent_station")
    wanted = stops["stop_id"].map(station).astype("string")
    moves = wanted.notna() & ~kind.isin([STATION, 4]) & parent.fillna("").ne(wanted.fillna(""))
    rows = zip(stops["stop_id"][moves], wanted[moves], parent[moves], strict=True)
    return _moves(list(rows))


def _moves(rows: Sequence[tuple[str, str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["stop_id", "station", "former"]).astype("string")


def _passed_on(tables: Tables, moves: pd.DataFrame, gone: Sequence[str]) -> Tables:
    """Write out, for the stops that leave a station, what they had from it."""
    written = dict(tables)
    if not gone:
        return written
    stops = tables["stops"]
    kind = cells(stops, "location_type", "Int64").fillna(POLE)
    platforms = stops.loc[kind.eq(POLE), "stop_id"]
    left = moves[moves["former"].notna() & moves["stop_id"].isin(platforms)]
    members = left.rename(columns={"former": "named", "stop_id": "platform"})
    for name, (columns, key) in NAMED.items():
        for column in columns:
            if name in written and column in written[name]:
                spread = _spread(written[name], column, members, keep=name == AREAS)
                own = [part for part in key if part in spread]
                written[name] = spread.drop_duplicates(own, ignore_index=True)
    written["stops"] = _with_boarding(stops, left)
    return written


def _spread(frame: pd.DataFrame, column: str, members: pd.DataFrame, *, keep: bool) -> pd.DataFrame:
    """Write a row that names a station once for each of its platforms, after all others."""
    named = frame[column].isin(members["named"])
    if not named.any():
        return frame
    spread = frame[named].merge(members[["named", "platform"]], left_on=column, right_on="named")
    spread[column] = spread["platform"]
    kept = frame if keep else frame[~named]
    return pd.concat([kept, spread[list(frame.columns)]], ignore_index=True)


def _with_boarding(stops: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """Write out the wheelchair boarding that platforms without any had from their station."""
    if "wheelchair_boarding" not in stops:
        return stops
    own = stops["wheelchair_boarding"]
    by_id = pd.Series(own.to_numpy(), index=stops["stop_id"])
    by_id = by_id[~by_id.index.duplicated()]
    former = stops["stop_id"].map(left.set_index("stop_id")["former"])
    passed = former.map(by_id).astype("Int64")
    return stops.assign(wheelchair_boarding=own.mask(own.fillna(0).eq(0) & passed.notna(), passed))


def _rehung(stops: pd.DataFrame, moves: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    station = stops["stop_id"].map(moves.set_index("stop_id")["station"]).astype("string")
    hung = stops.assign(parent_station=station.fillna(cells(stops, "parent_station")))
    return end_to_end([hung, made])
