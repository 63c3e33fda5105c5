"""The figures of places and of day types of a town of two hamlets."""

from dataclasses import replace

import numpy as np

from beffroi.engines.mobility.access.figures import access_exhibits, access_figures, access_squares
from beffroi.engines.mobility.access.place_figures import parking_words
from tests.engines.mobility.access.test_figures import DEFINITIONS, figures, reached
from tests.engines.mobility.access.test_places import work
from tests.engines.mobility.access.towns import town


def test_the_middle_inhabitant_finds_the_one_shop() -> None:
    found = figures()

    assert found["mobility.places_within.food.walk"].value == 1
    assert found["mobility.share_without_place.food"].value == 0
    assert found["mobility.places_shared.food"].value == 1000 / 400
    assert "mobility.jobs_within.walk" not in found


def test_jobs_are_an_estimate_with_its_interval() -> None:
    given = town(work=work())
    found = figures(work=work())
    jobs = found["mobility.jobs_within.walk"]

    assert jobs.value == 75
    assert jobs.interval is not None
    assert jobs.interval[0] < 75 < jobs.interval[1]
    shown = {one.id: one for one in access_exhibits(given, reached(given), found)}
    assert shown["mobility.jobs"].rows[0][1] == 75
    assert not any(None in row for row in shown["mobility.places"].rows)


def test_a_day_on_which_nothing_runs_leaves_out_those_who_cannot_walk() -> None:
    given = town()
    reach = reached(given)
    far = {mode: times + 10 for mode, times in reach.minutes["to_centre"].items()}
    reach = replace(
        reach, minutes={**reach.minutes, "to_centre": far},
        by_day={"saturday": np.array([12.0, 40.0]), "sunday": np.full(2, np.inf)},
        days={"saturday": "2026-09-05", "sunday": ""},
    )  # fmt: skip
    found = {one.id: one for one in access_figures(given, reach, DEFINITIONS)}

    assert found["mobility.left_out_by_day.saturday"].value == 100
    assert found["mobility.left_out_by_day.sunday"].value == 400
    assert found["mobility.minutes_by_day.saturday"].value == 12
    assert "mobility.minutes_by_day.sunday" not in found
    by_day = next(e for e in access_exhibits(given, reach, found) if e.id == "mobility.by_day")
    assert by_day.rows[1][1].en == "nothing runs"


def test_parking_says_what_is_known_and_what_is_assumed() -> None:
    reach = reached(town())

    assert "by assumption" in parking_words(reach).en
    assert "4 min on foot from the middle bay" in parking_words(replace(reach, parked=4.2)).en


def test_squares_hold_what_they_find() -> None:
    table = access_squares(reached(town()))

    assert table["food_walk"].tolist() == [1, 1]
    assert {"minutes_transit_school_weekday", "health_per_thousand"} <= set(table.columns)
