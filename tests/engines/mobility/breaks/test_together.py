"""Timetables put together."""

import pandas as pd

from beffroi.engines.mobility.breaks.together import Together, together
from tests.engines.mobility.breaks.drawn import both, part, town
from tests.engines.mobility.integration.feeds import BUS, COACH

NO_SCHOOL = pd.DataFrame({"feed": [], "route_id": []})
BANDS = "trip_id,start_time,end_time,headway_secs,exact_times\n"


def made(*, school: pd.DataFrame = NO_SCHOOL, **changes: str) -> Together:
    inputs, quality = both(**changes)
    found = together(inputs, quality.basin.types, school)
    assert found is not None
    return found


def test_days_common_to_all_are_told_apart_from_those_of_one_feed() -> None:
    found = made()

    assert found.days == {"school_weekday": "2026-01-13", "saturday": "2026-01-17"}
    assert found.apart == {}
    assert found.operators == 2


def test_school_lines_are_not_looked_at() -> None:
    kept = made(school=pd.DataFrame({"feed": ["car"], "route_id": ["A"]})).timed["trips"]

    assert kept["trip_id"].tolist() == ["bus:1"]


def test_one_misses_no_vehicle_that_comes_about_every_so_often() -> None:
    inputs, quality = town(part("bus", BUS), part("car", COACH))
    for exact, n in ((0, 1), (1, 0)):
        bands = part("car", COACH, frequencies=BANDS + f"1,07:00:00,09:00:00,600,{exact}\n")
        changed = type(inputs)(**{**vars(inputs), "parts": (inputs.parts[0], bands)})
        found = together(changed, quality.basin.types, NO_SCHOOL)
        assert found is not None
        assert found.n_inexact == n
        assert len(found.timed["trips"]) == 2 - n


def test_trains_are_known_by_their_type() -> None:
    found = made(routes="route_id,route_short_name,route_type\nA,TER,106\n")

    assert found.trains().tolist() == ["car:A"]
    assert found.of_feed("bus")["trips"]["trip_id"].tolist() == ["bus:1"]
