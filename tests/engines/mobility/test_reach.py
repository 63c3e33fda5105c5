"""Reach: people and shops within minutes of the centre, on a street drawn by hand."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.engines.mobility.indicators import outcome
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.reach import main_street_points, scaled
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.territory.population import SpreadPopulation
from beffroi.territory.tables import CAR_PARKS, CARPOOL_PLACES, POPULATION_CELLS, SHOPS
from tests.engines.mobility.drawn import LAMBERT
from tests.engines.mobility.test_network import ORIGIN, nodes, ways

OSM = (Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0"),)
SAID = Words(fr="Estimée.", en="Estimated.")


def at(*places: tuple[float, float]) -> list[shapely.Point]:
    return [shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in places]


def inputs(**changes: object) -> Inputs:
    """Draw a street of 1,500 m from the centre, a node every 100 m: 300 m on foot in 4 minutes."""
    line = [(100.0 * n, 0.0) for n in range(16)]
    street = ways((list(range(1, 17)), {"highway": "residential", "name": "Grande Rue"}))
    street = street.set_geometry([shapely.LineString(at(*line))], crs=LAMBERT)
    x, y = ORIGIN
    shops = at((0, 0), (300, 0), (700, 0), (1200, 0))
    homes = at((100, 0), (1000, 0))
    cells = {"cell_id": ["a", "b"], "population": [10.0, 30.0], "geometry": homes}
    given = {
        "streets": street,
        "street_nodes": nodes(*line),
        "epsg": 2154,
        "bounds": (x - 5000, y - 5000, x + 5000, y + 5000),
        "perimeter": shapely.box(x - 50, y - 50, x + 2000, y + 50),
        "centre": at((0, 0))[0],
        "main_street": "Grande Rue",
        "shops": SHOPS.framed(
            {"shop_id": list("abcd"), "state": ["trading"] * 3 + ["vacant"], "geometry": shops},
            crs=LAMBERT,
        ),
        "car_parks": CAR_PARKS.framed(
            {"car_park_id": ["p"], "geometry": at((600, 75))}, crs=LAMBERT
        ),
        "population": SpreadPopulation(
            POPULATION_CELLS.framed(cells, crs=LAMBERT), 40.0, (30.0, 60.0), SAID
        ),
        "timetables": (),
        "carpool_places": None,
        "sources": {"osm": OSM, "population": OSM, "bnlc": OSM},
    } | changes
    return Inputs(**given)


def figures(given: Inputs) -> dict[str, Figure]:
    return {figure.id: figure for figure in outcome(given).figures}


def test_shops_and_people_are_counted_by_walking_time() -> None:
    found = figures(inputs())

    shops = [found[f"mobility.shops_reached.walk.{m}min.from_centre"].value for m in (5, 10, 15)]
    people = [
        found[f"mobility.population_reached.walk.{m}min.from_centre"].value for m in (5, 10, 15)
    ]
    assert shops == [2, 3, 3]
    assert people == [10, 10, 40]


def test_a_part_of_an_estimate_keeps_its_relative_interval() -> None:
    near = figures(inputs())["mobility.population_reached.walk.5min.from_centre"]

    assert near.interval == pytest.approx((7.5, 15))


def test_a_bicycle_reaches_farther() -> None:
    found = figures(inputs())

    assert found["mobility.population_reached.bike.5min.from_centre"].value == 40


def test_a_count_that_touches_the_edge_of_the_map_says_it_is_a_minimum() -> None:
    x, y = ORIGIN
    cut = figures(inputs(bounds=(x - 5000, y - 5000, x + 150, y + 5000)))

    figure = cut["mobility.shops_reached.walk.5min.from_centre"]
    assert "minimum" in figure.method.en
    assert "minimum" not in figures(inputs())[figure.id].method.en


def test_without_a_mapped_shop_their_reach_is_unknown() -> None:
    found = figures(inputs(shops=SHOPS.empty().to_crs(LAMBERT)))

    assert found["mobility.shops_reached.walk.5min.from_centre"].value is None


def test_people_unknown_stay_unknown() -> None:
    nobody = SpreadPopulation(POPULATION_CELLS.empty().to_crs(LAMBERT), None, None, SAID)

    found = figures(inputs(population=nobody))

    assert found["mobility.population_reached.walk.5min.from_centre"].value is None


def test_without_a_centre_reach_is_not_spoken_of() -> None:
    found = figures(inputs(centre=None, main_street=None))

    assert not [id_ for id_ in found if "reached" in id_]
    assert "mobility.quiet_share" in found


def test_car_parks_are_timed_to_the_main_street() -> None:
    minutes = outcome(inputs()).tables["car_park_minutes"]["minutes"]

    assert minutes.tolist() == pytest.approx([75 / 1.25 / 60], abs=0.05)


def test_streets_bear_their_minutes_from_the_centre() -> None:
    access = outcome(inputs()).tables["access"]

    assert access["minutes"].tolist() == [0]


def test_the_main_street_is_an_origin_every_fifty_metres() -> None:
    points = main_street_points(inputs())

    assert len(points) == 31
    assert {round(p.x - ORIGIN[0]) for p in points} == set(range(0, 1501, 50))


def test_a_declared_closed_carpool_place_does_not_count() -> None:
    places = CARPOOL_PLACES.framed(
        {"carpool_place_id": ["a", "b", "c"], "open": [True, False, None],
         "geometry": gpd.GeoSeries(at((0, 0)) * 3, crs=LAMBERT).to_crs(4326)}
    )  # fmt: skip

    assert figures(inputs(carpool_places=places))["mobility.carpool_places"].value == 2


def test_scaling_nothing_gives_nothing() -> None:
    assert scaled(None, 10.0, 5.0) is None
    assert scaled((8.0, 12.0), 10.0, None) is None


def test_a_town_without_streets_has_no_reach_and_does_not_fail() -> None:
    bare = inputs()
    none = bare.streets.iloc[:0]

    found = figures(inputs(streets=none, street_nodes=pd.DataFrame(
        {"node_id": np.array([], dtype=np.int64), "lon": [], "lat": []}
    )))  # fmt: skip

    assert found["mobility.shops_reached.walk.5min.from_centre"].value is None
    assert found["mobility.quiet_share"].value is None


def test_people_are_reached_along_streets_and_both_sources_say_so() -> None:
    census = Source("grid", "Filosofi", "INSEE", "2019", "Licence Ouverte 2.0")

    found = figures(inputs(sources={"osm": OSM, "population": (census,)}))

    cited = {
        source.id for source in found["mobility.population_reached.walk.5min.to_centre"].sources
    }
    assert cited == {"grid", "osm"}


def test_a_reach_that_the_map_cuts_short_is_a_minimum() -> None:
    x, y = ORIGIN
    found = figures(inputs(bounds=(x, y, x + 1500, y)))

    assert found["mobility.shops_reached.walk.15min.from_centre"].minimum


def test_one_short_street_is_no_share_of_quiet_streets() -> None:
    one = inputs()
    short = one.streets.iloc[:1].assign(
        geometry=[shapely.LineString([at((0, 0))[0], at((90, 0))[0]])]
    )

    assert figures(inputs(streets=short))["mobility.quiet_share"].value is None
