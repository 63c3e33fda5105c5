"""Connections that fail by a few minutes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.integration.calls import calls, changes
from beffroi.engines.mobility.integration.inputs import Tables
from beffroi.engines.mobility.integration.missed import missed_connections
from tests.engines.mobility.integration.feeds import BUS, COACH, part, together

DAY = {"weekday": "2026-01-12"}
CALLS = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"


def merged(bus_starts: list[str], *, coach: str = "08:03:00") -> Tables:
    """Merge the coach, which comes to the station, and buses that start there."""
    trips = "".join(f"A,S,{n},0,Hôpital\n" for n, _ in enumerate(bus_starts))
    times = "".join(
        f"{n},{at},{at},1,1\n{n},{int(at[:2]) + 1:02d}:00:00,{int(at[:2]) + 1:02d}:00:00,3,2\n"
        for n, at in enumerate(bus_starts)
    )
    bus = part("bus", BUS, trips="route_id,service_id,trip_id,direction_id,trip_headsign\n" + trips,
               stop_times=CALLS + times)  # fmt: skip
    car = part("car", COACH, stop_times=CALLS
               + f"1,07:30:00,07:30:00,1,1\n1,{coach},{coach},2,2\n")  # fmt: skip
    return together(bus, car).tables


def minutes(found: pd.DataFrame) -> list[float]:
    return [round(value, 2) for value in found["minutes"]]


def test_a_coach_that_comes_after_the_last_bus_is_told_with_all_that_matters() -> None:
    found = missed_connections(merged(["08:00:00"]), DAY)

    assert len(found) == 1
    told = found.iloc[0]
    assert (told["from_operator"], told["from_line"]) == ("Cars Bleus", "12")
    assert (told["to_operator"], told["to_line"]) == ("Réseau TIB", "A")
    assert told["to_headsign"] == "Hôpital"
    assert told["place"] == "Gare"
    assert told["arrival"] == 8 * 3600 + 3 * 60
    assert told["departure"] == 8 * 3600
    assert told["minutes"] == pytest.approx(3 + told["walk"] / 60)
    assert np.isnan(told["next_departure"])
    assert told["days"] == "weekday"


def test_a_bus_that_waits_is_not_missed() -> None:
    assert missed_connections(merged(["08:10:00"]), DAY).empty


def test_a_bus_gone_long_before_is_not_missed_by_a_few_minutes() -> None:
    assert missed_connections(merged(["07:40:00"]), DAY).empty


def test_a_bus_soon_after_makes_up_for_the_one_that_left() -> None:
    assert missed_connections(merged(["08:00:00", "08:20:00"]), DAY).empty


def test_a_bus_half_an_hour_after_does_not() -> None:
    found = missed_connections(merged(["08:00:00", "08:30:00"]), DAY)

    assert found["next_departure"].tolist() == [8.5 * 3600]


def test_days_with_the_same_failure_are_told_together() -> None:
    days = {"weekday": "2026-01-12", "friday": "2026-01-16", "saturday": "2026-01-17"}

    found = missed_connections(merged(["08:00:00"]), days)

    assert found["days"].tolist() == ["weekday, friday"]


def test_a_connection_made_at_the_next_stop_is_not_missed() -> None:
    bus = part("bus", BUS, stop_times=CALLS + "1,08:00:00,08:00:00,1,1\n1,08:15:00,08:15:00,2,2\n"
               "1,08:20:00,08:20:00,3,3\n")  # fmt: skip
    tables = together(bus, part("car", COACH)).tables

    assert missed_connections(tables, DAY).empty


def test_a_bus_that_goes_where_the_coach_comes_from_is_no_loss() -> None:
    back = part("bus", BUS, stop_times=CALLS + "1,08:05:00,08:05:00,2,1\n1,08:12:00,08:12:00,1,2\n")
    tables = together(back, part("car", COACH)).tables

    assert missed_connections(tables, DAY).empty


def test_no_day_has_no_failure() -> None:
    assert list(missed_connections(merged(["08:00:00"]), {}).columns)[:2] == [
        "from_operator", "from_line",
    ]  # fmt: skip


TIMES = st.lists(st.integers(0, 100), min_size=1, max_size=6, unique=True)


@settings(max_examples=12)
@given(TIMES, st.integers(0, 100))
def test_failures_are_those_of_the_plain_way_of_looking(starts: list[int], coach: int) -> None:
    clock = [f"{8 + n // 60:02d}:{n % 60:02d}:00" for n in sorted(starts)]
    tables = merged(clock, coach=f"{8 + coach // 60:02d}:{coach % 60:02d}:00")

    found = missed_connections(tables, DAY)

    held, near = calls(tables, "2026-01-12"), changes(tables)
    assert sorted(minutes(found)) == sorted(plain(held, near))


def plain(held: pd.DataFrame, near: pd.DataFrame) -> list[float]:
    """Look at the coach at the station, and at every bus that starts there."""
    walk = near.set_index(["from_stop_id", "to_stop_id"])["seconds"]["car:2", "bus:1"]
    came = held.loc[held["stop_id"].eq("car:2"), "arrival"].iloc[0]
    left = sorted(held.loc[held["stop_id"].eq("bus:1") & held["boards"], "departure"])
    before = [at for at in left if at < came + walk]
    after = [at for at in left if at >= came + walk]
    if not before or came + walk - before[-1] > 600:
        return []
    if after and after[0] - before[-1] < 1800:
        return []
    return [round((came + walk - before[-1]) / 60, 2)]
