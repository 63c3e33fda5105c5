"""Rooms of a study: what each engine is given, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import shapely

from beffroi.engines.commerce import diagnosis as commerce_diagnosis
from beffroi.engines.commerce import indicators as commerce_indicators
from beffroi.engines.commerce.inputs import Inputs as CommerceInputs
from beffroi.engines.mobility import breaks, offers
from beffroi.engines.mobility import diagnosis as mobility_diagnosis
from beffroi.engines.mobility import indicators as mobility_indicators
from beffroi.engines.mobility.inputs import Inputs as MobilityInputs
from beffroi.engines.parking import diagnosis as parking_diagnosis
from beffroi.engines.parking import indicators as parking_indicators
from beffroi.engines.parking.inputs import Inputs as ParkingInputs
from beffroi.engines.town import diagnosis as town_diagnosis
from beffroi.engines.town import indicators as town_indicators
from beffroi.engines.town.inputs import Inputs as TownInputs
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.study import parking_inventory, riding, services, shops
from beffroi.study.feed_merging import IDENTIFIERS
from beffroi.study.ground import located, town_of
from beffroi.study.timetables import part, timetable
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.communes import known_towns, town_sources
from beffroi.territory.outcome import Outcome
from beffroi.territory.parking import REGISTERED_CAR_PARKS
from beffroi.territory.perimeter import WGS84, Perimeter, clipped
from beffroi.territory.population import SpreadPopulation

READINGS = {"osm": "map"}
"""Documents that tell of a reading under another name than the source's."""
TELLING = {
    "osm", "gtfs", "bnlc", "bnls", "gbfs", "offers", "flows", "rides", "incentives", "register",
}  # fmt: skip
"""Kinds of source whose reading tells a date."""
EDGE = 1.0
"""Margin around the objects of the whole map, so that those on its edge are inside. [m]"""


@dataclass(frozen=True)
class Ground:
    """What every room stands on.

    Attributes
    ----------
    epsg
        Legal projection.
    perimeter
        Outline of the study in that projection.
    given
        The perimeter that the user gave; None where the study covers the whole map.
    main_street, centre
        As the place step found them.
    sources
        Sources by id, dated by what was read.
    """

    epsg: int
    perimeter: shapely.Geometry
    given: Perimeter | None
    main_street: str | None
    centre: shapely.Point | None
    sources: dict[str, tuple[Source, ...]]


def steps(rooms: tuple[str, ...], ground: tuple[str, ...]) -> tuple[Step, ...]:
    """List the steps of the rooms asked for, with those that they rest on.

    Parameters
    ----------
    rooms
        Names of rooms.
    ground
        Names of the ground steps of this study.
    """
    makers: dict[str, tuple[Words, Callable[[Workshop], Made]]] = {
        "town": (Words("La ville", "The town"), town_room),
        "mobility": (Words("Mobilité", "Mobility"), mobility_room),
        "parking": (Words("Stationnement", "Parking"), parking_room),
        "commerce": (Words("Commerce", "Commerce"), commerce_room),
    }
    asked = set(rooms) | ({"mobility"} if "parking" in rooms else set())
    return tuple(
        Step(
            room, words, make,
            after=(*ground, "mobility") if room == "parking" else ground,
        )
        for room, (words, make) in makers.items()
        if room in asked
    )  # fmt: skip


def ground_of(shop: Workshop) -> Ground:
    """Gather what every room stands on."""
    drawn, placed = shop.document("map"), shop.document("place")
    outline = placed["perimeter"]
    polygon = shapely.from_wkt(outline["wkt"])
    given = outline["given"]
    perimeter = Perimeter(Words(**outline["name"]), polygon, Words(**outline["origin"]))
    legal = gpd.GeoSeries([polygon], crs=WGS84).to_crs(drawn["epsg"]).iloc[0]
    return Ground(
        epsg=drawn["epsg"],
        perimeter=legal if given else shapely.box(*drawn["extent"]).buffer(EDGE),
        given=perimeter if given else None,
        main_street=placed["main_street"],
        centre=shapely.Point(placed["centre"]) if placed["centre"] else None,
        sources=sources(shop),
    )


def sources(shop: Workshop) -> dict[str, tuple[Source, ...]]:
    """Return the sources of the study by id, dated by what was read of them."""
    own: dict[str, tuple[Source, ...]] = {id_: (dated(shop, id_),) for id_ in shop.entries}
    own["town"] = (columns(shop)["population"],)
    people = shop.document("place")["population"]
    own["population"] = tuple(s for id_ in people["sources"] for s in own[id_])
    own.setdefault("perimeter", own["osm"])
    return own


def columns(shop: Workshop) -> dict[str, Source]:
    """Return the source of each column of the register of communes."""
    read = set(shop.document("commune")["read"])
    given = {
        "population": "communes", "epci_population": "communes", "area": "communes",
        "acv": "programmes",
    }  # fmt: skip
    own = {c: dated(shop, k) for c, k in given.items() if c in read and k in shop.entries}
    return town_sources() | own


def dated(shop: Workshop, id_: str) -> Source:
    """Return a source with its date (the manifest's, its file's, or the day it came in).

    Its publisher is the manifest's, or else the one that the file names.
    """
    entry = shop.entries[id_]
    source = entry.as_source()
    said = shop.document(READINGS.get(entry.kind, id_)) if entry.kind in TELLING else {}
    return replace(
        source,
        date=source.date or said.get("date") or entry.retrieved[:10],
        publisher=source.publisher or said.get("publisher", ""),
    )


