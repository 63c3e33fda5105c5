"""Measures: departures counted once, each way, classed."""

import numpy as np
import pandas as pd

from beffroi.engines.mobility.service.measures import by_hour, once, service, service_class

HOUR = 3600.0


def left(*rows: tuple[int, int, int, int, float]) -> pd.DataFrame:
    """List departures: key, run, line, direction, hour."""
    listed = pd.DataFrame(rows, columns=["key", "run", "line", "direction", "departure"])
    return listed.assign(departure=listed["departure"] * HOUR)


def test_a_run_that_leaves_two_poles_of_a_stop_leaves_it_once() -> None:
    kept = once(left((0, 0, 0, 0, 8.1), (0, 0, 0, 0, 8.0), (1, 0, 0, 0, 9.0)))

    assert (kept["departure"] / HOUR).tolist() == [8.0, 9.0]


def test_each_line_counts_its_busier_way() -> None:
    rows = [(0, n, 0, n % 2, 8 + n) for n in range(5)] + [(0, 9, 1, 1, 20.0)]

    found = service(left(*rows)).loc[0]

    assert found["departures"] == 6
    assert found["one_way"] == 3 + 1
    assert (found["first"] / HOUR, found["last"] / HOUR) == (8, 20)


def test_classes_begin_at_their_threshold() -> None:
    assert service_class(np.array([60, 59, 30, 15, 14, 1, 0.0])).tolist() == [
        60, 30, 30, 15, 1, 1, 0,
    ]  # fmt: skip


def test_hours_after_midnight_go_on_counting() -> None:
    hours = by_hour(left((0, 0, 0, 0, 7.99), (0, 1, 0, 0, 25.2)))

    assert hours[["hour", "departures"]].to_numpy().tolist() == [[7, 1], [25, 1]]


def test_nothing_leaves_where_nothing_runs() -> None:
    assert service(once(left())).empty
