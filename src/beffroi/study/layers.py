"""Layers: the tables that a map shows, in WGS 84, around the perimeter."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.mobility.access.inputs import parameter
from beffroi.engines.mobility.reach import BANDS
from beffroi.engines.mobility.service.wording import clock
from beffroi.engines.mobility.snapped import APPROACH
from beffroi.study.access_basins import PARK_RIDE
from beffroi.study.workshop import Workshop
from beffroi.territory.perimeter import WGS84

MARGIN = 250.0
"""Width shown around the perimeter. [m]"""
BESIDE = 40.0
"""Half the width of the ground drawn along a street: two sides of a block of houses. [m]"""
COURT = 10_000.0
"""Ground enclosed by streets on foot, up to which it counts as walked too. [m²]"""
OPENING = 1_500.0
"""Half the side of what a map first shows where no perimeter is given: a walk of 20 minutes. [m]"""
WIDE = ("access_squares", "missing_links", "services", "meeting_points")
"""Tables shown farther than the perimeter: they tell of those who come from around."""
AROUND = 3_000.0
"""How much farther. [m]"""
COLUMNS = {
    "streets": ["highway", "name"],
    "buildings": ["building"],
    "water": ["kind"],
    "greens": ["kind"],
    "shops": ["state", "kind", "name"],
    "car_parks": ["name", "kind", "capacity"],
    "bicycle_parkings": ["capacity"],
}


SCENARIO_SQUARES, SCENARIO_CHANGES = "scenario_squares", "scenario_changes"
"""What scenarios change, wherever it lies: not cut at the perimeter."""


def layers(shop: Workshop) -> dict[str, gpd.GeoDataFrame]:
    """Gather the layers of a study's map.

    Returns
    -------
    Tables by name; those of sources that the study lacks, or that are empty, are left out.
    ``access`` holds one area a band of minutes on foot from the centre (`walked`); ``view``, where
    no perimeter is given and the map is wide, the ground around the centre on which it opens.
    """
    place = shop.document("place")
    epsg = shop.document("map")["epsg"]
    frame = _frame(place, epsg)
    found = dict(_tables(shop, place, epsg))
    shown = {name: _near(table, _widened(frame) if name in WIDE else frame)
             for name, table in found.items()}  # fmt: skip
    shown |= dict(_scenarios(shop))
    if frame is None and place["centre"]:
        shown["view"] = _view(place, epsg)
    return {name: table.to_crs(WGS84) for name, table in shown.items() if len(table)}


def _frame(place: dict[str, dict[str, object]], epsg: int) -> shapely.Geometry | None:
    outline = place["perimeter"]
    if not outline["given"]:
        return None
    polygon = gpd.GeoSeries([shapely.from_wkt(str(outline["wkt"]))], crs=WGS84).to_crs(epsg)
    return shapely.box(*polygon.buffer(MARGIN).total_bounds)


def _widened(frame: shapely.Geometry | None) -> shapely.Geometry | None:
    return None if frame is None else shapely.box(*frame.buffer(AROUND).bounds)


def _near(table: gpd.GeoDataFrame, frame: shapely.Geometry | None) -> gpd.GeoDataFrame:
    drawn = table[~(table.geometry.isna().to_numpy() | table.geometry.is_empty.to_numpy())]
    return drawn if frame is None else drawn[drawn.intersects(frame)]


def _view(place: dict[str, dict[str, object]], epsg: int) -> gpd.GeoDataFrame:
    extent = gpd.GeoSeries([shapely.from_wkt(str(place["perimeter"]["wkt"]))], crs=WGS84)
    around = shapely.Point(place["centre"]).buffer(OPENING, cap_style="square")
    whole = extent.to_crs(epsg)
    return gpd.GeoDataFrame(geometry=whole.intersection(around)[~whole.within(around)])


def walked(streets: gpd.GeoDataFrame, centre: shapely.Point) -> gpd.GeoDataFrame:
    """Draw the ground within minutes on foot of the centre: one area a band, none over another.

    A street counts by its nearer end, so its far end may lie beyond: the ground is cut where even
    a straight walk would take longer than the band.

    Parameters
    ----------
    streets
        Columns `minutes` (from the centre to the nearer end) and geometry, projected. [min], [m]
    centre
        The centre, in the same system.

    Returns
    -------
    Columns `minutes` (upper end of the band), `streets` (how many have their nearer end in it) and
    geometry; a band without street is absent.
    """
    minutes, lines = streets["minutes"].to_numpy(), streets.geometry.to_numpy()
    nearer, rows = shapely.Polygon(), []
    for start, end in zip((0, *BANDS), BANDS, strict=False):
        here = (minutes <= end) & ((minutes > start) | (start == 0))
        straight = centre.buffer(60 * end * APPROACH + BESIDE)
        ground = shapely.union_all(shapely.buffer(lines[minutes <= end], BESIDE, quad_segs=4))
        reached = _filled(shapely.simplify(shapely.intersection(ground, straight), 1.0))
        if here.any():
            rows.append((end, int(here.sum()), shapely.difference(reached, nearer)))
        nearer = shapely.union(reached, nearer)
    return gpd.GeoDataFrame(rows, columns=["minutes", "streets", "geometry"], crs=streets.crs)


def _filled(area: shapely.Geometry) -> shapely.Geometry:
    """Fill the courts and gardens that streets enclose."""
    return shapely.union_all(
        [
            shapely.Polygon(part.exterior, [r for r in part.interiors if _size(r) > COURT])
            for part in shapely.get_parts(area)
        ]
    )


def _size(ring: shapely.LinearRing) -> float:
    return float(shapely.Polygon(ring).area)


def _tables(
    shop: Workshop, place: dict[str, object], epsg: int
) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    for name, columns in COLUMNS.items():
        yield name, gpd.GeoDataFrame(shop.table(name))[[*columns, "geometry"]]
    streets = gpd.GeoDataFrame(shop.table("streets"))
    yield "main_street", streets[streets["name"] == place["main_street"]][["name", "geometry"]]
    if place["centre"]:
        point = shapely.Point(place["centre"])
        yield "centre", gpd.GeoDataFrame(geometry=gpd.GeoSeries([point], crs=epsg))
        if shop.results.path("access.parquet").is_file():
            yield "access", walked(gpd.GeoDataFrame(shop.table("access")), point)
    if shop.of_kind("gtfs"):
        yield "stops", _stops(shop)
        if shop.results.path("missed_connections.parquet").is_file():
            yield "missed_connections", _missed(shop)
    yield from _ridden(shop)
    yield from _asked_for(shop, epsg)
    if "bnlc" in shop.entries:
        places = gpd.GeoDataFrame(shop.table("carpool_places"))
        yield "carpool_places", places[["name", "geometry"]].to_crs(epsg)


def _ridden(shop: Workshop) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Give the links chosen one after the other, and the carpool axes of the lines chosen."""
    if shop.results.path("missing_links.parquet").is_file():
        links = gpd.GeoDataFrame(shop.table("missing_links"))
        chosen = links[links["step"].notna()]
        yield "missing_links", chosen[["streets", "metres", "people_added", "step", "geometry"]]
    if shop.results.path("carpool_axes.parquet").is_file():
        axes = gpd.GeoDataFrame(shop.table("carpool_axes"))
        lines = axes[axes["line"].notna()]
        yield (
            "carpool_axes",
            lines[["origin_name", "destination_name", "commuters", "line", "geometry"]],
        )


