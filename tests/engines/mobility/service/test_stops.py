"""Service at stops: poles and places."""

import shapely

from beffroi.engines.mobility.service.basin import basin
from beffroi.engines.mobility.service.stops import departures, stop_service
from tests.engines.mobility.service.drawn import HOUR, ORIGIN, calendar, feed, stops, tables

WEEK = [calendar("w", "1111100", "2026-09-01", "2026-09-30")]


def drawn(n: int):
    """Draw `n` runs each way along two stops, each with a pole on either side."""
    runs = {
        f"{way}{k}": {
            "stops": [f"{name}{way}" for name in order], "hours": (7 + k, 7.5 + k),
            "direction": way,
        }
        for way, order in ((0, "AB"), (1, "BA"))
        for k in range(n)
    }  # fmt: skip
    points = [shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y) for x in (0, 800) for y in (5, -5)]
    placed = stops(["A0", "A1", "B0", "B1"], name=["A", "A", "B", "B"]).set_geometry(points)
    return basin([feed(tables(runs, WEEK), placed)])


def test_a_stop_is_measured_alone_and_with_the_other_poles_of_its_place() -> None:
    table, _ = stop_service(drawn(3))

    rows = table.set_index("stop_id")
    assert rows.index.tolist() == ["A0", "B1"]
    assert rows["departures"].tolist() == [3, 3]
    assert rows["place_departures"].tolist() == [3, 3]
    assert rows["service_class"].tolist() == [1, 1]
    assert (rows["last"] / HOUR).tolist() == [9, 9]


def test_departures_are_counted_hour_by_hour() -> None:
    _, hours = stop_service(drawn(2))

    first = hours[hours["stop_id"] == "A0"]
    assert first[["hour", "departures"]].to_numpy().tolist() == [[7, 1], [8, 1]]


def test_a_day_type_that_no_feed_has_leaves_nothing() -> None:
    assert departures(drawn(1), "sunday").empty
