"""Footfall: a map, its shops and its people in; who passes along each street out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from beffroi.engines.commerce.footfall.fitting import Fitted, fitted
from beffroi.engines.commerce.footfall.fitting import told as told_on
from beffroi.engines.commerce.footfall.parameters import parameter
from beffroi.engines.mobility.network import Network, network
from beffroi.engines.mobility.profiles import speeds
from beffroi.engines.mobility.snapped import FARTHEST
from beffroi.formats import parking_layers, points
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.kernels.graph.betweenness import Habits, Paths, passers, paths
from beffroi.study.commerce_counts import Counted, counted
from beffroi.study.commerce_footfall_band import Band, band, described, first_of
from beffroi.study.commerce_given import WGS84, Given, given
from beffroi.study.commerce_market import Asked, box_of
from beffroi.study.commerce_people import people
from beffroi.study.commerce_shared import percent
from beffroi.territory.commerce import TRADING

PAGE = "index.html"
GROUND = ("streets", "water", "waters", "buildings", "greens")
INHABITANTS, CAR_PARKS, STATIONS, OTHERS = "inhabitants", "car_parks", "stations", "others"
LEAST_SAID = 0.005
"""Share of the walks that reach no shop under which nothing is said of them."""
PRIVATE = ("private", "no", "permit", "customers", "employees", "residents", "delivery")
"""Values of `access` of car parks from which nobody walks on to other shops."""
MOST_PARKS = 20
"""Car parks, the largest first, of which it is asked whether one makes a street alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Footfall:
    """Who passes along the streets.

    Attributes
    ----------
    streets
        One row for each stretch of street on which somebody passes: `street`, `demand` (walks in a
        day, by the model), one column for each kind of origin, `index` (100 for the busiest
        hundredth of the streets), `index_low`, `index_high` (over the band of what is supposed),
        `one_park` (share of the walks that begin at one car park, for the busiest),
        `passers`, `low`, `high` (a mean week; missing without a fit),
        `geometry`.
    origins
        Walks that begin at each kind of origin, and how many of these reach no shop.
    n_shops
        Shops to which one walks.
    counts, fit
        Counts by point, and what they say; None without counts.
    town
        What was given.
    warnings
        What was left out or taken for granted.
    map_name
        File of the shops.
    files
        What was written; empty before.
    ground
        Layers of the map under the streets.
    tops
        Streets that are the busiest somewhere in the band of what is supposed, the first by what
        is supposed.
    sways
        Kinds of origins whose walks, alone, change which street is the busiest.
    """

    streets: gpd.GeoDataFrame
    origins: pd.DataFrame
    n_shops: int
    counts: pd.DataFrame | None
    fit: Fitted | None
    town: Given
    warnings: tuple[Words, ...]
    map_name: str = ""
    files: tuple[str, ...] = ()
    ground: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    tops: tuple[Words, ...] = ()
    sways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """Streets that can be walked, and where things stand on them."""

    town: Given
    net: Network
    edge: np.ndarray
    paths: Paths
    tree: cKDTree
    node: np.ndarray


def footfall(
    asked: Asked, *, counts: Path | None = None, generators: Path | None = None
) -> Footfall:
    """Count who passes along the streets on the way to shops.

    Parameters
    ----------
    asked
        Register and map, grid.
    counts
        Counts of people on foot.
    generators
        Other origins of walks (jobs, stations, schools): points with a `weight`, walks in a day.

    Raises
    ------
    SettingsError
        If there is no map.
    InputError
        If a file cannot be used, or there is no street or shop.
    """
    town = given(asked.register, asked.osm)
    if town.extract is None:
        raise SettingsError("Nothing tells the streets: give the map with --osm.")
    told = list(town.warnings)
    scene = _scene(town)
    draws, n_shops = _shops(scene, told)
    starts = dict(_starts(asked, scene, generators, told))
    by_kind, rows = {}, []
    habits = Habits(*(parameter(name) for name in ("radius", "decay", "detour", "spread")))
    for kind, (nodes, walks) in starts.items():
        flows, lost = passers(scene.paths, nodes, walks, draws, habits)
        by_kind[kind] = flows
        rows.append({"kind": kind, "n": len(nodes), "walks": float(walks.sum()),
                     "lost": float(lost.sum())})  # fmt: skip
    streets, over = _streets(scene, by_kind)
    streets["one_park"] = _one_park(scene, draws, habits, streets)
    told += [*_doubts(pd.DataFrame(rows)), *_alone(streets)]
    read = None if counts is None else counted(counts, streets, town.epsg)
    made, fit = (streets, None) if read is None else _fitted(streets, read, told)
    extract = town.extract
    return Footfall(
        made[made["demand"] > 0].reset_index(drop=True), pd.DataFrame(rows), n_shops,
        None if read is None else read.points, fit, town, tuple(told),
        next((path.name for path in (asked.register, asked.osm) if path), ""),
        ground={name: extract.tables[name] for name in GROUND if name in extract.tables},
        tops=tuple(described(streets.iloc[list(over.tops)], streets)), sways=over.sways,
    )  # fmt: skip


