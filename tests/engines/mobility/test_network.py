"""The street network: stretches between nodes, and the graph of each profile."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.engines.mobility.network import graph, network
from beffroi.kernels.graph import costs_between
from tests.engines.mobility.drawn import LAMBERT, streets

ORIGIN = (352_000.0, 6_740_000.0)
"""Near Redon, in Lambert-93. [m]"""


def nodes(*places: tuple[float, float]) -> pd.DataFrame:
    """Place nodes 1, 2, 3… in metres from the origin."""
    points = [shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in places]
    lonlat = gpd.GeoSeries(points, crs=LAMBERT).to_crs(4326)
    return pd.DataFrame({"node_id": range(1, len(places) + 1), "lon": lonlat.x, "lat": lonlat.y})


def ways(*listed: tuple[list[int], dict[str, str]]) -> gpd.GeoDataFrame:
    made = streets(*(tags for _, tags in listed))
    made["nodes"] = pd.Series([np.array(ids) for ids, _ in listed], dtype="object")
    return made


CORNER = nodes((0, 0), (100, 0), (100, 50))


def test_a_way_is_cut_at_each_node() -> None:
    net = network(ways(([1, 2, 3], {"highway": "residential"})), CORNER, epsg=2154)

    assert net.length.round(2).tolist() == [100, 50]
    assert net.street.tolist() == [0, 0]


def test_two_ways_do_not_join_where_one_ends_and_the_next_is_listed() -> None:
    net = network(
        ways(([1, 2], {"highway": "residential"}), ([3, 2], {"highway": "residential"})),
        CORNER,
        epsg=2154,
    )

    assert len(net.length) == 2


def test_a_node_outside_the_extract_cuts_the_way() -> None:
    net = network(ways(([1, 2, 99, 3], {"highway": "residential"})), CORNER, epsg=2154)

    assert net.length.round(2).tolist() == [100]


def test_costs_are_seconds_on_foot() -> None:
    table = ways(([1, 2, 3], {"highway": "residential"}))
    made, kept = graph(table, network(table, CORNER, epsg=2154), "walk")

    seconds = costs_between(made, [0], [2], 1000.0)

    assert kept.tolist() == [0, 1, 2]
    assert seconds.item() == pytest.approx(150 / 1.25, abs=0.01)


def test_a_one_way_street_is_closed_to_cars_the_other_way() -> None:
    table = ways(([1, 2], {"highway": "residential", "oneway": "yes"}))
    made, _ = graph(table, network(table, CORNER, epsg=2154), "car")

    assert np.isfinite(costs_between(made, [0], [1], 1e4)).all()
    assert np.isinf(costs_between(made, [1], [0], 1e4)).all()


def test_a_town_without_a_street_for_the_profile_has_an_empty_graph() -> None:
    table = ways(([1, 2], {"highway": "motorway"}))
    made, kept = graph(table, network(table, CORNER, epsg=2154), "walk")

    assert made.n_nodes == 0
    assert len(kept) == 0
