"""The search for a space: a map, an inventory and an occupancy in, minutes street by street out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.profiles import speeds
from beffroi.engines.parking.explanation.area import area
from beffroi.engines.parking.explanation.filling import by_size
from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.engines.parking.explanation.searching import (
    Found,
    Ground,
    ground,
    occupancies,
    search,
)
from beffroi.engines.parking.explanation.sections import Sections, Stretches, sections
from beffroi.engines.parking.explanation.steadying import ENOUGH, steadied
from beffroi.formats import osm, parking_places
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.study.parking_bounds import STAY, Tried, bounds
from beffroi.study.parking_counts import counted
from beffroi.study.parking_expected import taken as expected
from beffroi.study.parking_nearby import near, placed
from beffroi.study.parking_occupancies import occupancy
from beffroi.study.parking_searched import FILES, Asked, Searched
from beffroi.territory.centre import centre
from beffroi.territory.parking import DELIVERY, DISABLED, FORBIDDEN, PRIVATE, RESIDENTS
from beffroi.territory.projection import legal_epsg

PAGE = "index.html"
Shares = np.ndarray[Any, np.dtype[np.float64]]
GROUND = ("streets", "water", "waters", "buildings", "greens")
"""Layers of the map under the results."""
FAR = 1_000.0
"""A destination farther than this from every street is not on the map. [m]"""
CLOSED = (RESIDENTS, DISABLED, DELIVERY, PRIVATE, FORBIDDEN)
"""Rules under which not any driver may park."""


def run(
    map_: Path, inventory: Path, out: Path, asked: Asked,
    page: Callable[["Searched", Path], None] | None = None,
) -> Searched:  # fmt: skip
    """Say how long drivers search around a destination, and write it street by street.

    Parameters
    ----------
    map_
        OpenStreetMap extract.
    inventory
        Parking places, as `formats.parking_places` reads them.
    out
        Folder to write.
    asked
        Occupancy, hour and destination.
    page
        What writes the page of the search; without it none is written.

    Raises
    ------
    SettingsError
        If an option cannot be understood.
    InputError
        If the destination is not on the map, or no occupancy of a place on its streets is known.
    UnreadableFileError, HostileFileError, FaultyFileError
        If a file cannot be used.
    StorageError
        If the folder cannot be written.
    """
    extract = osm.read(map_)
    read = parking_places.read(inventory)
    offered, aside = _open(gpd.GeoDataFrame(read.table))
    streets = extract.tables["streets"]
    west, south, east, north = streets.total_bounds if len(streets) else (0.0,) * 4
    epsg = legal_epsg("", (west + east) / 2, (south + north) / 2)
    made = _sections(streets, extract.street_nodes, epsg)
    if not len(made.tail):
        raise InputError("{file} holds no street that cars can use.", file=map_.name)
    lon, lat = _destination(asked.destination, extract, epsg)
    aim = _metres(lon, lat, epsg)
    if np.hypot(*(made.middle - np.array(aim)).T).min() > FAR:
        raise InputError(
            "The destination {lon}, {lat} is more than a kilometre from the streets of {file}: "
            "give --destination as lon,lat.", lon=lon, lat=lat, file=map_.name,
        )  # fmt: skip
    held = ground(made, _rows(offered, streets, epsg))
    taken, hours, ends, told = _taken(offered, asked)
    seen, (likely, surveyed, few) = occupancies(held, taken), _likely(offered, taken, hours, asked)
    by_section = occupancies(held, likely)
    if np.isnan(by_section).all():
        raise InputError("No occupancy is known of a place on the streets of the map.")
    found = search(held, by_section, aim)
    places = placed(offered, taken, streets, extract.street_nodes, aim, epsg)
    usual = Tried(both("as computed"), found.time, held, by_section, surveyed=surveyed)
    others = (*_others(made, usual, _rows(offered, streets, epsg), aim),
              *(_tried(name, replace(usual, occupancy=occupancies(held, one)), aim)
                for name, one in ends))  # fmt: skip
    bounded = bounds(usual, others, aim)
    counts = offered["spaces"].to_numpy(dtype=float, na_value=np.nan)
    known = np.nansum(np.where(np.isnan(taken), 0.0, counts)) / max(np.nansum(counts), 1.0)
    done = Searched(
        found, (bounded.low, bounded.high), tuple((one.name, one.time) for one in others),
        bounded.followed,
        _streets(made, held, found, seen, streets), places,
        _shapes(made, found, held, streets, epsg),
        area(found.spaces, found.occupancy, stay=STAY), float(known), (lon, lat),
        (*extract.warnings, *read.warnings, *aside, *told, *few), near(places), hours, by_size(),
        {name: extract.tables[name] for name in GROUND if name in extract.tables},
        map_.name, asked, FILES if page is None else (PAGE, *FILES),
    )  # fmt: skip
    _written(done, out, page)
    return done


def _open(places: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, tuple[Words, ...]]:
    """Keep the places where any driver may park."""
    closed = places["regulation"].isin(CLOSED).to_numpy(dtype=bool)
    spaces = places["spaces"].to_numpy(dtype=float, na_value=np.nan)[closed]
    said = both(
        "{n} place(s) left out of the search, {spaces} spaces known: private, forbidden, or kept "
        "for residents, disabled people or deliveries.", n=int(closed.sum()),
        spaces=Words(*(grouped(float(np.nansum(spaces)), 0, code) for code in LANGUAGES)),
    )  # fmt: skip
    return gpd.GeoDataFrame(places[~closed].reset_index(drop=True)), (said,) if closed.any() else ()


def _taken(places: gpd.GeoDataFrame, asked: Asked) -> tuple[
    Shares, pd.DataFrame, tuple[tuple[Words, Shares], ...], tuple[Words, ...]
]:  # fmt: skip
    """Give each place its occupancy: told by hand, surveyed, or expected of a study."""
    folder = Path(asked.occupancy)
    if not folder.is_dir():
        return *occupancy(places, asked.occupancy, asked.hour), (), ()
    found = expected(folder, places, asked.hour)
    fewest, usual, most = found.by_place
    bounds = ((both("with the fewest drivers that may come"), fewest),
              (both("with the most drivers that may come"), most))  # fmt: skip
    said = both("Occupancy was not surveyed: it is what the drivers that the study brings would "
                "make it at {hour}.", hour=found.hour)  # fmt: skip
    return usual, found.hours, bounds, (said, *found.warnings)


def _sections(streets: gpd.GeoDataFrame, nodes: pd.DataFrame, epsg: int) -> Sections:
    net = network(streets, nodes, epsg=epsg)
    forwards, backwards = (v[net.street] > 0 for v in speeds(streets, "car"))
    return sections(Stretches(net.x, net.y, net.tails, net.heads, net.street, net.length,
                              forwards, backwards))  # fmt: skip


def _destination(told: str, extract: osm.OsmExtract, epsg: int) -> tuple[float, float]:
    if told:
        parts = told.replace(";", ",").split(",")
        try:
            lon, lat = (float(part) for part in parts)
        except ValueError:
            raise SettingsError(
                "--destination is {told!r}: give lon,lat, such as -2.084,47.651.", told=told
            ) from None
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise SettingsError("--destination is {told!r}: it is not on Earth.", told=told)
        return lon, lat
    streets, shops = (extract.tables[name].to_crs(epsg) for name in ("streets", "shops"))
    point = centre(streets, shops)
    place = gpd.GeoSeries([point], crs=epsg).to_crs(4326).iloc[0]
    return round(float(place.x), 6), round(float(place.y), 6)


def _metres(lon: float, lat: float, epsg: int) -> tuple[float, float]:
    place = gpd.GeoSeries.from_xy([lon], [lat], crs=4326).to_crs(epsg).iloc[0]
    return float(place.x), float(place.y)


def _rows(places: pd.DataFrame, streets: pd.DataFrame, epsg: int) -> pd.DataFrame:
    row = pd.Series(np.arange(len(streets)), streets["street_id"].to_numpy())
    row = row[~row.index.duplicated()]
    points = gpd.GeoDataFrame(places).to_crs(epsg).geometry.representative_point()
    return pd.DataFrame({
        "kind": places["kind"].to_numpy(),
        "street": places["street_id"].map(row).astype("object").to_numpy(),
        "side": places["side"].astype("object").to_numpy(),
        "spaces": places["spaces"].to_numpy(dtype=float, na_value=np.nan),
        "x": points.x.to_numpy(), "y": points.y.to_numpy(),
    })  # fmt: skip


def _likely(
    places: pd.DataFrame, taken: Shares, hours: pd.DataFrame, asked: Asked
) -> tuple[Shares, bool, tuple[Words, ...]]:  # fmt: skip
    """Steady occupancies seen a few times, and say whether they are those of a day."""
    seen = np.unique(taken[~np.isnan(taken)])
    if Path(asked.occupancy).is_dir() or len(seen) < 2:
        return taken, False, ()
    by_place = hours.groupby("place_id").size()
    n = 1 if asked.hour or by_place.empty else int(by_place.median())
    if n >= ENOUGH:
        return taken, True, ()
    spaces = places["spaces"].to_numpy(dtype=float, na_value=np.nan)
    said = plural(
        n, both("Each occupancy is that of {n} hour: for the search, it is drawn towards the mean "
                "of all as far as chance alone makes streets differ."),
        both("Each occupancy is the mean of {n} hours: for the search, it is drawn towards the "
             "mean of all as far as chance alone makes streets differ."),
    )  # fmt: skip
    return steadied(taken, spaces, hours=n), False, (said,)


def _others(
    made: Sections, usual: Tried, rows: pd.DataFrame, aim: tuple[float, float]
) -> Iterator[Tried]:  # fmt: skip
    walk = parameter("long_walk")
    time = search(usual.held, usual.occupancy, aim, walk=walk).time
    yield replace(usual, name=both("with a walk of {metres} m", metres=round(walk)), time=time)
    for name, share in ((both("half as patient"), 0.5), (both("twice as patient"), 2.0)):
        yield _tried(name, replace(usual, patience=share * parameter("patience")), aim)
    for name, speed in ((both("slower"), "slow_speed"), (both("quicker"), "fast_speed")):
        yield _tried(name, replace(usual, held=ground(made, rows, speed=parameter(speed))), aim)


def _tried(name: Words, other: Tried, aim: tuple[float, float]) -> Tried:
    found = search(other.held, other.occupancy, aim, patience=other.patience)
    return replace(other, name=name, time=found.time)


def _streets(
    made: Sections, held: Ground, found: Found,
    taken: np.ndarray[Any, np.dtype[np.float64]], streets: pd.DataFrame,
) -> pd.DataFrame:  # fmt: skip
    n = held.n_sections
    rows = streets.iloc[made.street]
    return pd.DataFrame({
        "street_id": rows["street_id"].to_numpy(), "street": rows["name"].to_numpy(),
        "along": np.where(made.is_forward, "forwards", "backwards"), "length_m": made.length,
        "spaces": held.spaces[:n], "occupancy": taken[:n],
        "search_s": np.where(np.isfinite(found.search.time[:n]), found.search.time[:n], np.nan),
        "success": found.search.success[:n],
        "visits_per_driver": found.ends.visits[:n], "parked_share": found.ends.parked[:n],
        "saved_by_a_space_s": found.worth[:n],
    })  # fmt: skip


def _shapes(
    made: Sections, found: Found, held: Ground, streets: gpd.GeoDataFrame, epsg: int
) -> gpd.GeoDataFrame:  # fmt: skip
    n = held.n_sections
    ends = [np.column_stack([made.x[at], made.y[at]]) for at in (made.tail, made.head)]
    lines = shapely.linestrings(np.stack([ends[0], made.middle, ends[1]], axis=1))
    table = gpd.GeoDataFrame({
        "street": streets["name"].to_numpy()[made.street],
        "search_min": np.round(found.search.time[:n] / 60, 2),
        "saved_by_a_space_s": np.round(found.worth[:n], 2),
    }, geometry=lines, crs=epsg)  # fmt: skip
    return table[np.isfinite(table["search_min"])].to_crs(4326)


def _written(
    done: Searched, out: Path, page: Callable[[Searched, Path], None] | None
) -> None:  # fmt: skip
    places = counted(pd.DataFrame(done.places.drop(columns="geometry")), "spaces")
    for name, table in zip(FILES[:2], (done.streets, places), strict=True):
        with written_whole(out / name) as temporary:
            table.to_csv(temporary, index=False, lineterminator="\n", float_format="%.4f")
    with written_whole(out / FILES[2]) as temporary:
        temporary.write_text(done.shapes.to_json(drop_id=True), encoding="utf-8")
    if page is not None:
        page(done, out / PAGE)