def inside(ground: Ground, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep what belongs to the perimeter; everything where none was given."""
    if ground.given is None:
        return table
    return gpd.GeoDataFrame(clipped(ground.given, table))


def _made(room: str, outcome: Outcome, findings: tuple[Any, ...]) -> Made:
    tables = {f"{name}.parquet": table for name, table in outcome.tables.items()}
    return tables | {
        f"{room}.json": {
            "figures": [figure.as_json() for figure in outcome.figures],
            "exhibits": [exhibit.as_json() for exhibit in outcome.exhibits],
            "findings": [finding.as_json() for finding in findings],
        }
    }


def town_room(shop: Workshop) -> Made:
    """Describe the town."""
    ground = ground_of(shop)
    outcome = town_indicators.outcome(
        TownInputs(
            town=town_of(shop),
            towns=known_towns(),
            perimeter=ground.perimeter,
            streets=inside(ground, located(shop, "streets")),
            buildings=inside(ground, located(shop, "buildings")),
            columns=columns(shop),
            sources=ground.sources,
        )
    )
    return _made("town", outcome, town_diagnosis.diagnosis(outcome.figures))


def mobility_inputs(shop: Workshop) -> MobilityInputs:
    """Gather what the room of mobility is given, and what scenarios start from."""
    ground, placed = ground_of(shop), shop.document("place")
    streets = located(shop, "streets")
    nodes = shop.table("street_nodes")
    points = gpd.GeoSeries.from_xy(nodes["lon"], nodes["lat"], crs=WGS84).to_crs(ground.epsg)
    interval = placed["population"]["interval"]
    population = SpreadPopulation(
        cells=located(shop, "population_cells"),
        total=placed["population"]["total"],
        interval=tuple(interval) if interval else None,
        method=Words(**placed["population"]["method"]),
    )
    feeds = tuple(
        timetable(shop, entry.id, dated(shop, entry.id)) for entry in shop.of_kind("gtfs")
    )
    return MobilityInputs(
        streets=streets,
        street_nodes=nodes,
        epsg=ground.epsg,
        bounds=tuple(points.total_bounds) if len(points) else (0.0, 0.0, 0.0, 0.0),
        perimeter=ground.perimeter,
        centre=ground.centre,
        main_street=ground.main_street,
        shops=located(shop, "shops"),
        car_parks=located(shop, "car_parks"),
        population=population,
        timetables=feeds,
        carpool_places=located(shop, "carpool_places") if "bnlc" in shop.entries else None,
        sources=ground.sources,
        squares=located(shop, "population_cells") if shop.of_kind("grid") else None,
        amenities=located(shop, "amenities"),
        parts=tuple(part(shop, entry.id) for entry in shop.of_kind("gtfs")),
        identifiers=IDENTIFIERS,
        places=located(shop, "places"),
        work=riding.work(shop),
    )


def mobility_room(shop: Workshop) -> Made:
    """Measure what can be reached, the timetables, quiet trips and carpooling."""
    given = mobility_inputs(shop)
    own = mobility_indicators.outcome(given)
    shared, judged = riding.shared(shop, given)
    offered = services.offered(shop, given.timetables, dict(given.sources))
    parts = (own, shared, offered)
    outcome = Outcome(
        tuple(figure for part in parts for figure in part.figures),
        tuple(exhibit for part in parts for exhibit in part.exhibits),
        {name: table for part in parts for name, table in part.tables.items()},
    )
    said = (
        *mobility_diagnosis.diagnosis(own.figures),
        *breaks.diagnosis(own.figures),
        *judged,
        *offers.diagnosis(offered.figures),
    )
    return _made("mobility", outcome, said)


def parking_room(shop: Workshop) -> Made:
    """Count the parking, and its walk to the main street."""
    ground = ground_of(shop)
    car_parks = located(shop, "car_parks")
    places = parking_places(shop, ground.epsg)
    outcome = parking_indicators.outcome(
        ParkingInputs(
            car_parks=inside(ground, car_parks),
            bicycle_parkings=inside(ground, located(shop, "bicycle_parkings")),
            streets=inside(ground, located(shop, "streets")),
            minutes=shop.table("car_park_minutes"),
            main_street=ground.main_street,
            registered=shop.table("registered_car_parks") if "bnls" in shop.entries else None,
            sources=ground.sources,
            places=inside(ground, places),
        ),
        near=car_parks,
    )
    made = _made("parking", outcome, parking_diagnosis.diagnosis(outcome.figures))
    return {**made, "parking_places.parquet": places}


def parking_places(shop: Workshop, epsg: int) -> gpd.GeoDataFrame:
    """Take the inventory of the whole map, joined with the national register if there is one."""
    names = ("streets", "street_points", "car_parks", "parking_spaces")
    drawn = {name: located(shop, name) for name in names}
    register = gpd.GeoDataFrame(REGISTERED_CAR_PARKS.empty())
    if "bnls" in shop.entries:
        register = located(shop, "car_park_register")
    return parking_inventory.surveyed(drawn, gpd.GeoDataFrame(register.to_crs(epsg))).places


def commerce_room(shop: Workshop) -> Made:
    """Count the shops, trading and vacant, and describe the whole offer."""
    ground = ground_of(shop)
    own = commerce_indicators.outcome(
        CommerceInputs(
            shops=inside(ground, located(shop, "shops")),
            amenities=inside(ground, located(shop, "amenities")),
            streets=located(shop, "streets"),
            main_street=ground.main_street,
            sources=ground.sources,
        )
    )
    premises = shops.premises(shop)
    offered = shops.offer(shop, inside(ground, premises), ground.sources[shops.source(shop)])
    outcome = Outcome(
        (*own.figures, *offered.figures),
        (*own.exhibits, *offered.exhibits),
        {**own.tables, **offered.tables},
    )
    said = commerce_diagnosis.diagnosis(outcome.figures)
    return {**_made("commerce", outcome, said), "premises.parquet": premises}