def _scene(town: Given) -> _Scene:
    """Lay out the streets that one can walk."""
    extract = town.extract
    net = network(town.streets, extract.street_nodes, epsg=town.epsg)  # type: ignore[union-attr]
    walked = speeds(town.streets, "walk")[0][net.street] > 0
    edge = np.flatnonzero(walked)
    if not len(edge):
        raise InputError("The map holds no street that one can walk: give a larger one.")
    made = paths(net.tails[edge], net.heads[edge], net.length[edge], len(net.x))
    node = np.unique(np.concatenate([net.tails[edge], net.heads[edge]]))
    tree = cKDTree(np.column_stack([net.x[node], net.y[node]]))
    return _Scene(town, net, edge, made, tree, node)


def _on_streets(scene: _Scene, places: gpd.GeoSeries) -> tuple[np.ndarray, np.ndarray]:
    """Tie places to the nearest crossing; say which are near enough."""
    metres = gpd.GeoSeries(places).to_crs(scene.town.epsg).representative_point()
    away, nearest = scene.tree.query(np.column_stack([metres.x, metres.y]))
    return scene.node[nearest], np.asarray(away <= FARTHEST)


def _shops(scene: _Scene, told: list[Words]) -> tuple[np.ndarray, int]:
    premises = scene.town.premises
    shapes = premises.geometry
    placed = premises[premises["state"].eq(TRADING) & shapes.notna() & ~shapes.is_empty]
    if placed.empty:
        raise InputError("There is no trading shop with a place: nobody walks to any.")
    nodes, near = _on_streets(scene, placed.geometry)
    if (~near).any():
        told.append(both("{n} shop(s) left out, over 150 m from every street.",
                         n=int((~near).sum())))  # fmt: skip
    return np.bincount(nodes[near], minlength=len(scene.net.x)).astype(float), int(near.sum())


Starts = tuple[np.ndarray, np.ndarray]


def _starts(
    asked: Asked, scene: _Scene, generators: Path | None, told: list[Words]
) -> Iterator[tuple[str, Starts]]:
    """Place where walks begin, by kind, with the walks of a day."""
    town = scene.town
    box = box_of(town, town.premises)
    homes = people(asked.origins, asked.grid, town, box, told, is_gathered=False)
    walks = homes["weight"].to_numpy(float) * parameter("inhabitant")
    yield INHABITANTS, _over(scene, homes.geometry, walks)
    tables = town.extract.tables  # type: ignore[union-attr]
    parks, n_unknown = _parks(town)
    if n_unknown:
        told.append(both("{n} car park(s) left out, whose spaces the map does not tell.",
                         n=n_unknown))  # fmt: skip
    if len(parks):
        yield CAR_PARKS, _over(scene, parks.geometry, parks["walks"].to_numpy(float))
    amenities = tables["amenities"]
    stations = amenities[amenities["amenity"].eq("bus_station").fillna(value=False)]
    if len(stations):
        yield STATIONS, _kept(scene, stations.geometry,
                              np.full(len(stations), parameter("bus_station")))  # fmt: skip
    if generators is not None:
        read = points.read(generators)
        told += read.warnings
        rows = read.table[read.table["weight"] > 0]
        places = gpd.GeoSeries(gpd.points_from_xy(rows["lon"], rows["lat"]), crs=WGS84)
        yield OTHERS, _kept(scene, places, rows["weight"].to_numpy(float))


