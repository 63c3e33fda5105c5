"""Fares of a network, from payments."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from beffroi.engines.informal.prices import prices
from beffroi.engines.informal.published import published
from beffroi.engines.informal.service.fares import fares
from beffroi.engines.informal.simulation import Options, simulated
from beffroi.formats import gtfs
from beffroi.territory.informal import INFORMAL_FARES
from tests.towns.informal import network

TOWN = network()
PLACES = TOWN.stops.set_index("stop_id").geometry


def _paid(pairs: list[tuple[str, str, float, str]], times: int = 6) -> pd.DataFrame:
    return pd.DataFrame([
        {"from_lon": PLACES[a].x, "from_lat": PLACES[a].y, "to_lon": PLACES[b].x,
         "to_lat": PLACES[b].y, "price": price, "route_id": route}
        for a, b, price, route in pairs * times
    ])  # fmt: skip


def test_each_line_has_its_price_and_one_for_all_where_they_are_one() -> None:
    pairs = [("marche", "pont", 2.0, "1"), ("marche", "village", 2.0, "1")]
    other = [("marche", "hopital", 3.0, "2")]
    same = [("marche", "hopital", 2.0, "2")]

    apart = fares(_paid(pairs + other), TOWN.variants, TOWN.stops, TOWN.calls, currency="EUR")
    one = fares(_paid(pairs + same), TOWN.variants, TOWN.stops, TOWN.calls, currency="EUR")

    INFORMAL_FARES.check(apart.fares)
    assert dict(zip(apart.fares["route_id"], apart.fares["price"], strict=True)) == {
        "1": 2.0, "2": 3.0,
    }  # fmt: skip
    assert one.fares["route_id"].isna().all()
    assert one.fares["price"].tolist() == [2.0]
    assert not apart.zones


def test_zones_are_those_of_prices_and_stops_know_theirs() -> None:
    near = [("marche", "ecole", 1.0, "1"), ("pont", "village", 1.0, "1"),
            ("ecole", "marche", 1.0, "1")]  # fmt: skip
    far = [(a, b, 3.0, "1") for a in ("marche", "ecole") for b in ("pont", "village")]

    found = fares(_paid(near + far), TOWN.variants, TOWN.stops, TOWN.calls, currency="EUR")

    assert found.zones["marche"] == found.zones["ecole"] != found.zones["pont"]
    table = found.fares.set_index(["from_zone", "to_zone"])["price"]
    assert table[found.zones["village"], found.zones["marche"]] == 3.0
    assert table[found.zones["pont"], found.zones["village"]] == 1.0
    assert set(found.fares["model"]) == {"zones"}


def test_payments_that_fit_no_line_are_counted() -> None:
    paid = _paid([("marche", "pont", 2.0, "")], times=3)
    paid.loc[0, "from_lon"] += 1.0

    found = fares(paid, TOWN.variants, TOWN.stops, TOWN.calls, currency="EUR")

    assert found.n_left_out == 1
    assert found.fares["route_id"].tolist() == ["1"]
    nothing = fares(paid.iloc[:1], TOWN.variants, TOWN.stops, TOWN.calls, currency="EUR")
    assert not len(nothing.fares)


@pytest.mark.real
def test_prices_of_freetown_come_back_from_what_is_paid(real_data: Path) -> None:
    tables = gtfs.read(real_data / "gtfs-informal" / "freetown.gtfs.zip").tables
    made = simulated(
        tables, Options(rides=40, variants=40, fares=True, seed=1, days=1, sampling=600.0)
    )
    variants = published(tables).variants
    known = pd.DataFrame([{"variant_id": v.key, "route_id": v.route_id, "length_m": v.where[-1],
                           "direction": int(v.direction or 0)} for v in variants])  # fmt: skip
    calls = pd.concat([pd.DataFrame({"variant_id": v.key, "stop_id": v.stop_ids,
                                     "along_m": v.where}) for v in variants])  # fmt: skip
    lon, lat = (tables["stops"][f"stop_{name}"].astype(float) for name in ("lon", "lat"))
    stops = gpd.GeoDataFrame({"stop_id": tables["stops"]["stop_id"], "is_station": False},
                             geometry=gpd.points_from_xy(lon, lat), crs=4326)  # fmt: skip
    routes = made.truth["rides"].set_index("ride_id")["route_id"]
    paid = made.fares.assign(route_id=made.fares["ride_id"].map(routes))

    found = fares(paid, known, stops, calls, currency="SLL")

    ours = dict(zip(found.fares["route_id"], found.fares["price"], strict=True))
    theirs = prices(tables)
    right = [ours[v.route_id] == theirs.of(v.route_id, v.stop_ids[0], v.stop_ids[-1])[0]
             for v in variants if v.route_id in ours]  # fmt: skip
    assert np.mean(right) >= 0.95
