"""A drawn town is the same twice, is in one piece, and is what its truth says."""

import hashlib
import json
from collections import Counter
from itertools import pairwise

import numpy as np
import opening_hours
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.drawing import DrawnTown, draw
from beffroi.drawing.sheet import lonlat
from beffroi.foundation.errors import InputError

METRES = np.array([111_320 * np.cos(np.radians(46.93)), 111_130])
STREET = {
    "primary", "secondary", "tertiary", "unclassified", "residential", "living_street",
    "pedestrian", "footway", "path", "steps", "service", "track",
}  # fmt: skip


def fingerprint(town: DrawnTown) -> str:
    digest = hashlib.sha256()
    tables = [
        town.nodes,
        town.ways,
        town.relations,
        town.establishments,
        town.car_parks,
        town.squares,
        town.answers,
        town.margins,
        town.notes,
    ]
    tables += [table for feed in town.feeds.values() for table in feed.values()]
    for table in tables:
        digest.update(table.to_json(double_precision=15).encode())
    digest.update(json.dumps(town.truth, sort_keys=True).encode())
    return digest.hexdigest()


def tags_of(town: DrawnTown) -> list[dict[str, str]]:
    return [
        tags
        for table in (town.nodes, town.ways, town.relations)
        for tags in table["tags"]
        if isinstance(tags, dict)
    ]


def street_ways(town: DrawnTown) -> pd.DataFrame:
    kept = [t.get("highway") in STREET and t.get("area") != "yes" for t in town.ways["tags"]]
    return town.ways[kept]


def street_lines(town: DrawnTown, ways: pd.DataFrame) -> np.ndarray:
    places = town.nodes[["lon", "lat"]].to_numpy() * METRES
    return np.array([shapely.LineString(places[np.array(n) - 1]) for n in ways["nodes"]])


def share_in_largest_piece(town: DrawnTown) -> float:
    nodes = street_ways(town)["nodes"].tolist()
    a = np.concatenate([n[:-1] for n in nodes])
    b = np.concatenate([n[1:] for n in nodes])
    size = len(town.nodes) + 1
    links = coo_array((np.ones(len(a)), (a, b)), shape=(size, size))
    label = connected_components(links, directed=False)[1]
    sizes = np.bincount(label[np.unique(np.concatenate([a, b]))])
    return float(sizes.max() / sizes.sum())


def test_the_same_size_and_seed_draw_the_same_town() -> None:
    once, again = draw(6_000, 3), draw(6_000, 3)

    assert fingerprint(once) == fingerprint(again)


def test_another_seed_draws_another_town() -> None:
    one, other = draw(6_000, 3), draw(6_000, 4)

    assert fingerprint(one) != fingerprint(other)


def test_every_street_can_be_reached_from_every_other(town: DrawnTown) -> None:
    share = share_in_largest_piece(town)

    assert share == 1.0


def test_shops_and_cafes_stand_within_forty_metres_of_a_street(town: DrawnTown) -> None:
    is_shop = [
        isinstance(t, dict) and ("shop" in t or "disused:shop" in t) for t in town.nodes["tags"]
    ]
    shops = shapely.points(town.nodes.loc[is_shop, ["lon", "lat"]].to_numpy() * METRES)
    tree = shapely.STRtree(street_lines(town, street_ways(town)))

    _, distance = tree.query_nearest(shops, return_distance=True, all_matches=False)

    in_sheds = town.truth["commerce"]["premises"] * 0.04
    assert (distance > 40).sum() <= in_sheds


def test_no_building_stands_on_the_main_street(town: DrawnTown) -> None:
    ways = town.ways[[t.get("name") == "Rue de la République" for t in town.ways["tags"]]]
    is_building = [t.get("building", "roof") != "roof" for t in town.ways["tags"]]
    places = town.nodes[["lon", "lat"]].to_numpy() * METRES
    buildings = np.array(
        [shapely.Polygon(places[np.array(n) - 1]) for n in town.ways.loc[is_building, "nodes"]]
    )

    middle = shapely.union_all(shapely.buffer(street_lines(town, ways), 2))

    assert not shapely.intersects(buildings, middle).any()


def test_the_truth_of_trade_is_what_the_map_says(town: DrawnTown) -> None:
    truth, tags = town.truth["commerce"], tags_of(town)

    shops = Counter(t["shop"] == "vacant" for t in tags if "shop" in t)
    disused = sum("disused:shop" in t for t in tags)

    assert shops[False] == truth["shops_trading"]
    assert shops[True] == truth["shop_vacant"]
    assert disused == truth["disused_shop"]


def test_the_truth_of_car_parks_is_what_the_map_says(town: DrawnTown) -> None:
    truth = town.truth["parking"]
    parks = [t for t in tags_of(town) if t.get("amenity") == "parking"]

    told = sum(int(t.get("capacity", 0)) for t in parks)

    assert len(parks) == truth["car_parks"]
    assert told == truth["bays_told"]
    assert sum("capacity" not in t for t in parks) == truth["car_parks_without_capacity"]


def test_the_truth_of_streets_buildings_and_stands_is_what_the_map_says(town: DrawnTown) -> None:
    tags = tags_of(town)

    named = Counter(t["highway"] for t in tags if t.get("highway") in STREET and "area" not in t)

    assert sum("building" in t for t in tags) == town.truth["buildings"]
    assert sum(t.get("amenity") == "bicycle_parking" for t in tags) == town.truth["bicycle_stands"]
    assert sum(t.get("natural") == "tree" for t in tags) == town.truth["trees"]
    assert named["residential"] == town.truth["streets"]["ways_by_kind"]["residential"]


