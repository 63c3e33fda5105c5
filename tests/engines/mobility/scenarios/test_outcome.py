"""Scenarios on a street of 4 km with two hamlets, done by hand, and what holds of all."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from beffroi.engines.mobility.access.figures import access_figures
from beffroi.engines.mobility.access.reach_of_centre import common_day, reach_of_centre
from beffroi.engines.mobility.indicators import DEFINITIONS
from beffroi.engines.mobility.scenarios import Scenario, Situation, measures, outcome
from beffroi.engines.mobility.scenarios.changes import (
    AddLine,
    BikeLink,
    CarpoolLine,
    Cost,
    CutLine,
    Headway,
    Hours,
    LineRef,
    OnDemand,
    ParkRide,
    Place,
)
from beffroi.engines.mobility.scenarios.ranges import Between
from beffroi.engines.mobility.service.basin import basin
from beffroi.foundation.language import Words
from beffroi.territory.indicator import read
from tests.engines.mobility.access.basins import X, Y, bus, mapped, street
from tests.engines.mobility.access.towns import town

MORNING = Hours(6 * 3600, 10 * 3600)
BUS = LineRef("bus", "r", "Bus")


def one(value: float) -> Between:
    return Between(value, value)


def place(x: float, y: float = 0.0) -> Place:
    return Place(X + x, Y + y, f"{x:.0f} m")


def scenario(*changes: object) -> Scenario:
    return Scenario("essai", Words("Essai", "Trial"), tuple(changes), "nous", date="2026-01")


def line(**changes: object) -> AddLine:
    stops = tuple(place(1000.0 * n) for n in range(5))
    given = {"name": "Navette", "stops": stops, "headway": one(600.0), "hours": MORNING,
             "speed": one(10.0)}  # fmt: skip
    return AddLine(**(given | changes))


def done(given, *changes):
    before = measures(given)
    found = outcome(given, before, scenario(*changes))
    return {f.id.removeprefix("scenario."): f for f in found.figures}, found.tables[
        "scenario_squares"
    ]


@pytest.fixture(scope="module")
def walking() -> Situation:
    return Situation(town(timetables=()))


@pytest.fixture(scope="module")
def riding() -> Situation:
    return Situation(town())


def test_before_is_what_the_study_says(riding: Situation) -> None:
    figures, _ = done(riding, CutLine(BUS))
    inputs = riding.inputs
    day = common_day(basin(inputs.timetables).types)
    study = {
        f.id: f.value
        for f in access_figures(inputs, reach_of_centre(inputs, day), read(DEFINITIONS))
    }

    for mode in ("walk", "bike", "quiet_bike", "transit", "car"):
        for name in ("minutes_to_centre", "share_within_half_hour"):
            mine = figures[f"{name}.essai.{mode}.before"].value
            assert mine == study[f"mobility.{name}.{mode}.to_centre"]
    assert figures["left_out.essai.before"].value == study["mobility.left_out"]


def test_a_line_added_gives_the_times_of_the_same_line_in_a_feed(walking: Situation) -> None:
    figures, squares = done(walking, line(cost=Cost(per_km=Between(4.0, 5.0))))

    by_bus = measures(Situation(town())).to_centre["transit"]
    there = figures["minutes_to_centre.essai.transit.after"].value
    assert there == pytest.approx(by_bus[0], abs=0.02)
    # 24 departures a direction, 4 km, on 175 + 78 days.
    assert figures["vehicle_km.essai"].value == pytest.approx(24 * 2 * 4 * 253, rel=1e-3)
    assert figures["vehicle_hours.essai"].value == pytest.approx(
        24 * 2 * 400 / 3600 * 253, rel=1e-3
    )
    assert figures["cost.essai"].interval == pytest.approx((24 * 8 * 253 * 4, 24 * 8 * 253 * 5),
                                                           rel=1e-3)  # fmt: skip
    assert squares["population"].sum() == 400
