"""Service of squares."""

import pandas as pd

from beffroi.engines.mobility.service.basin import basin
from beffroi.engines.mobility.service.squares import SIDE, square_service, squares
from beffroi.engines.mobility.service.stops import stop_service
from tests.engines.mobility.service.drawn import calendar, feed, people, tables

WEEK = [calendar("w", "1111100", "2026-09-01", "2026-09-30")]
RUNS = {"t": {"stops": "abc", "hours": (8, 8.1, 8.2)}, "u": {"stops": "bc", "hours": (9, 9.1)}}


def test_people_are_gathered_in_squares_of_200_m() -> None:
    found = squares(people((10, 3), (50, 4), (250, 5)).cells)

    assert found["population"].tolist() == [7, 5]
    assert ((found.geometry.x - SIDE / 2) % SIDE == 0).all()


def test_a_run_that_leaves_two_stops_near_a_square_counts_once() -> None:
    found = basin([feed(tables(RUNS, WEEK))])
    near = pd.DataFrame({"origin": [0, 0, 1], "stop": [0, 1, 0], "metres": [100.0, 300.0, 450.0]})
    stops, _ = stop_service(found)

    table, hours = square_service(found, people((0, 3), (0, 9), (0, 1)).cells, near, stops)

    rows = table.set_index("cell_id")
    assert rows["departures"].to_dict() == {"c0": 2, "c1": 1}
    assert rows["population"].to_dict() == {"c0": 3, "c1": 9}
    assert rows["stop_id"].to_dict() == {"c0": "b", "c1": "a"}
    assert hours[hours["cell_id"] == "c0"]["hour"].tolist() == [8, 9]


def test_without_a_stop_near_there_is_no_row() -> None:
    found = basin([feed(tables(RUNS, WEEK))])
    none = pd.DataFrame({"origin": [], "stop": [], "metres": []})
    stops, _ = stop_service(found)

    table, hours = square_service(found, people((0, 3)).cells, none, stops)

    assert table.empty
    assert hours.empty
