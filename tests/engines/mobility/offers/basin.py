"""A small basin with one offer of each kind, told by every source that there is."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.offers import Inputs, SharedSystem, Verdict
from beffroi.foundation.figures import Source
from beffroi.territory.mobility import (
    MOBILITY_SERVICES,
    SHARED_PRICES,
    SHARED_STATIONS,
    SHARED_SYSTEMS,
    SHARED_VEHICLES,
    hours_table,
)
from beffroi.territory.tables import (
    AMENITIES,
    BICYCLE_PARKINGS,
    CAR_PARKS,
    CARPOOL_PLACES,
    STOPS,
)

CRS = "EPSG:2154"
DATE = "2026-11-25"
OSM = Source("osm", "OpenStreetMap", "OSM", "2026-09-01", "ODbL 1.0")
FEED = Source("gtfs-1", "Horaires", "Réseau", "2026-09-01", "Licence Ouverte 2.0",
              url="https://exemple.fr", provenance="collected")  # fmt: skip
GBFS = Source("gbfs-1", "Vélos", "Régie", "2026-09-01", "", provenance="supplied")
BNLC = Source("bnlc", "BNLC", "PAN", "2026-08-01", "ODbL 1.0", url="https://exemple.fr/bnlc")
HAND = Source("offers", "Feuille", "Auteur", "2026-11-25", "")
POINT = shapely.Point(330_000, 6_730_000)


def timetable() -> Timetable:
    """Run a line on weekdays (7 h, 18 h), a school line, and one by phone on Saturdays."""
    trips = {"trip_id": ["a", "b", "c", "d"], "route_id": ["L", "L", "S", "P"],
             "service_id": ["w", "w", "w", "s"]}  # fmt: skip
    starts = {"a": 7, "b": 18, "c": 8, "d": 10}
    times = [(t, s, n, (h + n / 4) * 3600, 2 if t == "d" else None)
             for t, h in starts.items() for n, s in enumerate(("x", "y"))]  # fmt: skip
    names = ["trip_id", "stop_id", "stop_sequence", "departure_time", "pickup_type"]
    week = {day: [1, 0] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
    return Timetable(
        "gtfs-1",
        FEED,
        gpd.GeoDataFrame(STOPS.framed({
            "stop_id": ["x", "y"], "feed": "gtfs-1", "wheelchair_boarding": [1, 1],
            "geometry": [POINT, POINT]}, crs=CRS)),
        {
            "agency": pd.DataFrame({"agency_id": ["r"], "agency_name": ["Réseau"]}),
            "routes": pd.DataFrame({"route_id": ["L", "S", "P"], "route_type": [3, 712, 3],
                                    "route_short_name": ["1", "S1", "TAD"], "agency_id": "r"}),
            "trips": pd.DataFrame(trips),
            "stop_times": pd.DataFrame(times, columns=names),
            "calendar": pd.DataFrame({
                "service_id": ["w", "s"], **week, "saturday": [0, 1], "sunday": [0, 0],
                "start_date": "2026-09-07", "end_date": "2026-09-20"}),
            "calendar_dates": pd.DataFrame({"service_id": [], "date": [], "exception_type": []}),
            "frequencies": pd.DataFrame(
                {"trip_id": [], "start_time": [], "end_time": [], "headway_secs": []}
            ),
        },
    )  # fmt: skip


def system() -> SharedSystem:
    """Share bicycles at one station, open every day until 22 h."""
    every = {(day, band): 1.0 for day in ("weekday", "saturday", "sunday")
             for band in ("morning", "daytime", "evening", "night")}  # fmt: skip
    return SharedSystem(
        key="gbfs-1",
        about=SHARED_SYSTEMS.framed({"system_id": ["v"], "name": ["Vélo"], "version": ["2.3"],
                                     "licence": ["etalab-2.0"]}),
        stations=gpd.GeoDataFrame(SHARED_STATIONS.framed(
            {"station_id": ["s"], "capacity": [10], "geometry": [POINT]}, crs=CRS)),
        vehicles=gpd.GeoDataFrame(SHARED_VEHICLES.empty()),
        prices=SHARED_PRICES.framed({"plan_id": ["p"], "currency": ["EUR"], "half_hour": [1.5]}),
        forms=("bicycle", "scooter_standing"),
        running=every,
        is_public=True,
    )  # fmt: skip


def places() -> gpd.GeoDataFrame:
    """Open one carpool place and close another."""
    return gpd.GeoDataFrame(CARPOOL_PLACES.framed({
        "carpool_place_id": ["35236-C-001", "35236-C-002"], "commune": "35236", "kind": "Parking",
        "open": [True, False], "capacity": [12, 5], "updated": "2026-01-01",
        "geometry": [POINT, POINT]}, crs=CRS))  # fmt: skip


def declared() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Declare an on-demand service without hours, and the price of the network's lines."""
    services = MOBILITY_SERVICES.framed({
        "service_id": ["tad", "lignes"], "kind": ["on_demand", "regular_line"],
        "name": ["TAD rural", "Lignes"], "operator": ["CC", "RÉSEAU"],
        "communes": [["35236", "35237"], None], "fare_low": [2.0, 1.2], "fare_high": [2.0, 1.2],
        "published": [False, None], "source": "offers"}, crs=CRS)  # fmt: skip
    return services, hours_table({"tad": None, "lignes": None})


def inputs(**changes: object) -> Inputs:
    """Gather every source."""
    services, hours = declared()
    given: dict[str, object] = {
        "date": DATE,
        "sources": {"osm": (OSM,), "gbfs-1": (GBFS,), "bnlc": (BNLC,), "offers": (HAND,)},
        "amenities": gpd.GeoDataFrame(AMENITIES.framed({
            "amenity_id": ["n1", "n2"], "amenity": ["taxi", "bench"],
            "geometry": [POINT, POINT]}, crs=CRS)),
        "car_parks": gpd.GeoDataFrame(CAR_PARKS.framed({
            "car_park_id": ["w1", "w2"], "park_ride": ["yes", "no"], "capacity": [80, 20],
            "geometry": [POINT.buffer(20), POINT]}, crs=CRS)),
        "bicycle_parkings": gpd.GeoDataFrame(BICYCLE_PARKINGS.framed({
            "bicycle_parking_id": ["n3", "n4"], "capacity": [6, None],
            "geometry": [POINT, POINT]}, crs=CRS)),
        "timetables": (timetable(),),
        "systems": (system(),),
        "carpool_places": places(),
        "declared": services,
        "declared_hours": hours,
        "verdicts": {"gtfs-1": Verdict(valid=True, checker="gtfs-guru 1.0", date=DATE),
                     "gbfs-1": Verdict(valid=False, checker="GBFS", date=DATE)},
    }  # fmt: skip
    return Inputs(**{**given, **changes})  # type: ignore[arg-type]