def _parks(town: Given) -> tuple[gpd.GeoDataFrame, int]:
    """List the car parks from which one walks on, with their walks; count those left out."""
    parks = town.extract.tables["car_parks"]  # type: ignore[union-attr]
    open_ = parks[~parks["access"].isin(PRIVATE).fillna(value=False).to_numpy(dtype=bool)]
    spaces = open_["capacity"].astype("Float64").fillna(
        open_["area"].astype("Float64") / parameter("space_area"))  # fmt: skip
    known = spaces.notna().to_numpy(dtype=bool) & ~open_.geometry.is_empty.to_numpy()
    walks = spaces[known].to_numpy(float) * parameter("space")
    kept = gpd.GeoDataFrame({"walks": walks}, geometry=open_.geometry[known].to_numpy(),
                            crs=parks.crs)  # fmt: skip
    return kept, int((~known).sum())


def _one_park(
    scene: _Scene, draws: np.ndarray, habits: Habits, streets: gpd.GeoDataFrame
) -> np.ndarray:
    """Share of the walks of the busiest stretches that begin at the one car park that gives most.

    Missing for the other stretches.
    """
    found = np.full(len(streets), np.nan)
    first = first_of(streets).index[:MOST_PARKS].to_numpy()
    demand = streets["demand"].to_numpy(float)
    parks, _ = _parks(scene.town)
    least = parameter("one_origin") * demand[first].min() if len(first) else np.inf
    large = parks[parks["walks"] >= least].nlargest(MOST_PARKS, "walks")
    found[first] = 0.0
    for k in range(len(large)):
        own = large.iloc[k : k + 1]
        nodes, walks = _over(scene, own.geometry, own["walks"].to_numpy(float))
        flows, _ = passers(scene.paths, nodes, walks, draws, habits)
        found[first] = np.fmax(found[first], flows[first] / demand[first])
    return found


def _alone(streets: gpd.GeoDataFrame) -> Iterator[Words]:
    """Say of the busiest streets which are so by one car park."""
    rows = first_of(streets).head(5)
    for name, share in zip(described(rows, streets), rows["one_park"], strict=True):
        if share > parameter("one_origin"):
            yield both("{street}: {share} of the walks of its busiest stretch come from one car "
                       "park. Its rank is that car park's, and the spaces and walks supposed of "
                       "it are to be checked.", street=name,
                       share=percent(float(share)))  # fmt: skip


def _over(scene: _Scene, places: gpd.GeoSeries, walks: np.ndarray) -> Starts:
    """Begin the walks of an area at every crossing in it, those of a point at the nearest one."""
    net, node = scene.net, scene.node
    metres = gpd.GeoSeries(places).to_crs(scene.town.epsg).reset_index(drop=True)
    inside = gpd.GeoSeries.from_xy(net.x[node], net.y[node], crs=scene.town.epsg)
    area, crossing = inside.sindex.query(metres, predicate="contains")
    n = np.bincount(area, minlength=len(metres))
    rest = np.flatnonzero(n == 0)
    nodes, own = _kept(scene, gpd.GeoSeries(places).iloc[rest], walks[rest])
    spread = walks[area] / n[area]
    return np.concatenate([node[crossing], nodes]), np.concatenate([spread, own])


def _kept(scene: _Scene, places: gpd.GeoSeries, walks: np.ndarray) -> Starts:
    nodes, near = _on_streets(scene, places)
    return nodes[near], walks[near]