def _asked_for(shop: Workshop, epsg: int) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Give the squares where people live, the meeting points, and the places of services."""
    if shop.results.path("access_squares.parquet").is_file():
        yield "access_squares", _squares(shop.table("access_squares"), epsg)
    if shop.results.path("meeting_points.parquet").is_file():
        points = gpd.GeoDataFrame(shop.table("meeting_points"))
        yield "meeting_points", points[["name", "exists", "rank", "geometry"]].to_crs(epsg)
    services = _services(shop)
    if len(services):
        yield "services", services


def _squares(table: pd.DataFrame, epsg: int) -> gpd.GeoDataFrame:
    """Draw the squares in which people were gathered."""
    side = parameter("square")
    west, south = (np.floor(table[axis].to_numpy(float) / side) * side for axis in ("x", "y"))
    drawn = shapely.box(west, south, west + side, south + side)
    kept = [
        c for c in map(str, table) if c in {"population", "off_streets"} or c.startswith("minutes_")
    ]
    return gpd.GeoDataFrame(table[kept], geometry=drawn, crs=epsg)


def _services(shop: Workshop) -> gpd.GeoDataFrame:
    """List the places of shared vehicles, park and rides and taxi ranks, one row a place."""
    parts = [gpd.GeoDataFrame(shop.table(f"{entry.id}_stations")).assign(kind="bike_share")
             for entry in shop.of_kind("gbfs")]  # fmt: skip
    parks = gpd.GeoDataFrame(shop.table("car_parks"))
    parts.append(parks[parks["park_ride"].isin(list(PARK_RIDE))].assign(kind="park_and_ride"))
    known = gpd.GeoDataFrame(shop.table("amenities"))
    kinds = {"taxi": "taxi", "car_sharing": "car_share", "bicycle_rental": "bike_share"}
    told = known.assign(kind=known["amenity"].map(kinds), capacity=pd.NA)
    if shop.of_kind("gbfs"):
        told = told[told["kind"] != "bike_share"]
    parts.append(told[told["kind"].notna()])
    columns = ["kind", "name", "capacity", "geometry"]
    held = [part[columns].to_crs(parks.crs) for part in parts if len(part)]
    return gpd.GeoDataFrame(pd.concat(held, ignore_index=True) if held else parts[0][columns])


def _scenarios(shop: Workshop) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Give the squares that scenarios change, and where their changes lie, scenario by scenario."""
    ranks = range(1, len(shop.settings.scenarios) + 1)
    there = [n for n in ranks if shop.results.path(f"{SCENARIO_SQUARES}_{n}.parquet").is_file()]
    if not there:
        return
    told = {n: shop.document(f"scenario-{n}") for n in there}
    for table in (SCENARIO_SQUARES, SCENARIO_CHANGES):
        parts = [
            shop.table(f"{table}_{n}").assign(
                rank=n,
                name_fr=told[n]["name"]["fr"],
                name_en=told[n]["name"]["en"],
                within=told[n]["within"],
            )
            for n in there
        ]
        yield table, gpd.GeoDataFrame(pd.concat(parts, ignore_index=True))


