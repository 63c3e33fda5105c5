"""A market made of files: shops of a register, a map or a table; where people live; times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.commerce.catchment.calibration import AREA
from beffroi.engines.commerce.catchment.market import Market, filled, floored
from beffroi.engines.commerce.catchment.parameters import parameter
from beffroi.engines.mobility.network import graph, network
from beffroi.engines.mobility.snapped import snapped
from beffroi.formats import market_tables, points
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.kernels.gatherings import gatherings
from beffroi.kernels.graph import costs_between
from beffroi.study.commerce_given import WGS84, Given, given
from beffroi.study.commerce_people import people
from beffroi.territory.commerce import TRADING
from beffroi.territory.projection import legal_epsg

LONGEST = 3_600.0
"""Shops farther than an hour are out of reach. [s]"""
MODES = ("walk", "car")
MOST_NAMED = 5
"""Shops that a sentence names, at most."""
HEADINGS = {"name": ("name", "nom", "enseigne"), AREA: ("area", "surface", "floor", "vf")}
POWERS = {"area": both("sales area"), "decay": both("time to come (decay)"),
          "outside": both("pull of the outside (logarithm)")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a market is made of.

    Attributes
    ----------
    register, osm
        A written register, a map; one at least, unless shops, origins and times are given.
    shops
        Table of shops, besides those of the register.
    origins, grid
        Table of places with what is spent there, or census grid; without either, the dwellings of
        the map.
    times
        Matrix of times; without it, the streets of the map.
    mode
        ``walk`` or ``car``, or a mode of the matrix.
    family
        Shops of this family alone; empty for all.
    attributes
        What may draw customers, columns of the tables of shops.
    """

    register: Path | None = None
    osm: Path | None = None
    shops: Path | None = None
    origins: Path | None = None
    grid: Path | None = None
    times: Path | None = None
    mode: str = "walk"
    family: str = ""
    attributes: tuple[str, ...] = (AREA,)


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A market, and where its parts lie.

    Attributes
    ----------
    market
        Market.
    places
        One row for each origin: `origin_id`, `weight`, `geometry` (WGS 84).
    shops
        One row for each shop: `shop_id`, `name`, `family`, `area`, `is_centre`, `geometry`.
    town
        What was given; None where no register nor map was.
    epsg
        Projection in metres.
    warnings
        What was left out or taken for granted.
    n_unsized
        Shops that do not tell their sales area, and are given a usual one. [shop]
    """

    market: Market
    places: gpd.GeoDataFrame
    shops: gpd.GeoDataFrame
    town: Given | None
    epsg: int
    warnings: tuple[Words, ...]
    n_unsized: int = 0


def made(asked: Asked) -> Made:
    """Make the market of some files.

    Raises
    ------
    SettingsError
        If an option is missing or unknown.
    InputError
        If a file cannot be used, or there is no shop or nobody to buy.
    """
    told = list[Words]()
    town = _town(asked)
    told += [] if town is None else town.warnings
    shops = _shops(asked, town, told)
    lon, lat = float(shops.geometry.x.mean()), float(shops.geometry.y.mean())
    epsg = town.epsg if town is not None else legal_epsg("", lon, lat)
    shops = shops.assign(is_centre=_centre(shops, town, epsg))
    if asked.family:
        shops = _of_family(shops, asked.family)
    places = people(asked.origins, asked.grid, town, box_of(town, shops), told)
    minutes = floored(times(asked, town, places, shops, epsg, told))
    attributes = {name: sized(shops, name, told) for name in asked.attributes}
    named = shops["name"].fillna(shops["shop_id"]).astype(object)
    market = Market(
        places["origin_id"].to_numpy(object), places["weight"].to_numpy(float),
        places.attrs.get("unit", "inhabitant"), shops["shop_id"].to_numpy(object),
        named.to_numpy(object), {k: v for k, v in attributes.items() if v is not None}, minutes,
        shops["is_centre"].to_numpy(bool),
    )  # fmt: skip
    if not market.served.any():
        raise InputError("No place reaches a shop: give places and shops of one town.")
    n_unsized = int((~(shops[AREA].astype(float) > 0)).sum()) if AREA in attributes else 0
    return Made(market, places, shops.reset_index(drop=True), town, epsg, tuple(told), n_unsized)


def _town(asked: Asked) -> Given | None:
    if asked.register is not None or asked.osm is not None:
        return given(asked.register, asked.osm)
    if asked.shops is None:
        raise SettingsError(
            "No shop is given: give --register, --osm, or a table of shops with --shops."
        )
    return None


def _shops(asked: Asked, town: Given | None, told: list[Words]) -> gpd.GeoDataFrame:
    """Put the shops of the register or the map and those of a table together."""
    parts = []
    if town is not None:
        parts.append(_trading(town.premises, asked.attributes))
    if asked.shops is not None:
        parts.append(table(asked.shops, asked.attributes, told))
    shops = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=WGS84)
    if shops.empty:
        raise InputError("There is no trading shop with a place: nothing can be shared out.")
    repeated = shops["shop_id"].duplicated()
    if repeated.any():
        raise InputError(
            "{n} shops of the table {file} have an id of the register (first: {first}): give them "
            "others.", n=int(repeated.sum()), file=str(asked.shops),
            first=str(shops["shop_id"][repeated].iloc[0]),
        )  # fmt: skip
    return shops


def _trading(premises: gpd.GeoDataFrame, attributes: Sequence[str]) -> gpd.GeoDataFrame:
    shapes = premises.geometry
    placed = premises[premises["state"].eq(TRADING) & shapes.notna() & ~shapes.is_empty]
    own = {name: placed[name].to_numpy(dtype=float, na_value=np.nan) if name == AREA else np.nan
           for name in attributes}  # fmt: skip
    return gpd.GeoDataFrame(
        {"shop_id": placed["premises_id"].to_numpy(object), "name": placed["name"].to_numpy(object),
         "family": placed["family"].to_numpy(object), "source": "map", **own},
        geometry=placed.geometry.representative_point().to_numpy(), crs=WGS84,
    )  # fmt: skip


def table(path: Path, attributes: Sequence[str], told: list[Words]) -> gpd.GeoDataFrame:
    """Read a table of shops: id, lon, lat, name, family, and what may draw customers.

    Raises
    ------
    InputError
        If the file cannot be used.
    """
    beside = {**HEADINGS, "family": ("family", "famille"),
              **{name: HEADINGS.get(name, (name.casefold(),)) for name in attributes}}  # fmt: skip
    read = points.read(path, beside=beside)
    told += read.warnings
    rows = read.table
    own = {name: pd.to_numeric(rows[name].str.replace(",", "."), errors="coerce").to_numpy(float)
           for name in attributes}  # fmt: skip
    return gpd.GeoDataFrame(
        {"shop_id": rows["id"].to_numpy(object), "name": rows["name"].to_numpy(object),
         "family": rows["family"].to_numpy(object), "source": path.name, **own},
        geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=WGS84,
    )  # fmt: skip


def _centre(shops: gpd.GeoDataFrame, town: Given | None, epsg: int) -> np.ndarray:
    """Say which shops make the centre: the pole nearest to the middle of the shops."""
    metres = shops.to_crs(epsg).geometry
    places = np.column_stack([metres.x, metres.y])
    pole = gatherings(places, parameter("reach"), int(parameter("pole")))
    if (pole < 0).all():
        pole = gatherings(places, parameter("reach"))
    if town is None:
        return np.asarray(pole == 0)
    middle = gpd.GeoSeries([shapely.Point(town.centre)], crs=WGS84).to_crs(epsg).iloc[0]
    away = np.hypot(places[:, 0] - middle.x, places[:, 1] - middle.y)
    nearest = pole[np.argmin(np.where(pole >= 0, away, np.inf))]
    return np.asarray(pole == nearest)


def _of_family(shops: gpd.GeoDataFrame, family: str) -> gpd.GeoDataFrame:
    own = shops[shops["family"].eq(family).fillna(value=False).to_numpy(dtype=bool)]
    if own.empty:
        known = sorted({str(one) for one in shops["family"].dropna()})
        raise SettingsError("No shop is of the family {family!r}: give one of {known}.",
                            family=family, known=", ".join(known))  # fmt: skip
    return gpd.GeoDataFrame(own.reset_index(drop=True))


def sized(shops: pd.DataFrame, name: str, told: list[Words]) -> np.ndarray | None:
    """Return an attribute of shops, unknown ones filled within their file; say so."""
    values = shops[name].to_numpy(dtype=float, na_value=np.nan)
    if not (values > 0).any():
        told.append(both("No shop tells its {name}: all draw alike but for the time it takes.",
                         name=power_name(name)))  # fmt: skip
        return None
    found = np.empty(len(shops))
    for source in shops["source"].unique():
        own = shops["source"].eq(source).to_numpy(dtype=bool)
        usual = parameter("usual_area") if name == AREA else None
        part, n_unknown = filled(values[own], usual)
        if part is None:
            raise InputError("No shop of {file} tells its {name}: give it, or leave it out of "
                             "--attributes.", file=str(source), name=name)  # fmt: skip
        found[own] = part
        if n_unknown:
            told.append(both(
                "{n} shops of {whole} do not tell their {name}: each is given {value}, the median "
                "of the others of its file or, where fewer than five are known, a usual one.",
                n=n_unknown, whole=int(own.sum()), name=power_name(name),
                value=_rounded(float(part[~(values[own] > 0)][0])),
            ))  # fmt: skip
    return found


def power_name(name: str) -> Words:
    """Call a power as people do."""
    return POWERS.get(name, Words(name, name))


def _rounded(value: float) -> Words:
    return Words(*(grouped(value, 0, code) for code in LANGUAGES))


def box_of(town: Given | None, shops: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Bound what is wanted of a national file: the streets of the map, or the shops. [°]."""
    rows = shops if town is None or town.streets.empty else town.streets
    west, south, east, north = map(float, rows.total_bounds)
    return west, south, east, north


