"""Names of stops."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.naming import named
from beffroi.territory.informal import INFORMAL_STOPS

EPSG = 2972
X, Y = 164_000.0, 607_000.0


def located(rows: list[dict[str, object]]) -> gpd.GeoDataFrame:
    table = gpd.GeoDataFrame(pd.DataFrame(rows), crs=EPSG)
    return table.assign(
        geometry=[
            shapely.transform(shape, lambda xy: xy + np.array([X, Y])) for shape in table.geometry
        ]
    ).to_crs(4326)


MAP = {
    "streets": located([
        {"name": "Rue A", "geometry": shapely.LineString([(0, 0), (1000, 0)])},
        {"name": "Rue B", "geometry": shapely.LineString([(500, -200), (500, 200)])},
        {"name": None, "geometry": shapely.LineString([(250, -200), (250, 200)])},
    ]),
    "amenities": located([
        {"amenity": "school", "name": "École Bambou", "geometry": shapely.Point(800, 50)},
        {"amenity": "bench", "name": "Banc", "geometry": shapely.Point(250, 2)},
    ]),
    "places": located([
        {"kind": "village", "name": "Village", "geometry": shapely.Point(3000, 0)},
    ]),
}  # fmt: skip


def stops(*places: tuple[float, float], name: str = "Arrêt", source: str = "number"
          ) -> gpd.GeoDataFrame:  # fmt: skip
    rows = located([
        {"stop_id": f"s{k}", "name": f"{name} {k + 1}", "name_source": source, "is_station": False,
         "source": "inferred", "geometry": shapely.Point(place)}
        for k, place in enumerate(places)
    ])  # fmt: skip
    return gpd.GeoDataFrame(INFORMAL_STOPS.typed(rows))


def test_landmarks_come_before_crossings_crossings_before_streets_and_then_settlements() -> None:
    made = named(stops((790, 5), (490, 5), (250, 5), (2900, 100), (9000, 0)), MAP, EPSG)

    assert made["name"].tolist() == ["École Bambou", "Rue A / Rue B", "Rue A", "Village", "Arrêt 5"]
    assert made["name_source"].tolist() == ["landmark", "crossing", "street", "place", "number"]


def test_both_sides_of_a_street_share_a_name_and_far_places_do_not() -> None:
    made = named(stops((100, 5), (110, -5), (1000, 5)), MAP, EPSG)

    first, second, third = made["name"]
    assert first == second != third
    assert {first, third} == {"Rue A 1", "Rue A 2"}


def test_a_name_that_was_given_stays() -> None:
    made = named(stops((790, 5), name="Marché", source="given"), MAP, EPSG)

    assert made["name"].tolist() == ["Marché 1"]


def test_without_a_map_stops_keep_their_numbers() -> None:
    assert named(stops((0, 0)), {}, EPSG)["name"].tolist() == ["Arrêt 1"]


def test_landing_stages_are_called_after_the_pier_or_the_settlement_beside_them() -> None:
    piers = located([
        {"amenity": "ferry_terminal", "name": "La Glacière", "geometry": shapely.Point(0, 10)},
        {"amenity": "school", "name": "École", "geometry": shapely.Point(3000, 10)},
    ])  # fmt: skip
    given = stops((0, 0), (3000, 0), (9000, 0), name="Débarcadère").assign(source="landing")

    made = named(gpd.GeoDataFrame(given), MAP | {"amenities": piers}, EPSG)

    assert made["name"].tolist() == [
        "Débarcadère La Glacière", "Débarcadère Village", "Débarcadère 3",
    ]  # fmt: skip