def _streets(scene: _Scene, by_kind: dict[str, np.ndarray]) -> tuple[gpd.GeoDataFrame, Band]:
    """Put what passes on the stretches of streets."""
    net, edge = scene.net, scene.edge
    ends = [np.column_stack([net.x[at[edge]], net.y[at[edge]]]) for at in (net.tails, net.heads)]
    demand = np.sum(list(by_kind.values()), axis=0)
    if not (demand > 0).any():
        raise InputError("Nobody walks to a shop within reach: give a larger map, or --grid.")
    rows = scene.town.streets.iloc[net.street[edge]]
    keys = rows["name"].fillna(rows["street_id"]).to_numpy(object)
    over = band(by_kind, net.length[edge], keys)
    made = gpd.GeoDataFrame({
        "street": rows["name"].to_numpy(object), "street_id": rows["street_id"].to_numpy(object),
        "demand": demand, **by_kind, "index": over.index,
        "index_low": over.low, "index_high": over.high,
        "passers": np.nan, "low": np.nan, "high": np.nan,
    }, geometry=shapely.linestrings(np.stack(ends, axis=1)), crs=scene.town.epsg)  # fmt: skip
    return made, over


def _doubts(rows: pd.DataFrame) -> Iterator[Words]:
    walks = {name: parameter(name) for name in ("inhabitant", "space", "bus_station")}
    told = {name: Words(*(grouped(one, 1 if one < 1 else 0, code) for code in LANGUAGES))
            for name, one in walks.items()}  # fmt: skip
    yield both("Supposed, and to be checked: walks to the shops begin {inhabitant} times a day for "
               "an inhabitant, {space} for a space of a car park, {bus_station} for a bus station.",
               **told)  # fmt: skip
    lost, whole = float(rows["lost"].sum()), float(rows["walks"].sum())
    if whole > 0 and lost / whole > LEAST_SAID:
        yield both("{n} % of the walks reach no shop within {radius} m: they are left out.",
                   n=round(100 * lost / whole), radius=round(parameter("radius")))  # fmt: skip
    if OTHERS not in set(rows["kind"]):
        yield both("Jobs, schools and railway stations are not told by the map: give them with "
                   "--generators.")  # fmt: skip


def _fitted(
    streets: gpd.GeoDataFrame, read: Counted, told: list[Words]
) -> tuple[gpd.GeoDataFrame, Fitted]:
    told += read.warnings
    rows = read.points
    fit = fitted(rows["demand"], rows["passers"], rows["share"])
    told += _verdict(fit, len(rows))
    mean, low, high = told_on(fit, streets["demand"].to_numpy(float))
    return gpd.GeoDataFrame(streets.assign(passers=mean, low=low, high=high)), fit


def _verdict(fit: Fitted, n: int) -> Iterator[Words]:
    if fit.verdict == "too_few":
        yield both("{n} points were counted on streets where somebody passes: five at least are "
                   "needed, and flows stay relative.", n=n)  # fmt: skip
    elif fit.verdict == "not_converged":
        yield both("The counts could not be fitted: flows stay relative.")
    elif fit.verdict == "no_link":
        yield both("The counts do not follow the walks of the model, as far as so few can tell: "
                   "flows stay relative.")  # fmt: skip
    elif fit.error >= fit.usual_error:
        yield both("Each point is told no better by the others through the model than by their "
                   "mean: take the passers as an order of magnitude.")  # fmt: skip


def run(
    asked: Asked, out: Path, *, counts: Path | None = None, generators: Path | None = None,
    page: Callable[[Footfall, Path], None] | None = None,
) -> Footfall:  # fmt: skip
    """Count who passes and write it in a new folder.

    Parameters
    ----------
    asked, counts, generators
        As `footfall` takes them.
    out
        The folder.
    page
        What writes the page; none is written without.

    Raises
    ------
    SettingsError, InputError
        If an option or a file cannot be used, or the folder is taken.
    StorageError
        If it cannot be written.
    """
    with fresh(out):
        done = footfall(asked, counts=counts, generators=generators)
        files = ["footfall_streets.gpkg"]
        layer = done.streets.to_crs(WGS84)
        parking_layers.write({"footfall_streets": layer}, out / files[0])
        if done.counts is not None:
            files.append("footfall_counts.csv")
            parking_layers.write({"footfall_counts": done.counts}, out / files[1])
        done = replace(done, files=tuple(files) if page is None else (PAGE, *files))
        if page is not None:
            page(done, out / PAGE)
        return done
