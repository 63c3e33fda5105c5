"""How long the people of two hamlets take to their centre, by hand."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.access.reach_of_centre import (
    common_day,
    parked_walk,
    reach_of_centre,
)  # fmt: skip
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.basin import basin
from tests.engines.mobility.access.basins import bus
from tests.engines.mobility.access.towns import town


def day_of(given: Inputs) -> str:
    return common_day(basin(given.timetables).types)


def test_minutes_to_the_centre_are_those_done_by_hand() -> None:
    given = town()
    reach = reach_of_centre(given, day_of(given))

    to = reach.minutes["to_centre"]
    assert to["walk"].tolist() == pytest.approx([2010 / 75, 1910 / 75], abs=0.05)
    assert to["bike"].tolist() == pytest.approx(
        [(2000 / 4.2 + 8) / 60, (1900 / 4.2 + 8) / 60], abs=0.05
    )
    # 10 m on foot, a wait of 4 minutes in the median, 200 s on board, 10 m on foot.
    assert to["transit"][0] == pytest.approx((16 + 4.5 * 60 + 200 + 8) / 60, abs=0.6)
    assert reach.nearest["food"].tolist() == to["walk"].tolist()
    assert reach.shops["transit"].tolist() == [1, 1]


def test_without_timetables_there_is_no_public_transport() -> None:
    reach = reach_of_centre(town(timetables=()))

    assert reach.day == ""
    assert "transit" not in reach.minutes["to_centre"]


def test_without_a_centre_or_people_there_is_nothing_to_measure() -> None:
    given = town()

    assert reach_of_centre(town(centre=None)) is None
    assert reach_of_centre(town(street_nodes=given.street_nodes[:0])) is None


def test_a_place_of_a_family_that_the_map_does_not_know_is_absent() -> None:
    assert set(reach_of_centre(town()).nearest) == {"food", "shops", "health"}


def test_the_day_is_one_on_which_most_feeds_run() -> None:
    old = bus("old")
    old.tables["calendar"].loc[0, ["start_date", "end_date"]] = ["2019-01-01", "2019-12-31"]

    given = town(timetables=(bus("a"), bus("b"), old))

    assert day_of(given).startswith("2026-09")
    assert np.isfinite(reach_of_centre(given, day_of(given)).minutes["to_centre"]["transit"]).all()


def test_bays_and_not_car_parks_say_how_far_one_parks() -> None:
    parks = pd.DataFrame({"car_park_id": list("abcd"), "capacity": [10, 100, None, 500]})
    minutes = pd.DataFrame({"car_park_id": list("abcd"), "minutes": [1.0, 4.0, 2.0, 30.0]})

    assert parked_walk(parks, minutes) == 4
    assert parked_walk(parks, minutes[minutes["minutes"] > 10]) is None


def test_parking_known_to_be_near_shortens_trips_by_car() -> None:
    far, near = (reach_of_centre(town(), parked=parked) for parked in (None, 1.0))

    car = [reach.minutes["to_centre"]["car"] for reach in (far, near)]
    assert (car[0] - car[1]).tolist() == pytest.approx([2, 2], abs=0.01)
