"""The inventory of parking of a town: a map and a register in; places, remarks, exports out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.parking.inventory import ground, kerb, off_street
from beffroi.engines.parking.inventory.bays import bays, beside_counted, refined
from beffroi.engines.parking.inventory.exchange import exchange
from beffroi.engines.parking.inventory.joined import joined, pairs
from beffroi.engines.parking.inventory.once import once
from beffroi.engines.parking.inventory.publishing import Published, Publisher, published
from beffroi.engines.parking.inventory.remarks import Surveyed, remarks
from beffroi.engines.parking.inventory.totals import (
    Total,
    along_streets,
    total,
    totals,
    usable,
)
from beffroi.formats import bnls, osm, parking_layers
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.territory.centre import centre
from beffroi.territory.parking import KERB, PARKING_PLACES, REGISTERED_CAR_PARKS
from beffroi.territory.projection import legal_epsg

__all__ = [
    "RULES", "Inventory", "Total", "as_json", "by_kind", "by_rule", "inventory", "run", "surveyed",
    "told",
]  # fmt: skip
WGS84 = 4326
PAGE = "index.html"
GROUND = ("streets", "water", "waters", "buildings", "greens")
"""Layers of the map under the places."""
BEYOND = 0.003
"""Margin around the streets of the map in which the register is read. [°]"""
MOST_NAMED = 5
"""Car parks that a sentence names, at most."""
PLACES, REMARKS, REGISTER, EXCHANGE = (
    "parking_places", "parking_remarks", "bnls", "datex2_parking"
)  # fmt: skip
COMMUNE, SIRET = re.compile(r"([013-9]\d|2[AB1-9])\d{3}"), re.compile(r"\d{14}")
RULES = {
    "free": Words("gratuit", "free"), "paid": Words("payant", "paid"),
    "blue_zone": Words("zone bleue", "blue zone"), "residents": Words("résidents", "residents"),
    "disabled": Words("personnes handicapées", "disabled people"),
    "delivery": Words("livraisons", "deliveries"), "short_stay": Words("arrêt court", "short stay"),
    "private": Words("privé", "private"), "unknown": Words("règle inconnue", "rule unknown"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Inventory:
    """An inventory of parking.

    Attributes
    ----------
    places, remarks
        Tables `PARKING_PLACES` and `PARKING_REMARKS`, in WGS 84.
    published
        What can be sent to the national base; None if nobody said who publishes.
    date
        Day of the map, ISO 8601; empty if unknown.
    warnings
        What the readers repaired or left out.
    ground
        Layers of the map under the places, WGS 84.
    centre
        Middle of the shops of the map, longitude and latitude.
    first_hours
        Prices of the first hour of the car parks of the register where one pays. [€]
    map_name
        File of the map.
    files
        What was written; empty before.
    """

    places: gpd.GeoDataFrame
    remarks: gpd.GeoDataFrame
    published: Published | None
    date: str
    warnings: tuple[Words, ...]
    ground: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    centre: tuple[float, float] = (0.0, 0.0)
    first_hours: tuple[float, ...] = ()
    map_name: str = ""
    files: tuple[str, ...] = ()


def inventory(
    map_file: Path, register: Path | None = None, *, commune: str = "", siret: str = ""
) -> Inventory:
    """Make the inventory of a map, with the national register if one is given.

    Parameters
    ----------
    map_file
        OpenStreetMap extract.
    register
        Register of car parks (BNLS), of the town or of France: what lies around the map is read.
    commune, siret
        INSEE code and SIRET of who publishes a register; both, or none.

    Raises
    ------
    InputError
        If a file cannot be read, or the code or the SIRET is none.
    """
    publisher = _publisher(commune, siret)
    extract = osm.read(map_file)
    nodes = extract.street_nodes
    if nodes.empty:
        raise InputError(
            "The map {path} holds no street: give an OpenStreetMap extract that covers the town.",
            path=str(map_file),
        )
    west, east = float(nodes["lon"].min()), float(nodes["lon"].max())
    south, north = float(nodes["lat"].min()), float(nodes["lat"].max())
    epsg = legal_epsg(commune, (west + east) / 2, (south + north) / 2)
    around = shapely.box(west - BEYOND, south - BEYOND, east + BEYOND, north + BEYOND)
    registered, warnings = _registered(register, around, epsg, commune)
    drawn = {name: extract.tables[name].to_crs(epsg)
             for name in ("streets", "street_points", "car_parks", "parking_spaces")}  # fmt: skip
    made = surveyed(drawn, registered)
    told = None
    if publisher is not None:
        told = published(made.places, made.car_parks, made.registered, made.same, publisher)
        told = _valid(told)
    return Inventory(
        places=made.places.to_crs(WGS84),
        remarks=remarks(made).to_crs(WGS84),
        published=told,
        date=extract.date,
        warnings=(*extract.warnings, *warnings),
        ground={name: extract.tables[name] for name in GROUND if name in extract.tables},
        centre=_centre(drawn["streets"], extract.tables["shops"].to_crs(epsg)),
        first_hours=_first_hours(registered),
        map_name=map_file.name,
    )


def _centre(streets: gpd.GeoDataFrame, shops: gpd.GeoDataFrame) -> tuple[float, float]:
    point = gpd.GeoSeries([centre(streets, shops)], crs=streets.crs).to_crs(WGS84).iloc[0]
    return float(point.x), float(point.y)


def _first_hours(registered: gpd.GeoDataFrame) -> tuple[float, ...]:
    is_paid = registered["free"].ne(other=True).fillna(value=True)
    prices = registered.loc[is_paid.to_numpy(dtype=bool), "price_1h"].dropna().astype(float)
    return tuple(prices[prices > 0].sort_values())


def _valid(made: Published) -> Published:
    """Keep the rows that the national schema accepts, and name what the others lack."""
    register = made.register.to_crs(WGS84)
    lacking = {place: list(names) for place, names in made.lacking.items()}
    for car_park, name in bnls.faults(register):
        lacking.setdefault(car_park, []).append(name)
    kept = register[~register["car_park_id"].isin(list(lacking))]
    return Published(
        gpd.GeoDataFrame(kept.reset_index(drop=True)),
        {place: tuple(names) for place, names in lacking.items()},
    )


def surveyed(drawn: dict[str, gpd.GeoDataFrame], registered: gpd.GeoDataFrame) -> Surveyed:
    """Join the kerbs, the car parks and the register of a town.

    Parameters
    ----------
    drawn
        Tables `STREETS`, `STREET_POINTS`, `CAR_PARKS` and `PARKING_SPACES` by name, in metres.
    registered
        Table `REGISTERED_CAR_PARKS`, in the same projection; empty if none was given.
    """
    streets = drawn["streets"]
    car_parks, doubled = once(drawn["car_parks"])
    own = bays(drawn["parking_spaces"], car_parks, streets)
    along = car_parks[ground.is_along(car_parks).to_numpy(dtype=bool, na_value=False)]
    taken = pd.concat([pd.DataFrame(along[["geometry"]]), pd.DataFrame(own.groups[["geometry"]])])
    kerbs = kerb.kerb(streets, drawn["street_points"], gpd.GeoDataFrame(taken, crs=streets.crs))
    parts = [
        kerbs,
        refined(off_street.off_street(car_parks, streets), own.inside),
        beside_counted(own.groups, kerbs),
    ]
    filled = [pd.DataFrame(part) for part in parts if len(part)]
    whole = pd.concat(filled, ignore_index=True) if filled else PARKING_PLACES.empty()
    places = gpd.GeoDataFrame(PARKING_PLACES.typed(whole, crs=str(streets.crs)))
    same = pairs(places, registered)
    return Surveyed(joined(places, registered, same), places, streets, car_parks, registered,
                    same, doubled)  # fmt: skip


def _publisher(commune: str, siret: str) -> Publisher | None:
    if not commune and not siret:
        return None
    if not COMMUNE.fullmatch(commune):
        raise SettingsError(
            "{code!r} is not the INSEE code of a commune: five characters, such as 35236.",
            code=commune,
        )
    if not SIRET.fullmatch(siret):
        raise SettingsError(
            "{siret!r} is not a SIRET: give the 14 digits of who publishes the register.",
            siret=siret,
        )
    return Publisher(commune, siret)


def _registered(
    register: Path | None, around: shapely.Polygon, epsg: int, commune: str
) -> tuple[gpd.GeoDataFrame, tuple[Words, ...]]:
    if register is None:
        return gpd.GeoDataFrame(REGISTERED_CAR_PARKS.empty()).to_crs(epsg), ()
    reading = bnls.read_register(register)
    table = gpd.GeoDataFrame(reading.table)
    is_near = table.intersects(around)
    near, far = gpd.GeoDataFrame(table[is_near].reset_index(drop=True)), table[~is_near]
    return near.to_crs(epsg), (*reading.warnings, *_far(near, far, commune))


def _far(near: pd.DataFrame, far: pd.DataFrame, commune: str) -> Iterator[Words]:
    """Say what the register places off the map, and which of it is of the communes on the map."""
    own = far[far["commune"].isin([commune, *near["commune"].dropna()])]
    if len(own):
        yield both(
            "{n} car park(s) of the communes on the map (is|are) placed outside it by the "
            "register, and left out: look at Xlong and Ylat ({ids}).",
            n=len(own), ids=", ".join(own["car_park_id"].head(MOST_NAMED)),
        )  # fmt: skip
    if len(own) < len(far):
        yield both(
            "{n} car park(s) of the register (lies|lie) outside the map: left out.",
            n=len(far) - len(own),
        )


def run(
    map_file: Path,
    register: Path | None,
    out: Path,
    *,
    commune: str = "",
    siret: str = "",
    page: Callable[[Inventory, Path], None] | None = None,
) -> tuple[Inventory, tuple[str, ...]]:
    """Make an inventory and write it: a file as its ending says, or a folder of everything.

    Parameters
    ----------
    map_file, register, commune, siret
        As `inventory` takes them.
    out
        A file in .gpkg, .geojson, .csv or .xlsx, or a folder that is new.
    page
        What writes the page, in a folder; none is written without.

    Returns
    -------
    The inventory, and the names of what was written.

    Raises
    ------
    InputError
        If a file cannot be read, or nothing can be written under that name.
    StorageError
        If it cannot be written.
    """
    if out.suffix:
        parking_layers.refuse_other_kinds(out)
        made = inventory(map_file, register, commune=commune, siret=siret)
        parking_layers.write(_tables(made), out)
        return made, (out.name,)
    with fresh(out):
        made = inventory(map_file, register, commune=commune, siret=siret)
        files = tuple(_written(made, out))
        if page is not None:
            files = (PAGE, *files)
            page(replace(made, files=files), out / PAGE)
        return made, files


def _tables(made: Inventory) -> dict[str, pd.DataFrame]:
    records = exchange(made.places, date=made.date)
    return {
        PLACES: pd.DataFrame(made.places),
        REMARKS: pd.DataFrame(made.remarks),
        EXCHANGE: records,
    }


def _written(made: Inventory, out: Path) -> Iterator[str]:
    """Write the folder: layers, a workbook, remarks for mappers, exchange, register."""
    tables = _tables(made)
    files = {
        f"{PLACES}.gpkg": tables, f"{PLACES}.geojson": {PLACES: tables[PLACES]},
        f"{PLACES}.csv": {PLACES: tables[PLACES]}, f"{PLACES}.xlsx": tables,
        f"{REMARKS}.geojson": {REMARKS: tables[REMARKS]},
        f"{REMARKS}.csv": {REMARKS: tables[REMARKS]},
        f"{EXCHANGE}.csv": {EXCHANGE: tables[EXCHANGE]},
    }  # fmt: skip
    for name, told in files.items():
        parking_layers.write(told, out / name)
        yield name
    if made.published is not None and len(made.published.register):
        bnls.write_register(made.published.register, out / f"{REGISTER}.csv")
        yield f"{REGISTER}.csv"


def by_kind(made: Inventory) -> tuple[Total, Total]:
    """Add up the spaces along streets, and off them, forbidden places left out."""
    open_ = usable(made.places)
    return total(along_streets(open_)), total(open_[open_["kind"] != KERB])


def by_rule(made: Inventory) -> tuple[Total, ...]:
    """Add up the spaces under each rule, forbidden places left out."""
    return totals(made.places)


def told(made: Inventory) -> Iterator[Words]:
    """Say what the inventory holds, one sentence a line."""
    names = (Words("Sur rue", "On street"), Words("Hors voirie", "Off street"))
    for where, part in zip(names, by_kind(made), strict=True):
        yield _said(where, part)
    for of_rule in totals(made.places):
        yield _said(RULES[of_rule.regulation], of_rule)
    yield both(
        "{n} things for surveyors to look at, of which {first} first.",
        n=_n(len(made.remarks)),
        first=_n(int((made.remarks["rank"] == 1).sum())),
    )
    if made.published is not None:
        yield both(
            "National register: {n} car parks written, {lacking} that lack what the schema asks.",
            n=_n(len(made.published.register)),
            lacking=_n(len(made.published.lacking)),
        )
        absent = Counter(name for names in made.published.lacking.values() for name in names)
        if absent:
            listed = ", ".join(f"{name} ({n})" for name, n in absent.most_common())
            yield both("What they lack: {listed}.", listed=listed)
    yield from made.warnings


def _said(name: Words, of_part: Total) -> Words:
    if of_part.places == of_part.uncounted:
        return both(
            "{name}: spaces unknown; {places} places told.", name=name, places=_n(of_part.places)
        )
    return both(
        "{name}: {spaces} spaces ({low} to {high}), of which {counted} counted; {places} places, "
        "{uncounted} of unknown size.",
        name=name, spaces=_n(of_part.spaces), low=_n(of_part.low), high=_n(of_part.high),
        counted=_n(of_part.counted), places=_n(of_part.places), uncounted=_n(of_part.uncounted),
    )  # fmt: skip


def _n(value: float) -> Words:
    return Words(*(grouped(value, 0, language) for language in LANGUAGES))


def as_json(made: Inventory, files: tuple[str, ...]) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    kerbs, parks = by_kind(made)
    lacking = {} if made.published is None else made.published.lacking
    return {
        "date": made.date,
        "files": list(files),
        "totals": {
            "kerb": asdict(kerbs),
            "off_street": asdict(parks),
            "by_regulation": [asdict(of_rule) for of_rule in totals(made.places)],
        },
        "remarks": {str(k): int(n) for k, n in made.remarks["kind"].value_counts().items()},
        "lacking": {place: list(names) for place, names in lacking.items()},
        "warnings": [words.as_json() for words in made.warnings],
    }
