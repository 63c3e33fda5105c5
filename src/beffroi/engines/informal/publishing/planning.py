"""Choosing what can be stated of a network, and accounting for all that cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from beffroi.engines.informal.publishing.ledger import Ledger
from beffroi.engines.informal.publishing.names import plain
from beffroi.engines.informal.publishing.options import Options, parameter
from beffroi.engines.informal.publishing.variants import planned_variants
from beffroi.foundation.language import Words
from beffroi.territory.informal import InformalNetwork
from beffroi.territory.informal_plan import Plan

WEEK = 7
REASONS: Mapping[str, Words] = MappingProxyType({
    "provisional": Words(
        fr="montré par moins de deux trajets : non publié par défaut",
        en="shown by fewer than two rides: not published by default",
    ),
    "headway_unknown": Words(
        fr="intervalle de passage inconnu : rien n’est publié à sa place",
        en="headway unknown: nothing is published in its stead",
    ),
    "times_unknown": Words(
        fr="temps de parcours inconnu entre tous ses arrêts",
        en="running time unknown between all its stops",
    ),
    "no_line": Words(fr="tracé sans deux points distincts", en="line without two points apart"),
    "few_stops": Words(
        fr="moins de deux arrêts que l’on puisse publier",
        en="fewer than two stops that can be published",
    ),
    "far_stop": Words(
        fr="arrêt trop loin du tracé de la variante", en="stop too far from the variant’s line"
    ),
    "same_place": Words(
        fr="au même endroit du tracé que l’arrêt précédent",
        en="at the same place of the line as the stop before",
    ),
    "no_band": Words(
        fr="tranche horaire vide ou couverte par une autre",
        en="band that is empty or covered by another",
    ),
    "unserved": Words(
        fr="desservi par aucune variante publiée", en="served by no variant published"
    ),
    "fare_by_distance": Words(
        fr="prix selon la distance, sans zones : le format n’a pas de quoi le dire",
        en="price by distance, without zones: the format has no way to say it",
    ),
})  # fmt: skip
"""Why something of the network is not published, by code."""


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """What is published, and what is not.

    Attributes
    ----------
    plan
        What every format writes.
    left_out
        All the rest: `kind` (``route``, ``variant``, ``stop``, ``call``, ``band``, ``fare``), its
        `id` in the network and the `reason`, a key of `REASONS`.
    ids
        By kind (``route``, ``variant``, ``stop``), the identifier published for each of the
        network.
    """

    plan: Plan
    left_out: pd.DataFrame
    ids: Mapping[str, Mapping[str, str]]


def planned(network: InformalNetwork, options: Options) -> Planned:
    """Choose what of a network can be stated.

    A line is published only with a headway and running times that rides show, or that the town
    states itself (`Options.assumed`); where some times are unknown, the variant's own mean speed
    fills them. Nothing disappears: `Planned.left_out` names the rest.

    Parameters
    ----------
    network
        The network.
    options
        What the town decides.

    Returns
    -------
    The plan; without any variant where nothing can be published.
    """
    book = Ledger()
    ids = MappingProxyType({
        "route": plain(network.routes["route_id"]),
        "variant": plain(network.variants["variant_id"]),
        "stop": plain(network.stops["stop_id"]),
    })  # fmt: skip
    variants = tuple(planned_variants(network, options, ids, book))
    served = {stop for variant in variants for stop in variant.stop_ids}
    running = {variant.route_id for variant in variants}
    routes = _kept(network.routes, "route", ids, running, book)
    first = date.fromisoformat(options.begin)
    plan = Plan(
        routes=routes,
        variants=variants,
        stops=_stops(network.stops, ids["stop"], served, book),
        fares=_fares(network.fares, ids["route"], running, book),
        agency=network.agency,
        time_zone=network.time_zone,
        publisher=options.publisher,
        begin=(first - timedelta(days=WEEK)).isoformat(),
        end=(first + timedelta(days=options.n_days - 1)).isoformat(),
        version=options.version or options.begin,
        bikes=options.bikes,
        hail_some=parameter("hail_some"),
        hail_free=parameter("hail_free"),
    )
    return Planned(plan, book.table(), ids)


def _kept(
    routes: pd.DataFrame,
    kind: str,
    ids: Mapping[str, Mapping[str, str]],
    running: set[str],
    book: Ledger,
) -> pd.DataFrame:
    named = routes["route_id"].map(ids[kind])
    kept = named.isin(running)
    book.note(kind, routes.loc[~kept, "route_id"], "unserved")
    return routes.assign(route_id=named.astype("string"))[kept].reset_index(drop=True)


def _stops(
    stops: gpd.GeoDataFrame, ids: Mapping[str, str], served: set[str], book: Ledger
) -> gpd.GeoDataFrame:
    named = stops.assign(
        stop_id=stops["stop_id"].map(ids).astype("string"),
        station=stops["station"].map(ids).astype("string"),
    )
    quays = named["stop_id"].isin(served)
    stations = set(named.loc[quays, "station"].dropna())
    kept = quays | named["stop_id"].isin(stations)
    book.note("stop", stops.loc[~kept.to_numpy(), "stop_id"], "unserved")
    found: gpd.GeoDataFrame = named[kept.to_numpy()].reset_index(drop=True)
    return found


def _fares(
    fares: pd.DataFrame, ids: Mapping[str, str], running: set[str], book: Ledger
) -> pd.DataFrame:
    route = fares["route_id"].map(ids).astype("string")
    has_zones = fares["from_zone"].notna() | fares["to_zone"].notna()
    unsaid = ~has_zones & (fares["model"] == "distance")
    unserved = fares["route_id"].notna() & ~route.isin(running)
    book.note("fare", fares.loc[unserved, "fare_id"], "unserved")
    book.note("fare", fares.loc[unsaid & ~unserved, "fare_id"], "fare_by_distance")
    return fares.assign(route_id=route)[~unsaid & ~unserved].reset_index(drop=True)
