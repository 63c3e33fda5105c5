"""The published tables of traffic stress, cell by cell, written out again by hand."""

import numpy as np
import pytest

from beffroi.engines.mobility import stress_tables

MIXED = {
    # (mph, lanes): (calm, other)
    (20, 2): (1, 2), (25, 3): (1, 2), (25, 4): (3, 3), (20, 5): (3, 3), (25, 6): (4, 4),
    (30, 2): (2, 3), (30, 3): (2, 3), (30, 4): (4, 4), (30, 5): (4, 4), (30, 6): (4, 4),
    (35, 2): (4, 4), (35, 4): (4, 4), (35, 6): (4, 4), (50, 2): (4, 4),
}  # fmt: skip
CROSSING = {
    # (mph, lanes): (without refuge, with refuge)
    (25, 3): (1, 1), (25, 5): (2, 1), (25, 6): (4, 2),
    (30, 3): (1, 1), (30, 5): (2, 2), (30, 6): (4, 3),
    (35, 3): (2, 2), (35, 5): (3, 3), (35, 6): (4, 4),
    (40, 3): (3, 3), (40, 5): (4, 4), (40, 6): (4, 4),
}  # fmt: skip


def one(value: float) -> np.ndarray:
    return np.array([value], dtype=float)


def yes(value: bool) -> np.ndarray:
    return np.array([value])


@pytest.mark.parametrize(("cell", "levels"), MIXED.items())
def test_riding_among_cars_follows_table_4(cell: tuple[int, int], levels: tuple[int, int]) -> None:
    speed, lanes = map(one, cell)

    found = [stress_tables.mixed_traffic(speed, lanes, yes(calm))[0] for calm in (True, False)]

    assert tuple(found) == levels


@pytest.mark.parametrize(("cell", "levels"), CROSSING.items())
def test_crossing_a_street_follows_tables_7_and_8(
    cell: tuple[int, int], levels: tuple[int, int]
) -> None:
    speed, lanes = map(one, cell)

    found = [stress_tables.crossing(speed, lanes, yes(refuge))[0] for refuge in (False, True)]

    assert tuple(found) == levels


@pytest.mark.parametrize(
    ("speed", "lanes", "width", "residential", "level"),
    [
        (25, 1, 15.0, False, 1),
        (30, 1, 15.0, False, 2),
        (35, 1, 15.0, False, 3),
        (40, 1, 15.0, False, 4),
        (25, 2, 15.0, False, 3),
        (25, 1, 14.5, False, 2),
        (25, 1, 14.0, False, 2),
        (25, 1, 13.5, False, 3),
        (25, 1, 11.5, True, 2),
        (20, 1, 11.5, False, 2),
        (20, 2, 11.5, False, 3),
    ],
)
def test_a_lane_beside_parked_cars_follows_table_2(
    speed: int, lanes: int, width: float, residential: bool, level: int
) -> None:
    found = stress_tables.beside_parking(one(speed), one(lanes), one(width), yes(residential))

    assert found.tolist() == [level]


@pytest.mark.parametrize(
    ("speed", "lanes", "width", "median", "level"),
    [
        (25, 1, 6.0, False, 1),
        (30, 1, 6.0, False, 1),
        (35, 1, 6.0, False, 3),
        (40, 1, 6.0, False, 4),
        (30, 1, 5.5, False, 2),
        (30, 2, 6.0, True, 2),
        (30, 2, 6.0, False, 3),
        (30, 3, 6.0, True, 3),
        (35, 1, 5.5, False, 3),
    ],
)
def test_a_lane_of_its_own_follows_table_3(
    speed: int, lanes: int, width: float, median: bool, level: int
) -> None:
    found = stress_tables.own_lane(one(speed), one(lanes), one(width), yes(median))

    assert found.tolist() == [level]


@pytest.mark.parametrize(("metric", "step"), [(20, 10), (30, 20), (40, 25), (50, 30), (60, 35)])
def test_a_metric_limit_goes_to_the_nearest_step(metric: int, step: int) -> None:
    assert stress_tables.miles_per_hour(one(metric)).tolist() == [step]


def test_a_metric_width_goes_to_the_nearest_half_foot() -> None:
    assert stress_tables.feet(np.array([1.5, 1.8, 3.5])).tolist() == [5.0, 6.0, 11.5]
