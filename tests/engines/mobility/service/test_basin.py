"""Basins: several operators side by side."""

import pandas as pd
import pytest

from beffroi.engines.mobility.service.basin import NOWHERE, basin
from tests.engines.mobility.service.drawn import calendar, feed, stops, tables

SEPTEMBER = [calendar("w", "1111111", "2026-09-01", "2026-09-30")]
BUS = {"t": {"stops": "ab", "hours": (8, 8.5)}, "u": {"stops": "ba", "hours": (9, 9.5)}}


def test_two_operators_with_the_same_identifiers_stay_two() -> None:
    found = basin([feed(tables(BUS, SEPTEMBER), key=key) for key in ("one", "other")])

    called = found.passages["school_weekday"]
    assert called["run"].nunique() == 4
    assert found.lines["feed"].tolist() == ["one", "other"]
    assert len(found.stops) == 4
    assert called.groupby("line")["stop"].agg(set).tolist() == [{0, 1}, {2, 3}]


def test_poles_of_two_operators_with_one_name_are_one_place() -> None:
    found = basin([feed(tables(BUS, SEPTEMBER), key=key) for key in ("one", "other")])

    assert found.stops["place"].tolist() == [0, 1, 0, 1]


def test_a_stop_without_a_place_is_nowhere() -> None:
    found = basin([feed(tables(BUS, SEPTEMBER), stops("a"))])

    assert set(found.passages["sunday"]["stop"]) == {0, NOWHERE}


@pytest.mark.parametrize(
    ("short", "long", "name"),
    [("1", "Gare – Hôpital", "1 – Gare – Hôpital"), ("1", "1", "1"), (None, None, "r")],
)
def test_a_line_is_called_by_its_number_and_course_or_else_by_its_id(
    short: str | None, long: str | None, name: str
) -> None:
    routes = pd.DataFrame(
        {"route_id": ["r"], "route_short_name": [short], "route_long_name": [long]}
    )

    found = basin([feed(tables(BUS, SEPTEMBER, routes=routes))])

    assert found.lines["name"].tolist() == [name]


def test_a_feed_that_never_runs_has_no_passage() -> None:
    assert basin([feed(tables(BUS))]).passages == {}


def test_a_trip_of_a_route_that_the_feed_does_not_have_keeps_its_line() -> None:
    routes = pd.DataFrame({"route_id": ["other"], "route_type": [3]})

    found = basin([feed(tables(BUS, SEPTEMBER, routes=routes))])

    assert set(found.lines["route_id"]) == {"other", "r"}
