"""Shapes of scenarios: where each of their changes lies, for the map."""

from collections.abc import Sequence

import geopandas as gpd
import shapely

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.scenarios.changes import (
    KIND_WORDS,
    AddLine,
    BikeLink,
    CarpoolLine,
    Change,
    LineRef,
    OnDemand,
    ParkRide,
    Place,
    Scenario,
)

COLUMNS = ("kind", "kind_fr", "kind_en", "change", "geometry")


def shapes(scenario: Scenario, timetables: Sequence[Timetable], *, epsg: int) -> gpd.GeoDataFrame:
    """Draw the changes of a scenario: lines straight from stop to stop, zones, links, places.

    Parameters
    ----------
    scenario
        The scenario.
    timetables
        Feeds of the lines that it cuts or runs otherwise.
    epsg
        Projection.

    Returns
    -------
    One row a change: `kind`, `kind_fr` and `kind_en`, `change` (what people call it) and geometry;
    a line without two places is left out.
    """
    rows = [
        (one.kind, KIND_WORDS[one.kind].fr, KIND_WORDS[one.kind].en, _called(one), shape)
        for one in scenario.changes
        if (shape := _shape(one, timetables)) is not None
    ]
    return gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry="geometry", crs=epsg)


def _called(change: Change) -> str:
    if isinstance(change, AddLine | BikeLink | CarpoolLine | OnDemand | ParkRide):
        return change.name
    return change.line.name


def _shape(change: Change, timetables: Sequence[Timetable]) -> shapely.Geometry | None:
    if isinstance(change, OnDemand):
        return change.area
    if isinstance(change, ParkRide):
        return shapely.Point(change.place.x, change.place.y)
    if isinstance(change, AddLine | CarpoolLine):
        return _line(change.stops)
    if isinstance(change, BikeLink):
        return _line(change.path)
    return _course(change.line, timetables)


def _line(places: Sequence[Place]) -> shapely.Geometry | None:
    return shapely.LineString([(one.x, one.y) for one in places]) if len(places) > 1 else None


def _course(line: LineRef, timetables: Sequence[Timetable]) -> shapely.Geometry | None:
    """Draw a line of a feed from stop to stop, along the trip with the most of them."""
    feed = next((one for one in timetables if one.key == line.feed), None)
    if feed is None:
        return None
    trips = feed.tables["trips"]
    own = trips.loc[trips["route_id"].astype(str) == line.route_id, "trip_id"]
    calls = feed.tables["stop_times"]
    calls = calls[calls["trip_id"].isin(own)]
    if calls.empty:
        return None
    longest = calls["trip_id"].value_counts().sort_index().idxmax()
    stops = calls[calls["trip_id"] == longest].sort_values("stop_sequence")["stop_id"]
    places = feed.stops.set_index("stop_id").geometry.reindex(stops.astype(str)).dropna()
    return shapely.LineString(list(places)) if len(places) > 1 else None