def test_everyone_lives_somewhere(town: DrawnTown) -> None:
    people = town.truth["people"]

    assert people == 20_000
    assert town.squares["population"].sum() == 20_000
    assert town.iris["population"].sum() == 20_000
    assert town.communes[0]["population"] == 20_000


def test_the_register_knows_every_shop_and_keeps_some_that_closed(town: DrawnTown) -> None:
    truth = town.truth["commerce"]
    states = town.establishments["state"].value_counts()

    assert states["active"] == truth["active"]
    assert len(town.establishments) == truth["establishments"]
    assert town.establishments["siret"].is_unique
    assert 0 < truth["closed_but_active"] < truth["shop_vacant"] + truth["disused_shop"]


def test_every_opening_hours_can_be_read(town: DrawnTown) -> None:
    said = {t["opening_hours"] for t in tags_of(town) if "opening_hours" in t}

    read = [opening_hours.OpeningHours(hours) for hours in said]

    assert len(read) > 10


def test_telephones_and_websites_are_fictional(town: DrawnTown) -> None:
    tags = tags_of(town)
    reserved = ("+33 1 99 00", "+33 2 61 91", "+33 3 53 01", "+33 4 65 71", "+33 5 36 49")

    assert all(t["phone"].startswith(reserved) for t in tags if "phone" in t)
    assert all(t["website"].endswith(".example") for t in tags if "website" in t)


def test_vacancy_grows_away_from_the_main_street() -> None:
    big = draw(45_000, 1)
    middle = big.nodes[
        [isinstance(t, dict) and t.get("place") == "town" for t in big.nodes["tags"]]
    ]
    shops = big.nodes[
        [isinstance(t, dict) and ("shop" in t or "disused:shop" in t) for t in big.nodes["tags"]]
    ]
    vacant = np.array([t.get("shop") == "vacant" or "disused:shop" in t for t in shops["tags"]])
    away = (shops[["lon", "lat"]].to_numpy() - middle[["lon", "lat"]].to_numpy()) * METRES
    distance = np.sqrt((away**2).sum(axis=1))

    near, far = vacant[distance < 200], vacant[(distance > 250) & (distance < 600)]

    assert near.mean() < far.mean()


@pytest.mark.parametrize("inhabitants", [5_000, 30_000])
def test_counts_grow_with_the_town(inhabitants: int) -> None:
    truth = draw(inhabitants, 5).truth
    by_person = {
        "streets": truth["streets"]["car_length_m"] / inhabitants,
        "buildings": truth["buildings"] / inhabitants,
        "premises": truth["commerce"]["premises"] / inhabitants,
        "dwellings": truth["dwellings"] / inhabitants,
    }

    assert 3.5 < by_person["streets"] < 9
    assert 0.15 < by_person["buildings"] < 0.6
    assert 1 / 90 < by_person["premises"] < 1 / 50
    assert 0.25 < by_person["dwellings"] < 0.8


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(inhabitants=st.integers(5_000, 14_000), seed=st.integers(0, 10_000))
def test_any_seed_draws_a_town_in_one_piece_with_shops_and_empty_ones(
    inhabitants: int, seed: int
) -> None:
    town = draw(inhabitants, seed)

    assert share_in_largest_piece(town) == 1.0
    assert town.truth["people"] == inhabitants
    assert town.truth["commerce"]["shops_trading"] > 20
    assert town.truth["commerce"]["shop_vacant"] + town.truth["commerce"]["disused_shop"] > 0
    assert town.truth["parking"]["car_parks"] >= 5
    assert town.truth["streets"]["bridges"] >= 2


def test_cars_can_leave_and_reach_every_place(town: DrawnTown) -> None:
    ways = street_ways(town)
    rows = [
        (n, t.get("oneway") == "yes")
        for n, t in zip(ways["nodes"], ways["tags"], strict=True)
        if t["highway"] in STREET - {"pedestrian", "footway", "path", "steps", "service", "track"}
    ]
    there = [(a, b) for nodes, _ in rows for a, b in pairwise(nodes)]
    back = [(b, a) for n, oneway in rows if not oneway for a, b in pairwise(n)]
    links = np.array(there + back)

    size = len(town.nodes) + 1
    graph = coo_array((np.ones(len(links)), links.T), shape=(size, size))
    label = connected_components(graph, directed=True, connection="strong")[1]

    sizes = np.bincount(label[np.unique(links)])
    assert sizes.max() / sizes.sum() > 0.985


def test_streets_cross_at_shared_points_only(town: DrawnTown) -> None:
    ways = street_ways(town)
    own = ways[
        [t["highway"] not in {"service", "footway"} and "bridge" not in t for t in ways["tags"]]
    ]
    lines = street_lines(town, own)
    first, second = shapely.STRtree(lines).query(lines, predicate="crosses")
    once = first < second
    meet = shapely.intersection(lines[first[once]], lines[second[once]])
    places = {tuple(place) for place in np.round(town.nodes[["lon", "lat"]].to_numpy() * METRES, 1)}

    unshared = [
        point
        for shape in meet
        for point in shapely.get_coordinates(shape)
        if tuple(np.round(point, 1)) not in places
    ]

    assert len(unshared) <= 0.01 * len(own)


def test_a_hamlet_and_a_capital_are_refused() -> None:
    with pytest.raises(InputError, match="cannot be drawn"):
        draw(400, 1)
    with pytest.raises(InputError, match="cannot be drawn"):
        draw(2_000_000, 1)


def test_coordinates_are_those_of_the_map_to_the_last_figure() -> None:
    places = lonlat(np.array([[0.0, 0.0], [1000.0, 500.0]]))

    assert places.tolist() == np.round(places, 7).tolist()
    assert 2.0 < places[0, 0] < 3.0
    assert 46.5 < places[0, 1] < 47.5