def times(  # noqa: PLR0917 - what times are made of
    asked: Asked, town: Given | None, places: gpd.GeoDataFrame, shops: gpd.GeoDataFrame,
    epsg: int, told: list[Words],
) -> np.ndarray:  # fmt: skip
    """Measure the minutes from places to shops, (n_places, n_shops); infinite out of reach.

    Raises
    ------
    SettingsError
        If there is neither a matrix nor a map with streets, or the mode is none.
    """
    if asked.times is not None:
        return _of_matrix(asked, places, shops, told)
    if asked.mode not in MODES:
        raise SettingsError("There is no mode {mode!r} on the streets: give one of {known}.",
                            mode=asked.mode, known=", ".join(MODES))  # fmt: skip
    if town is None or town.extract is None:
        raise SettingsError(
            "Nothing tells the travel times: give a matrix with --times, or a map with --osm."
        )
    nodes = town.extract.street_nodes
    net = network(town.streets, nodes, epsg=epsg)
    streets, _ = graph(town.streets, net, "car" if asked.mode == "car" else "walk")
    ends = [gpd.GeoSeries(one.geometry).to_crs(epsg).representative_point()
            for one in (places, shops)]  # fmt: skip
    home, shop = (snapped(streets, one.x.to_numpy(), one.y.to_numpy()) for one in ends)
    if not streets.n_nodes:
        return np.full((len(places), len(shops)), np.inf)
    between = costs_between(streets, shop.node, home.node, LONGEST, towards=True).T
    told += _off_streets(shops, shop.delay)
    seconds = between.astype(float) + home.delay[:, np.newaxis] + shop.delay
    return np.asarray(np.where(seconds <= LONGEST, seconds / 60, np.inf))


