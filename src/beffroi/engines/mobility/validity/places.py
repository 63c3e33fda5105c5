"""Where stops lie: one place under two names, stations that scatter, stops lost far away."""

import unicodedata
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from beffroi.engines.mobility.validity.network import Network
from beffroi.engines.mobility.validity.remark import Remark, remarked
from beffroi.engines.mobility.validity.rules import limit
from beffroi.kernels.sphere import great_circle, in_space

Flags = npt.NDArray[np.bool_]

MOST_NEAR = 16
"""Neighbours of a stop that are looked at: a bound on work where thousands share one point."""
STOP, STATION = 0, 1
"""`location_type`."""


def place_remarks(network: Network) -> Iterator[Remark]:
    """Remark stops and stations that cannot all be where they are said to be.

    References
    ----------
    Stops and stations that stand twice: national access point, transport-validator, rule
    DuplicateStops. Stops far from their station: Google transitfeed, StopTooFarFromParentStation.
    """
    pairs = _pairs(network.stops)
    yield from remarked("duplicate_stops", "stops", _repeated(network.stops, pairs))
    yield from remarked("one_place_two_names", "stops", _renamed(network, pairs))
    yield from remarked("stop_far_away", "stops", _lonely(network.stops))
    children = _children(network)
    yield from remarked("stop_far_from_station", "stops", _strayed(children))
    yield from remarked("station_of_several_operators", "stops", _mixed(network, children))


def _pairs(stops: pd.DataFrame) -> pd.DataFrame:
    """Find stops that lie near each other: places of both in the table, and metres between."""
    located = np.flatnonzero(stops["lat"].notna().to_numpy())
    if len(located) < 2:
        return pd.DataFrame({"one": [], "other": [], "distance_m": []}, dtype=np.int64)
    points = in_space(*stops[["lat", "lon"]].to_numpy(dtype=float)[located].T)
    many = min(MOST_NEAR, len(located))
    metres, near = cKDTree(points).query(points, many, distance_upper_bound=limit("same_station"))
    one = np.repeat(np.arange(len(located)), many)
    found = (near.ravel() < len(located)) & (one != near.ravel())
    pair = np.sort(np.stack([one, near.ravel()], 1)[found], axis=1)
    frame = pd.DataFrame(
        {
            "one": located[pair[:, 0]],
            "other": located[pair[:, 1]],
            "distance_m": metres.ravel()[found],
        }
    )
    return frame.drop_duplicates(["one", "other"]).sort_values(["one", "other"], ignore_index=True)


