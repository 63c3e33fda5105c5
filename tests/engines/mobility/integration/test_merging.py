"""Feeds merged: every trip of each, and what they share."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.integration import Part, merged
from beffroi.engines.mobility.integration.inputs import Tables
from beffroi.foundation.errors import InputError
from tests.engines.mobility.integration.feeds import (
    BUS,
    COACH,
    EPSG,
    IDENTIFIERS,
    WEEK,
    both,
    feed,
    part,
    together,
)  # fmt: skip
from tests.engines.mobility.integration.streets import along

LINES, TRIPS, STOPS = 4, 8, 6


def network() -> Tables:
    """Draw four lines of two trips each over six stops."""
    calls = [
        (f"{trip},{at}:{10 * n:02d}:00,{at}:{10 * n:02d}:30,{(trip + 2 * n) % STOPS},{n + 1}")
        for trip in range(TRIPS)
        for n in range(3)
        for at in [f"{6 + trip:02d}"]
    ]
    return feed(
        BUS,
        stops="stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"{n},Arrêt {'ABCDEF'[n]},47.6{n},-2.09\n" for n in range(STOPS)),
        routes="route_id,route_type\n" + "".join(f"{n},3\n" for n in range(LINES)),
        trips="route_id,service_id,trip_id\n"
        + "".join(f"{n % LINES},S,{n}\n" for n in range(TRIPS)),
        stop_times="trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "\n".join(calls),
    )


def share(tables: Tables, lines: set[str]) -> Tables:
    """Keep some lines of a network, with their trips and stops."""
    trips = tables["trips"][tables["trips"]["route_id"].isin(lines)]
    calls = tables["stop_times"][tables["stop_times"]["trip_id"].isin(trips["trip_id"])]
    return tables | {
        "routes": tables["routes"][tables["routes"]["route_id"].isin(lines)],
        "trips": trips,
        "stop_times": calls,
        "stops": tables["stops"][tables["stops"]["stop_id"].isin(calls["stop_id"])],
    }


def journeys(tables: Tables, *, keyed: bool) -> set[tuple[object, ...]]:
    """List the trips with their stops and times, without the keys of feeds."""
    rows = tables["stop_times"].sort_values(["trip_id", "stop_sequence"])
    found = []
    for trip, calls in rows.groupby("trip_id"):
        names = [str(one).partition(":")[2] if keyed else str(one) for one in calls["stop_id"]]
        name = str(trip).partition(":")[2] if keyed else str(trip)
        found.append(
            (name, *zip(names, calls["arrival_time"], calls["departure_time"], strict=True))
        )
    return set(found)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 2), min_size=LINES, max_size=LINES))
def test_a_network_split_in_any_way_is_whole_again(shares: list[int]) -> None:
    whole = network()
    parts = [
        Part(f"p{number}", share(whole, {str(n) for n, s in enumerate(shares) if s == number}))
        for number in sorted(set(shares))
    ]

    made = together(*parts)

    assert journeys(made.tables, keyed=True) == journeys(whole, keyed=False)
    assert made.counts["lost"].sum() == 0
    assert len(made.tables["trips"]) == TRIPS


def test_a_network_merged_with_itself_is_twice_itself() -> None:
    whole = network()

    made = together(Part("a", whole), Part("b", whole))

    assert len(made.tables["trips"]) == 2 * TRIPS
    assert made.tables["trips"]["trip_id"].is_unique
    assert made.tables["stops"]["stop_id"].is_unique
    assert made.twins["decision"].value_counts()["same"] == STOPS
    assert len(made.stations.new) == STOPS


def test_stops_that_two_operators_share_are_under_one_station() -> None:
    stops = both().tables["stops"].set_index("stop_id")["parent_station"]

    assert stops["bus:1"] == stops["car:2"] == "bus:G"
    assert stops["bus:2"] == stops["car:3"] == "joined:bus:2"
    assert pd.isna(stops["car:1"])


def test_streets_lengthen_walks_and_keep_apart_what_no_street_joins() -> None:
    x, y = 317_810.0, 6_737_000.0
    wall = along([(x - 3000, y - 9000), (x + 3000, y + 9000)])

    made = merged(
        [part("bus", BUS), part("car", COACH)], identifiers=IDENTIFIERS, epsg=EPSG, streets=wall
    )

    assert made.off_streets == 6
    assert set(made.transfers["by"]) == {"crow"}


def test_a_map_without_streets_is_no_hindrance() -> None:
    motorway = along([(317_810.0, 6_737_000.0), (317_910.0, 6_737_000.0)])
    motorway.streets["highway"] = "motorway"

    made = merged(
        [part("bus", BUS), part("car", COACH)], identifiers=IDENTIFIERS, epsg=EPSG, streets=motorway
    )

    assert made.off_streets == 6


def test_services_are_untouched() -> None:
    made = both().tables["calendar"]

    assert made["start_date"].tolist() == ["2026-01-05", "2026-01-12"]
    assert made["service_id"].tolist() == ["bus:S", "car:S"]


@pytest.mark.parametrize("keys", [("a", "a"), ("a:b", "c")])
def test_keys_that_could_collide_are_refused(keys: tuple[str, str]) -> None:
    with pytest.raises(InputError):
        together(part(keys[0], BUS), part(keys[1], COACH))


def test_a_feed_on_demand_alone_is_merged_too() -> None:
    zones = BUS | {
        "stop_times": "trip_id,location_group_id,stop_sequence,start_pickup_drop_off_window,"
        "end_pickup_drop_off_window\n1,Z,1,08:00:00,18:00:00\n1,Z,2,08:00:00,18:00:00\n",
        "location_groups": "location_group_id\nZ\n",
        "location_group_stops": "location_group_id,stop_id\nZ,1\n",
    }
    own = zones | {"calendar": WEEK + "S,1,1,1,1,1,1,1,20260101,20261231\n"}

    made = together(part("car", COACH), part("tad", own))

    assert made.counts["lost"].sum() == 0
    assert made.tables["location_group_stops"]["stop_id"].tolist() == ["tad:1"]
