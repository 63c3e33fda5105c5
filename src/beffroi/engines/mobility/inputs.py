"""Inputs: what the mobility engine needs, and what it can do without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.integration.inputs import Part
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.population import SpreadPopulation


@dataclass(frozen=True)
class Timetable:
    """One GTFS feed, as the engine reads it.

    Attributes
    ----------
    key
        Short name of the feed.
    source
        Where it comes from.
    stops
        Table `STOPS`, in metres, `stop_id` as in the feed.
    tables
        GTFS tables by name: routes, trips, stop_times (times filled), calendar, calendar_dates,
        frequencies; the last three may be empty. Agency, shapes and transfers may be absent.
    """

    key: str
    source: Source
    stops: gpd.GeoDataFrame
    tables: Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Work:
    """Where people work.

    Attributes
    ----------
    jobs
        Those of the commune. [job]
    places
        Geometry of the workplaces that the map holds in it.
    """

    jobs: float
    places: gpd.GeoDataFrame


@dataclass(frozen=True)
class Inputs:
    """Tables of a town, in its legal projection.

    Attributes
    ----------
    streets, street_nodes
        Table `STREETS`, and columns `node_id`, `lon`, `lat` of their nodes.
    epsg
        The legal projection.
    bounds
        West, south, east and north edge of the map. [m]
    perimeter
        Polygon of the study.
    centre
        Where the town's centre is; None if it could not be placed.
    main_street
        Name of the main shopping street; None if there is none.
    shops, car_parks
        Tables `SHOPS` and `CAR_PARKS` of the whole map.
    population
        People on buildings or squares of the whole map.
    timetables
        The feeds; none is known if empty.
    carpool_places
        Table `CARPOOL_PLACES` of the commune; None if the register was not given.
    sources
        Sources by id: ``osm``, ``population``, ``bnlc``, and ``jobs`` if they are known.
    jobs
        Columns `jobs` and geometry: where people work, on the whole map; None if it is not known.
    squares
        Columns `cell_id`, `population` and geometry: the squares of the national grid; None if the
        grid was not given, people being then gathered in squares of the same size.
    amenities
        Table `AMENITIES` of the whole map; None if it is not known.
    parts
        The feeds with every table that they hold (fares, transfers), times filled, under the keys
        of `timetables`; connections between lines are not looked at without them.
    identifiers
        Columns of `parts` that hold identifiers, by table of GTFS.
    places
        Table `PLACES` of the whole map; None if it is not known.
    work
        Jobs of the commune and where they may be; None if they are not known.
    """

    streets: gpd.GeoDataFrame
    street_nodes: pd.DataFrame
    epsg: int
    bounds: tuple[float, float, float, float]
    perimeter: shapely.Geometry
    centre: shapely.Point | None
    main_street: str | None
    shops: gpd.GeoDataFrame
    car_parks: gpd.GeoDataFrame
    population: SpreadPopulation
    timetables: tuple[Timetable, ...]
    carpool_places: gpd.GeoDataFrame | None
    sources: Mapping[str, tuple[Source, ...]]
    jobs: gpd.GeoDataFrame | None = None
    squares: gpd.GeoDataFrame | None = None
    amenities: gpd.GeoDataFrame | None = None
    parts: tuple[Part, ...] = ()
    identifiers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    places: gpd.GeoDataFrame | None = None
    work: Work | None = None


PROFILE_WORDS = {
    "walk": Words(fr="à pied", en="on foot"),
    "bike": Words(fr="à vélo", en="by bike"),
    "quiet_bike": Words(fr="à vélo par les rues calmes", en="by bike along quiet streets"),
}
