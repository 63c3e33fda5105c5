"""Layers: the tables that a map shows, in WGS 84, around the perimeter."""

from collections.abc import Iterator

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.study.workshop import Workshop
from beffroi.territory.perimeter import WGS84

MARGIN = 250.0
"""Width shown around the perimeter. [m]"""
COLUMNS = {
    "streets": ["highway", "name"],
    "buildings": ["building"],
    "water": ["kind"],
    "greens": ["kind"],
    "shops": ["state", "kind", "name"],
    "car_parks": ["name", "kind", "capacity"],
    "bicycle_parkings": ["capacity"],
}


def layers(shop: Workshop) -> dict[str, gpd.GeoDataFrame]:
    """Gather the layers of a study's map.

    Returns
    -------
    Tables by name; those of sources that the study lacks, or that are empty, are left out.
    """
    place = shop.document("place")
    epsg = shop.document("map")["epsg"]
    frame = _frame(place, epsg)
    found = dict(_tables(shop, place, epsg))
    shown = {name: _near(table, frame) for name, table in found.items()}
    return {name: table.to_crs(WGS84) for name, table in shown.items() if len(table)}


def _frame(place: dict[str, dict[str, object]], epsg: int) -> shapely.Geometry | None:
    outline = place["perimeter"]
    if not outline["given"]:
        return None
    polygon = gpd.GeoSeries([shapely.from_wkt(str(outline["wkt"]))], crs=WGS84).to_crs(epsg)
    return shapely.box(*polygon.buffer(MARGIN).total_bounds)


def _near(table: gpd.GeoDataFrame, frame: shapely.Geometry | None) -> gpd.GeoDataFrame:
    drawn = table[~(table.geometry.isna().to_numpy() | table.geometry.is_empty.to_numpy())]
    return drawn if frame is None else drawn[drawn.intersects(frame)]


def _tables(
    shop: Workshop, place: dict[str, object], epsg: int
) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    for name, columns in COLUMNS.items():
        yield name, gpd.GeoDataFrame(shop.table(name))[[*columns, "geometry"]]
    streets = gpd.GeoDataFrame(shop.table("streets"))
    yield "main_street", streets[streets["name"] == place["main_street"]][["name", "geometry"]]
    if shop.results.path("access.parquet").is_file():
        yield "access", gpd.GeoDataFrame(shop.table("access"))[["minutes", "geometry"]]
    if place["centre"]:
        point = gpd.GeoSeries([shapely.Point(place["centre"])], crs=epsg)
        yield "centre", gpd.GeoDataFrame(geometry=point)
    if shop.of_kind("gtfs"):
        yield "stops", _stops(shop)
    if "bnlc" in shop.entries:
        places = gpd.GeoDataFrame(shop.table("carpool_places"))
        yield "carpool_places", places[["name", "geometry"]].to_crs(epsg)


def _stops(shop: Workshop) -> gpd.GeoDataFrame:
    tables = [shop.table(f"{entry.id}_stops") for entry in shop.of_kind("gtfs")]
    stops = gpd.GeoDataFrame(pd.concat(tables, ignore_index=True))
    boarding = stops[stops["location_type"].fillna(0) == 0]
    if not shop.results.path("stop_departures.parquet").is_file():
        return boarding.assign(departures=pd.NA)[["name", "departures", "geometry"]]
    counts = shop.table("stop_departures")
    keyed = counts.assign(stop_id=counts["feed"] + ":" + counts["stop_id"].astype(str))
    merged = boarding.merge(keyed[["stop_id", "departures"]], on="stop_id", how="left")
    return gpd.GeoDataFrame(merged)[["name", "departures", "geometry"]]