def _off_streets(shops: gpd.GeoDataFrame, delay: np.ndarray) -> Iterator[Words]:
    """Name the shops that no street of the map comes near."""
    far = shops[np.isinf(delay)]
    if len(far):
        named = far["name"].fillna(far["shop_id"]).astype(str)
        yield both("{n} shop(s) over 150 m from every street of the map, which nobody reaches "
                   "({names}): give a larger map, or times with --times.", n=len(far),
                   names=", ".join(named.head(MOST_NAMED)))  # fmt: skip


def _of_matrix(
    asked: Asked, places: gpd.GeoDataFrame, shops: gpd.GeoDataFrame, told: list[Words]
) -> np.ndarray:
    read = market_tables.read_times(asked.times, mode=asked.mode)  # type: ignore[arg-type]
    told += read.warnings
    rows = pd.Index(places["origin_id"].astype(str)).get_indexer(read.table["from_id"])
    columns = pd.Index(shops["shop_id"].astype(str)).get_indexer(read.table["to_id"])
    kept = (rows >= 0) & (columns >= 0)
    if not kept.any():
        raise InputError(
            "{file} tells no time between these places and these shops: its from_id must be theirs "
            "({place}…), its to_id those of the shops ({shop}…).", file=str(asked.times),
            place=str(places["origin_id"].iloc[0]), shop=str(shops["shop_id"].iloc[0]),
        )  # fmt: skip
    found = np.full((len(places), len(shops)), np.inf)
    minutes = read.table["minutes"].to_numpy(dtype=float, na_value=np.inf)
    found[rows[kept], columns[kept]] = minutes[kept]
    lost = int(np.isinf(found).all(axis=0).sum())
    if lost:
        told.append(both("{n} shop(s) without any time in {file}: nobody reaches them.", n=lost,
                         file=asked.times.name))  # type: ignore[union-attr]  # fmt: skip
    return found
