"""The map and the register, joined without counting anything twice."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.parking.inventory.joined import joined, pairs, words
from beffroi.engines.parking.inventory.off_street import off_street
from beffroi.territory.parking import REGISTERED_CAR_PARKS
from tests.engines.parking.inventory.drawn import METRES, car_parks, streets

STREET = ({"highway": "residential"}, [(1, 0.0, 0.0), (2, 100.0, 0.0)])


def register(*told: tuple[str, str, int | None, float]) -> gpd.GeoDataFrame:
    table = REGISTERED_CAR_PARKS.framed(
        {
            "car_park_id": [key for key, *_ in told],
            "name": [name for _, name, _, _ in told],
            "capacity": [n for _, _, n, _ in told],
            "free": [True for _ in told],
            "geometry": [shapely.Point(x, 100.0) for *_, x in told],
        },
        crs=METRES,
    )
    return gpd.GeoDataFrame(table)


def drawn(*told: tuple[str | None, int | None, float]) -> gpd.GeoDataFrame:
    parks = (
        {"name": name, "capacity": n, "kind": "surface", "geometry": shapely.Point(x, 100.0)}
        for name, n, x in told
    )
    return off_street(car_parks(*parks), streets(STREET))


def test_what_is_near_or_of_one_name_is_the_same_once() -> None:
    places = drawn((None, None, 0.0), ("Parking de la Gare", None, 500.0), ("Mairie", None, 900.0))
    told = register(("1", "HALLES", 10, 50.0), ("2", "GARE", 20, 700.0), ("3", "PORT", 5, 700.0))

    assert pairs(places, told) == {"1": "w900", "2": "w901"}


def test_the_register_counts_and_the_interval_spans_both() -> None:
    places = drawn(("Gare", 30, 0.0))
    told = register(("1", "GARE", 40, 10.0), ("2", "PORT", 7, 5000.0))

    table = joined(places, told, pairs(places, told)).set_index("place_id")

    gare = table.loc["w900"]
    assert (gare["spaces"], gare["spaces_low"], gare["spaces_high"]) == (40, 30, 40)
    assert (gare["spaces_method"], gare["source"], gare["regulation"]) == (
        "register", "osm+bnls", "free"
    )  # fmt: skip
    assert table["source"].to_dict() == {"w900": "osm+bnls", "2": "bnls"}
    assert table["spaces"].sum() == 47


def test_the_register_says_whether_one_pays() -> None:
    places = drawn(("Gare", 30, 0.0), ("Port", 30, 500.0), ("Cour", 30, 900.0))
    places["regulation"] = ["free", "paid", "private"]
    places["tariff"] = [None, "1 EUR/hour", None]
    told = register(("1", "GARE", 30, 0.0), ("2", "PORT", 30, 500.0), ("3", "COUR", 30, 900.0))
    told["free"] = [False, True, False]
    told["price_1h"] = [1.2, None, None]

    table = joined(places, told, pairs(places, told))

    assert table["regulation"].tolist() == ["paid", "free", "private"]
    assert table["tariff"].isna().tolist() == [False, True, True]
    assert table["tariff"].iloc[0] == "1 h 1.20 €"


def test_without_a_register_the_map_stays_as_it_is() -> None:
    places = drawn(("Gare", 30, 0.0))

    pd.testing.assert_frame_equal(joined(places, register(), {}), places)


def test_words_that_every_name_has_are_left_out() -> None:
    assert words("Parc de Stationnement Saint-Élier") == {"saint", "elier"}