def _repeated(stops: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    one, other = _both(stops, pairs)
    kind = one["location_type"]
    most = kind.map({STOP: limit("same_stop"), STATION: limit("same_station")})
    near = (pairs["distance_m"] < most).to_numpy()
    same = _same(one, other, "stop_name") & _same(one, other, "location_type")
    return _told(one, other, pairs, same & near & ~_told_apart(one, other))


def _told_apart(one: pd.DataFrame, other: pd.DataFrame) -> Flags:
    """Say which pairs are poles that a feed sets apart: of one station, or of two platforms."""
    platforms = [side["platform_code"].fillna("").astype(str) for side in (one, other)]
    differ = (platforms[0] != platforms[1]) & (platforms[0] != "") & (platforms[1] != "")
    return _same(one, other, "parent_station") | differ.to_numpy(dtype=bool)


def _both(stops: pd.DataFrame, pairs: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    one, other = (
        stops.iloc[pairs[end].to_numpy(dtype=np.int64)].reset_index(drop=True)
        for end in ("one", "other")
    )
    return one, other


def _told(
    one: pd.DataFrame, other: pd.DataFrame, pairs: pd.DataFrame, found: Flags
) -> pd.DataFrame:
    """Set pairs out under the row of the later stop of the file."""
    later = (one["row"] > other["row"]).to_numpy()
    told = ("stop_id", "stop_name")
    rows = {name: one[name].where(later, other[name]) for name in told}
    rows |= {f"other_{name}": other[name].where(later, one[name]) for name in told}
    rows |= {"distance_m": pairs["distance_m"].round(1)}
    place = np.maximum(one["row"].to_numpy(), other["row"].to_numpy())
    return pd.DataFrame(rows).set_index(place)[found].sort_index(kind="stable")


def _renamed(network: Network, pairs: pd.DataFrame) -> pd.DataFrame:
    """Find stops at one place, of operators apart, that do not bear the same name."""
    close = pairs[pairs["distance_m"] < limit("close")].reset_index(drop=True)
    one, other = _both(network.stops, close)
    agencies = network.serving.groupby("stop")["agency_id"].agg(frozenset)
    sides = [[agencies.get(place, frozenset()) for place in close[end]] for end in ("one", "other")]
    apart = [bool(a and b and not a & b) for a, b in zip(*sides, strict=True)]
    names = [[_bare(name) for name in side["stop_name"].fillna("")] for side in (one, other)]
    differ = [bool(a and b and a != b) for a, b in zip(*names, strict=True)]
    found = np.array(apart, dtype=bool) & np.array(differ, dtype=bool)
    return _told(one, other, close, found & ~_same(one, other, "parent_station"))


def _same(one: pd.DataFrame, other: pd.DataFrame, name: str) -> Flags:
    """Say of each pair whether both have the same value, and have one."""
    return (one[name] == other[name]).to_numpy(dtype=bool, na_value=False)


def _bare(name: str) -> str:
    """Keep the letters and digits of a name, without accents or capitals."""
    plain = unicodedata.normalize("NFKD", str(name)).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def _lonely(stops: pd.DataFrame) -> pd.DataFrame:
    """Find stops far from any other, for this network."""
    located = stops[stops["lat"].notna() & stops["location_type"].isin((STOP, STATION))]
    if len(located) < 3:
        return located.iloc[:0]
    points = in_space(*located[["lat", "lon"]].to_numpy(dtype=float).T)
    alone = cKDTree(points).query(points, 2)[0][:, 1]
    usual = float(np.median(alone))
    far = (alone > limit("alone")) & (alone > limit("alone_times") * usual)
    told = located.assign(nearest_km=(alone / 1000).round(1)).set_index("row")
    lonely: pd.DataFrame = told[far][["stop_id", "stop_name", "lat", "lon", "nearest_km"]]
    return lonely


def _children(network: Network) -> pd.DataFrame:
    """Set out the stops that have a station, with the metres to it."""
    stops = network.stops
    place = pd.Index(stops["stop_id"].astype("string")).get_indexer(
        pd.Index(stops["parent_station"].astype("string"))
    )
    is_station = np.append(stops["location_type"].to_numpy() == STATION, False)
    child = np.flatnonzero(is_station[place] & stops["parent_station"].notna().to_numpy())
    lat, lon = stops["lat"].to_numpy(), stops["lon"].to_numpy()
    parent = place[child]
    metres = great_circle(lat[child], lon[child], lat[parent], lon[parent])
    held = stops.iloc[child]
    return pd.DataFrame(
        {
            "stop": child,
            "stop_id": held["stop_id"].to_numpy(),
            "stop_name": held["stop_name"].to_numpy(),
            "parent_station": held["parent_station"].to_numpy(),
            "distance_m": metres.round(1),
        },
        index=held["row"].to_numpy(),
    )


def _strayed(children: pd.DataFrame) -> pd.DataFrame:
    far = children["distance_m"] > limit("out_of_station")
    return children[far].drop(columns="stop")


def _mixed(network: Network, children: pd.DataFrame) -> pd.DataFrame:
    """Find stops far from a station whose stops belong to several operators."""
    served = children.reset_index(names="row").merge(network.serving, on="stop")
    operators = served.groupby("parent_station")["agency_id"].agg(
        lambda ids: ", ".join(sorted(set(ids)))
    )
    several = served.groupby("parent_station")["agency_id"].nunique() > 1
    mixed = several.index[several]
    metres = children["distance_m"]
    found = children["parent_station"].isin(mixed) & metres.between(
        limit("in_station"), limit("out_of_station"), inclusive="neither"
    )
    told = children[found].drop(columns="stop")
    return told.assign(agency_ids=told["parent_station"].map(operators))