def _missed(shop: Workshop) -> gpd.GeoDataFrame:
    """Count the connections missed at each stop, whatever the day."""
    listed = gpd.GeoDataFrame(shop.table("missed_connections"))
    counts = listed.groupby("to_stop_id")["minutes"].size()
    stops = listed.drop_duplicates("to_stop_id")
    told = stops.assign(name=stops["place"], missed=stops["to_stop_id"].map(counts))
    return gpd.GeoDataFrame(told)[["name", "missed", "geometry"]]


def _stops(shop: Workshop) -> gpd.GeoDataFrame:
    tables = [shop.table(f"{entry.id}_stops") for entry in shop.of_kind("gtfs")]
    stops = gpd.GeoDataFrame(pd.concat(tables, ignore_index=True))
    boarding = stops[stops["location_type"].fillna(0) == 0]
    shown = ["name", "departures", "service_class", "first", "last", "geometry"]
    if not shop.results.path("stop_service.parquet").is_file():
        return boarding.assign(**dict.fromkeys(shown[1:5], pd.NA))[shown]
    measured = shop.table("stop_service")
    served = measured[measured["kind"] == "school_weekday"] if len(measured) else measured
    keyed = (
        pd.DataFrame(
            {
                "stop_id": served["feed"] + ":" + served["stop_id"].astype(str),
                "departures": served["departures"],
                "service_class": served["place_class"],
                "first": [clock(value) for value in served["first"]],
                "last": [clock(value) for value in served["last"]],
            }
        )
        if len(served)
        else pd.DataFrame({name: [] for name in ("stop_id", *shown[1:5])})
    )
    merged = boarding.merge(keyed, on="stop_id", how="left")
    return gpd.GeoDataFrame(merged)[shown]
