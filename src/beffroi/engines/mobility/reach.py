"""Reach: how many people and shops lie within minutes of the centre."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import PROFILE_WORDS, Inputs
from beffroi.engines.mobility.network import Network, graph, network
from beffroi.engines.mobility.profiles import Profile
from beffroi.engines.mobility.snapped import node_times, reaches_edge, snapped, times
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.kernels.graph import Graph
from beffroi.territory.indicator import Indicator

BANDS = (5, 10, 15)
"""Minutes shown: the quarter-hour town and its parts. [min]"""
LIMIT = 60.0 * max(BANDS)
SPACING = 50.0
"""Distance between two origins along the main street. [m]"""
SPEED_WORDS: Mapping[Profile, Words] = {
    "walk": Words(fr="4,5 km/h (escaliers 1,8 km/h)", en="4.5 km/h (stairs 1.8 km/h)"),
    "bike": Words(
        fr="15 km/h, vélo poussé là où il est interdit d'y rouler",
        en="15 km/h, pushing the bike where riding is not allowed",
    ),
    "quiet_bike": Words(
        fr="15 km/h, par les seules rues de stress 1 ou 2, vélo poussé ailleurs",
        en="15 km/h, along streets of stress 1 or 2 alone, pushing the bike elsewhere",
    ),
}
DIRECTIONS = {
    "from_centre": (False, Words(fr="depuis le centre", en="from the centre")),
    "to_centre": (True, Words(fr="vers le centre", en="to the centre")),
}
NO_EDGE = Words(fr="", en="")
EDGE = Words(
    fr="La zone atteinte touche le bord de la carte : c'est un minimum.",
    en="The area reached touches the edge of the map: this is a minimum.",
)


@dataclass(frozen=True)
class Places:
    """Places to be reached: coordinates and weights."""

    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Streets:
    """The streets of one profile, ready to be searched."""

    graph: Graph
    kept: npt.NDArray[np.int64]
    profile: Profile


def places(table: gpd.GeoDataFrame, weight: pd.Series | None = None) -> Places:
    """Turn a table into places, each of weight 1 unless weights are given."""
    points = table.geometry.representative_point()
    weights = np.ones(len(table)) if weight is None else weight.to_numpy(dtype=float)
    return Places(points.x.to_numpy(), points.y.to_numpy(), weights)


def prepared(inputs: Inputs) -> tuple[Network, dict[Profile, Streets]]:
    """Build the network of a town and the graph of each profile shown."""
    net = network(inputs.streets, inputs.street_nodes, epsg=inputs.epsg)
    shown: tuple[Profile, ...] = ("walk", "bike", "quiet_bike")
    return net, {p: Streets(*graph(inputs.streets, net, p), p) for p in shown}


def minutes_from(
    streets: Streets, origins: list[shapely.Point], targets: Places, *, towards: bool = False
) -> npt.NDArray[np.float64]:
    """Give the minutes between targets and the nearest of several origins.

    Returns
    -------
    (n_targets,)
        Infinite beyond `LIMIT` or where a target is far from any street. [min]
    """
    x, y = np.array([p.x for p in origins]), np.array([p.y for p in origins])
    start = snapped(streets.graph, x, y)
    end = snapped(streets.graph, targets.x, targets.y)
    return times(streets.graph, start, end, limit=LIMIT, towards=towards) / 60


def reach_figures(
    inputs: Inputs, streets: Mapping[Profile, Streets], indicators: Mapping[str, Indicator]
) -> Iterator[Figure]:
    """Count the people and the shops within minutes of the centre, from it and to it."""
    if inputs.centre is None:
        return
    people, trading = inputs.population, inputs.shops[inputs.shops["state"] == "trading"]
    for profile, ways in streets.items():
        for direction, (towards, words) in DIRECTIONS.items():
            has_streets = ways.graph.n_nodes > 0
            parts = {
                "speed": SPEED_WORDS[profile],
                "mode": PROFILE_WORDS[profile],
                "direction": words,
            }
            shops, homes = places(trading), places(people.cells, people.cells["population"])
            to_shops = minutes_from(ways, [inputs.centre], shops, towards=towards)
            to_homes = minutes_from(ways, [inputs.centre], homes, towards=towards)
            for band in BANDS:
                cut = _is_cut(inputs, ways, band, towards=towards)
                named: dict[str, str | Words] = {
                    **parts,
                    "edge": EDGE if cut else NO_EDGE,
                    "minutes": str(band),
                    "population": people.method,
                }
                variant = f"{profile}.{band}min.{direction}"
                yield indicators["mobility.shops_reached"].figure(
                    float((to_shops <= band).sum()) if len(trading) and has_streets else None,
                    inputs.sources["osm"],
                    minimum=cut,
                    variant=variant,
                    parts=named,
                )
                is_known = people.total is not None and has_streets
                value = homes.weight[to_homes <= band].sum() if is_known else None
                yield indicators["mobility.population_reached"].figure(
                    value,
                    (*inputs.sources["population"], *inputs.sources["osm"]),
                    minimum=cut,
                    interval=scaled(people.interval, people.total, value),
                    variant=variant,
                    parts=named,
                )


def scaled(
    interval: tuple[float, float] | None, total: float | None, value: float | None
) -> tuple[float, float] | None:
    """Give a part of a total the relative interval of the total.

    Examples
    --------
    >>> scaled((80.0, 120.0), 100.0, 50.0)
    (40.0, 60.0)
    """
    if interval is None or not total or value is None:
        return None
    return interval[0] * value / total, interval[1] * value / total


def _is_cut(inputs: Inputs, ways: Streets, band: int, *, towards: bool) -> bool:
    """Say whether the area within so many minutes of the centre touches the edge of the map."""
    centre = inputs.centre
    if centre is None or ways.graph.n_nodes == 0:
        return False
    start = snapped(ways.graph, np.array([centre.x]), np.array([centre.y]))
    seconds = node_times(ways.graph, start.node, limit=60.0 * band, towards=towards)
    return reaches_edge(
        np.asarray(ways.graph.x), np.asarray(ways.graph.y), seconds, bounds=inputs.bounds
    )


def access_table(inputs: Inputs, net: Network, walk: Streets) -> gpd.GeoDataFrame:
    """Give each street the minutes on foot from the centre to its nearer end.

    Returns
    -------
    Columns `street_id`, `minutes` (a street out of reach is absent) and geometry. [min]
    """
    none = inputs.streets.iloc[:0][["street_id", "geometry"]].assign(minutes=[])
    empty = gpd.GeoDataFrame(none)
    if inputs.centre is None or walk.graph.n_nodes == 0:
        return empty
    start = snapped(walk.graph, np.array([inputs.centre.x]), np.array([inputs.centre.y]))
    at_node = np.full(len(net.x), np.inf)
    at_node[walk.kept] = node_times(walk.graph, start.node, limit=LIMIT) / 60
    nearer = pd.Series(np.minimum(at_node[net.tails], at_node[net.heads])).groupby(net.street).min()
    nearer = nearer[np.isfinite(nearer)]
    table = inputs.streets.iloc[nearer.index][["street_id", "geometry"]]
    return gpd.GeoDataFrame(table.assign(minutes=nearer.to_numpy()))


def main_street_points(inputs: Inputs) -> list[shapely.Point]:
    """Place an origin every `SPACING` metres along the main street.

    Returns
    -------
    The points; the centre alone where no main street is known; nothing without a centre.
    """
    named = inputs.streets[inputs.streets["name"] == inputs.main_street]
    if inputs.main_street is None or named.empty:
        return [] if inputs.centre is None else [inputs.centre]
    line = shapely.line_merge(shapely.union_all(named.geometry.to_numpy()))
    stretches = shapely.get_parts(shapely.segmentize(line, SPACING))
    coordinates = shapely.get_coordinates(stretches)
    return [shapely.Point(place) for place in np.unique(coordinates.round(1), axis=0)]


def car_park_minutes(inputs: Inputs, walk: Streets) -> pd.DataFrame:
    """Give the minutes on foot between each car park and the main street.

    Returns
    -------
    Columns `car_park_id` and `minutes`, infinite beyond a quarter of an hour. [min]
    """
    origins = main_street_points(inputs)
    minutes = np.full(len(inputs.car_parks), np.inf)
    if origins:
        minutes = minutes_from(walk, origins, places(inputs.car_parks), towards=True)
    return pd.DataFrame(
        {"car_park_id": inputs.car_parks["car_park_id"].to_numpy(), "minutes": minutes}
    )
