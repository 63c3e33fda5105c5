"""Where the changes of a scenario lie."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.scenarios.changes import (
    BikeLink,
    CutLine,
    Hours,
    LineRef,
    OnDemand,
    ParkRide,
    Place,
    Scenario,
)
from beffroi.engines.mobility.scenarios.ranges import Between
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.study.scenario_shapes import shapes

STOPS = gpd.GeoDataFrame(
    {"stop_id": ["a", "b", "c"]}, geometry=gpd.points_from_xy([0, 10, 20], [0, 0, 5]), crs=2154
)
BUS = Timetable(
    "gtfs-1",
    Source("gtfs-1", "bus", "bus", "", ""),
    STOPS,
    {
        "trips": pd.DataFrame({"trip_id": ["s", "t"], "route_id": ["1", "1"]}),
        "stop_times": pd.DataFrame(
            {
                "trip_id": ["s", "s", "t", "t", "t"],
                "stop_id": ["a", "b", "a", "b", "c"],
                "stop_sequence": [1, 2, 1, 2, 3],
            }
        ),
    },
)


def test_each_change_has_its_shape_and_a_line_of_a_feed_its_longest_trip() -> None:
    scenario = Scenario(
        "s",
        Words("S", "S"),
        (
            CutLine(LineRef("gtfs-1", "1", "Ligne 1")),
            CutLine(LineRef("gtfs-2", "1", "Ligne d'ailleurs")),
            BikeLink("Pont", (Place(0, 0), Place(0, 9))),
            OnDemand("Zone", shapely.box(0, 0, 5, 5), Hours(0, 9), Between(60, 60), "stops"),
            ParkRide("P+R", Place(3, 4)),
        ),
    )

    drawn = shapes(scenario, (BUS,), epsg=2154)

    assert list(drawn["change"]) == ["Ligne 1", "Pont", "Zone", "P+R"]
    assert list(drawn.geom_type) == ["LineString", "LineString", "Polygon", "Point"]
    assert shapely.get_num_coordinates(drawn.geometry.iloc[0]) == 3
    assert list(drawn["kind_fr"])[3] == "parc relais"
