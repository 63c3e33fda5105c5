"""What timetables say of changes counts, beside the walks of the map."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.access import Task, block, plan, ready
from beffroi.engines.mobility.inputs import Timetable
from tests.engines.mobility.access.basins import DATE, basin, feed, points

STOPS = [(0.0, 0.0), (2000.0, 0.0), (2050.0, 0.0), (4000.0, 0.0)]
FIRST = 27_000
"""The first bus leaves 0 m at 7:30 and is at 2,000 m three minutes later. [s]"""


def two_buses(*said: dict[str, object], station: str | None = None) -> Timetable:
    """Draw a bus to 2,000 m, and one from 2,050 m every minute, the first of them at once."""
    onward = [[(2, FIRST + 180 + 60 * n), (3, FIRST + 360 + 60 * n)] for n in range(12)]
    made = feed("bus", STOPS, [[(0, FIRST), (1, FIRST + 180)], *onward])
    parents = [None, station, station, None]
    return replace(made, stops=made.stops.assign(parent_station=parents),
                   tables={**made.tables, "transfers": pd.DataFrame(list(said))})  # fmt: skip


def minutes(*said: dict[str, object], station: str | None = None) -> float:
    """Travel from 0 m to 4,000 m, and say how long it takes from 7:30."""
    task = Task(("transit",), DATE, window=(FIRST, FIRST + 60), longest=3000)
    town = basin(two_buses(*said, station=station))
    laid = ready(town, points((0, 0)), points((4000, 0)), task)
    (part,) = plan(laid)
    return float(block(laid, part).seconds[0, 0]) / 60


def change(kind: int | None, least: int | None = None, **named: str) -> dict[str, object]:
    return {"from_stop_id": "s1", "to_stop_id": "s2", "transfer_type": kind,
            "min_transfer_time": least} | named  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], 8),  # 40 s of walk and a minute to change: the bus two minutes after the first
        ([change(0)], 8),
        ([change(None)], 8),
        ([change(1)], 7),  # the bus waits: 40 s of walk alone
        ([change(2)], 8),  # a least time that is not given says nothing
        ([change(2, 30)], 7),  # nobody walks faster than one walks
        ([change(2, 300)], 11),
        ([change(3)], np.inf),
        ([change(3, from_route_id="r")], 8),
    ],
)
def test_each_kind_of_change_takes_the_time_that_it_says(
    said: list[dict[str, object]], expected: float
) -> None:
    assert minutes(*said) == expected


def test_what_is_said_of_a_station_holds_for_its_stops_unless_they_are_named_themselves() -> None:
    wide = change(2, 300) | {"from_stop_id": "hub", "to_stop_id": "hub"}

    assert minutes(wide, station="bus:hub") == 11
    assert minutes(wide, change(2, 120), station="bus:hub") == 8


def test_changes_of_some_lines_alone_are_counted() -> None:
    some, town = points((0, 0)), basin(two_buses(change(2, 300, to_trip_id="t1")))

    laid = ready(town, some, some, Task(("transit",), DATE, window=(FIRST, FIRST + 60)))

    assert [words.en for words in laid.remarks] == [
        "bus: 1 change is said for some lines or trips alone: not applied."
    ]
