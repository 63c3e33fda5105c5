"""Stops: what was chosen, as the tables of stops, of calls and of stretches."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from beffroi.engines.informal.halts.across import across
from beffroi.engines.informal.halts.board import Chosen
from beffroi.engines.informal.halts.choice import chosen
from beffroi.engines.informal.halts.events import Events, between_terminals, events
from beffroi.engines.informal.halts.model import Habits, probability
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.passing import passes
from beffroi.engines.informal.halts.places import Places, places
from beffroi.engines.informal.halts.sections import sections
from beffroi.engines.informal.halts.terminals import Terminals, terminals
from beffroi.engines.informal.traces import Floats, Ints, Laid
from beffroi.kernels.polylines import arcs
from beffroi.territory.informal import (
    GIVEN,
    INFERRED,
    INFORMAL_CALLS,
    INFORMAL_SECTIONS,
    INFORMAL_STOPS,
    TERMINAL,
)

TOLD = ("name", "time_zone", "currency")
"""Columns of a list of stops that its stops keep."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Stops of a network.

    Attributes
    ----------
    stops, calls, sections
        Tables `INFORMAL_STOPS`, `INFORMAL_CALLS` and `INFORMAL_SECTIONS`.
    habits
        How vehicles halt, as learnt from these rides.
    """

    stops: gpd.GeoDataFrame
    calls: pd.DataFrame
    sections: pd.DataFrame
    habits: Habits


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """All that the tables are made of."""

    laid: Laid
    seen: Events
    inner: Events
    held: Places
    picked: Chosen
    ends: Terminals
    ids: tuple[str, ...]


def found(
    laid: Laid,
    variant_ids: Sequence[str],
    *,
    marks: pd.DataFrame | None = None,
    junctions: tuple[Floats, ...] | None = None,
    given: pd.DataFrame | None = None,
) -> Found:
    """Find the stops of a network.

    Parameters
    ----------
    laid
        Rides along the lines of their variants.
    variant_ids
        Identifier of each variant, by number.
    marks
        Rows of the table of fixes that a person marked at a stop; none if absent.
    junctions
        By variant, lengths of its line up to junctions of the map, rising; None without a map. [m]
    given
        Stops of a list: `lon`, `lat` [°], `name` (may be missing), and `time_zone` and `currency`
        where they are not those of the network; None if there is none.

    Returns
    -------
    Every variant has a stop at each of its ends; those between are where halts of rides are better
    explained by a stop than by the road or by chance.

    References
    ----------
    The model is of the project (docs/explanation/informal-stops.md); halts along a line follow
    P. Newson and J. Krumm, 2009.
    """
    seen = events(laid, marks)
    inner = between_terminals(seen, laid.lines)
    listed = None if given is None else laid.traces.plane.metres(given["lon"], given["lat"])
    held = places(laid.lines, inner, listed)
    passed = passes(laid, inner, held, junctions)
    beyond = across(laid, inner, held)
    picked = chosen(inner, held, passed, _ridden(laid), laid.lines, beyond)
    ends = terminals(laid.lines, held.points[picked.place], held.units[picked.place])
    whole = _Held(laid, seen, inner, held, picked, ends, tuple(variant_ids))
    calls = _calls(whole)
    stops = _stops(whole, calls, given)
    order = _ordered(stops)
    names = {old: f"s{rank + 1:05d}" for rank, old in enumerate(stops["stop_id"].iloc[order])}
    stops = stops.iloc[order].reset_index(drop=True)
    stops["stop_id"] = stops["stop_id"].map(names)
    calls["stop_id"] = calls["stop_id"].map(names)
    stops["name"] = [
        name if isinstance(name, str) and name else f"Arrêt {rank + 1}"
        for rank, name in enumerate(stops["name"])
    ]
    calls_ = INFORMAL_CALLS.typed(calls)
    return Found(
        gpd.GeoDataFrame(INFORMAL_STOPS.typed(_with_stations(stops, laid))), calls_,
        INFORMAL_SECTIONS.typed(sections(laid, seen, calls, tuple(variant_ids))), picked.habits,
    )  # fmt: skip


def _ridden(laid: Laid) -> float:
    """Add up the lengths of lines that rides went along. [m]."""
    total = 0.0
    for trace in range(len(laid.variant)):
        along = laid.along[laid.traces.of(trace)]
        if np.isfinite(along).any():
            total += float(np.nanmax(along) - np.nanmin(along))
    return total


def _calls(whole: _Held) -> pd.DataFrame:
    """List the calls of every variant in the order of travel."""
    held, picked = whole.held, whole.picked
    rank_of = np.full(len(held.points), -1, dtype=np.int64)
    rank_of[picked.place] = np.arange(len(picked.place))
    stop = rank_of[held.of]
    odds = picked.site_odds + np.log(parameter("serving") / (1 - parameter("serving")))
    serves = (stop >= 0) & (odds > 0)
    by_site = _by_site(whole)
    counted: set[int] = set(np.unique(whole.seen.trace[whole.seen.is_mark]).tolist())
    n_rides = np.bincount(whole.laid.variant[whole.laid.variant >= 0],
                          minlength=len(whole.laid.lines))  # fmt: skip
    rows: list[dict[str, object]] = []
    for number, id_ in enumerate(whole.ids):
        length = float(arcs(whole.laid.lines[number])[-1])
        end = parameter("spacing")
        own = np.flatnonzero(serves & (held.sites.variant == number))
        where = held.sites.along[own]
        own = own[(where > end) & (where < length - end)]
        own = own[np.argsort(held.sites.along[own], kind="stable")]
        sure = probability(picked.odds)[stop[own]] * probability(odds[own])
        n, last = int(n_rides[number]), 0.0
        at_ends = {"probability": (n + 1) / (n + 2), "n_passes": n, "n_halts": n}
        met = _at_ends(whole, number, length, counted)
        rows.append({"variant_id": id_, "stop_id": int(whole.ends.first[number]), "along_m": 0.0,
                     **at_ends, **met[0]})  # fmt: skip
        for site, share in zip(own, sure, strict=True):
            along = float(held.sites.along[site])
            if along - last < 1.0:
                continue
            last = along
            rows.append({"variant_id": id_, "stop_id": int(stop[site]), "along_m": along,
                         "probability": float(share), **by_site.get(int(site), {})})  # fmt: skip
        rows.append({"variant_id": id_, "stop_id": int(whole.ends.last[number]), "along_m": length,
                     **at_ends, **met[1]})  # fmt: skip
    table = pd.DataFrame(rows, columns=[
        "variant_id", "stop_id", "along_m", "probability", "n_passes", "n_halts", "dwell_s",
        "boardings", "alightings",
    ])  # fmt: skip
    table["rank"] = table.groupby("variant_id", sort=False).cumcount()
    table["call_id"] = table["variant_id"] + ":" + table["rank"].astype(str)
    return table


def _by_site(whole: _Held) -> dict[int, dict[str, object]]:
    """Count passages, halts and passengers at each site."""
    picked, inner = whole.picked, whole.inner
    passed = picked.passes
    halted = picked.event >= 0
    row = np.where(halted, picked.event, 0)
    marked = passed.kind == 1
    value = {
        name: np.where(halted, getattr(inner, name)[row] if len(inner.along) else np.nan, np.nan)
        for name in ("seconds", "boardings", "alightings")
    }
    table = pd.DataFrame({
        "site": passed.site, "halted": halted, "dwell_s": value["seconds"],
        "boardings": np.where(marked & ~halted, 0.0, value["boardings"]),
        "alightings": np.where(marked & ~halted, 0.0, value["alightings"]),
    })  # fmt: skip
    by = table.groupby("site")
    counts = by.agg(
        n_passes=("halted", "size"), n_halts=("halted", "sum"), dwell_s=("dwell_s", "median"),
        boardings=("boardings", "mean"), alightings=("alightings", "mean"),
    )  # fmt: skip
    return {int(site): dict(one) for site, one in counts.iterrows()}  # type: ignore[call-overload]


def _at_ends(
    whole: _Held, number: int, length: float, counted: set[int]
) -> tuple[dict[str, float], dict[str, float]]:
    """Give the passengers at both ends of a variant: the mean of the rides that were counted."""
    seen, end = whole.seen, parameter("spacing")
    rides = [t for t in np.flatnonzero(whole.laid.variant == number).tolist() if t in counted]
    if not rides:
        return {}, {}
    own = (seen.variant == number) & seen.is_mark
    made = []
    for near in (seen.along <= end, seen.along >= length - end):
        chosen_ = own & near
        made.append({
            name: float(getattr(seen, name)[chosen_].sum() / len(rides))
            for name in ("boardings", "alightings")
            if np.isfinite(getattr(seen, name)[chosen_]).all()
        })  # fmt: skip
    return made[0], made[1]


def _stops(whole: _Held, calls: pd.DataFrame, given: pd.DataFrame | None) -> pd.DataFrame:
    """List the stops that some variant calls at, and those that were given."""
    picked, held = whole.picked, whole.held
    points = np.concatenate([held.points[picked.place], whole.ends.points])
    n_known = len(picked.place)
    by = calls.groupby("stop_id")
    seen = by.agg(n_passes=("n_passes", "sum"), n_halts=("n_halts", "sum"))
    called = set(seen.index.tolist())
    at_end = set(whole.ends.first.tolist()) | set(whole.ends.last.tolist())
    is_given = held.is_given[picked.place]
    rows: list[dict[str, object]] = []
    lon, lat = whole.laid.traces.plane.degrees(points)
    for stop in range(len(points)):
        listed = stop < n_known and bool(is_given[stop])
        if stop not in called and not listed:
            continue
        n_halts = float(seen["n_halts"].get(stop, 0))
        rows.append({
            "stop_id": stop, "geometry": shapely.Point(lon[stop], lat[stop]),
            **{
                column: None if given is None or not listed
                else _told(given, column, int(picked.place[stop]))
                for column in TOLD
            },
            "name_source": "number", "is_station": False,
            "source": GIVEN if listed else TERMINAL if stop in at_end else INFERRED,
            "probability": float(probability(picked.odds[stop : stop + 1])[0])
            if stop < n_known else (n_halts + 1) / (n_halts + 2),
            "n_passes": seen["n_passes"].get(stop, 0), "n_halts": n_halts,
            "error_m": None if n_halts < 1 else parameter("place") / np.sqrt(n_halts),
        })  # fmt: skip
    table = pd.DataFrame(rows, columns=[
        "stop_id", "geometry", *TOLD, "name_source", "is_station", "source", "probability",
        "n_passes", "n_halts", "error_m",
    ])  # fmt: skip
    named = table["name"].map(lambda name: isinstance(name, str) and bool(name))
    return table.assign(name_source=np.where(named, "given", "number"))


def _told(given: pd.DataFrame, column: str, rank: int) -> str | None:
    if column not in given or pd.isna(given[column].iloc[rank]):
        return None
    return str(given[column].iloc[rank])


def _ordered(stops: pd.DataFrame) -> Ints:
    """Put stops in order from north to south, so that the same ones always have the same names."""
    lat = np.array([point.y for point in stops["geometry"]])
    lon = np.array([point.x for point in stops["geometry"]])
    return np.lexsort((lon, -lat)).astype(np.int64)


def _with_stations(stops: pd.DataFrame, laid: Laid) -> pd.DataFrame:
    """Add the stations: stops of one clock within `station` of each other, one a terminal."""
    points = laid.traces.plane.metres(
        [point.x for point in stops["geometry"]], [point.y for point in stops["geometry"]]
    )
    is_end = stops["source"].eq(TERMINAL).to_numpy(dtype=bool)
    stops = stops.assign(station=pd.array([pd.NA] * len(stops), dtype="string"))
    if len(points) < 2 or not is_end.any():
        return stops
    pairs = cKDTree(points).query_pairs(parameter("station"), output_type="ndarray")
    clock = stops["time_zone"].fillna("").to_numpy(dtype=object)
    pairs = pairs[is_end[pairs].any(axis=1) & (clock[pairs[:, 0]] == clock[pairs[:, 1]])]
    n = len(points)
    links = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    _, group = connected_components(links, directed=False)
    sizes = np.bincount(group)
    rows = []
    for number, one in enumerate(np.flatnonzero(sizes > 1), start=1):
        own = np.flatnonzero(group == one)
        id_ = f"p{number:05d}"
        stops.loc[stops.index[own], "station"] = id_
        lon, lat = laid.traces.plane.degrees(points[own].mean(axis=0)[np.newaxis])
        first = stops.iloc[own[0]]
        rows.append({
            "stop_id": id_, "name": first["name"], "name_source": first["name_source"],
            "is_station": True, "source": TERMINAL, "geometry": shapely.Point(lon[0], lat[0]),
            "time_zone": first["time_zone"],
        })  # fmt: skip
    return pd.concat([stops, pd.DataFrame(rows, columns=stops.columns)], ignore_index=True)
