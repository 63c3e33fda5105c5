"""Scenarios on a street of 4 km with two hamlets, done by hand, and what holds of all."""

import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.engines.mobility.access.figures import access_figures
from beffroi.engines.mobility.access.reach_of_centre import common_day, reach_of_centre
from beffroi.engines.mobility.indicators import DEFINITIONS
from beffroi.engines.mobility.inputs import Inputs
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
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.territory.indicator import read
from tests.engines.mobility.access.basins import X, Y, mapped, street
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


def done(start: Situation, *changes: object) -> tuple[dict[str, Figure], pd.DataFrame]:
    found = outcome(start, measures(start), scenario(*changes))
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


def test_a_line_cut_and_added_back_gives_the_former_times(riding: Situation) -> None:
    figures, squares = done(riding, CutLine(BUS), line())

    assert (squares["state"] == "same").all()
    assert figures["people_gained.essai"].value == figures["people_lost.essai"].value == 0
    assert figures["vehicle_km.essai"].value == pytest.approx(0, abs=1)
    assert figures["people_near_class.essai.1.after"].value == (
        figures["people_near_class.essai.1.before"].value
    )


def test_a_line_cut_loses_those_who_rode_it(riding: Situation) -> None:
    figures, squares = done(riding, CutLine(BUS, cost=Cost(per_year=one(50_000.0))))

    # On foot 26.8 and 25.5 minutes, by bike 8: nobody is lost, as all of them may ride a bike.
    assert figures["people_lost.essai"].value == 0
    assert figures["minutes_to_centre.essai.transit.after"].value == (
        figures["minutes_to_centre.essai.walk.before"].value
    )
    assert figures["vehicle_km.essai"].value == pytest.approx(-24 * 2 * 4 * 253, rel=1e-3)
    assert figures["cost.essai"].value == -50_000
    assert (squares["minutes_after"] >= squares["minutes_before"]).all()


@pytest.mark.parametrize("minutes", [10, 26])
def test_a_headway_halved_makes_nobody_slower(riding: Situation, minutes: int) -> None:
    before = measures(riding)
    scenarios = [scenario(Headway(BUS, one(60.0 * minutes / part), MORNING)) for part in (1, 2)]
    usual, halved = (outcome(riding, before, each).tables["scenario_squares"] for each in scenarios)

    assert (halved["minutes_after"] <= usual["minutes_after"] + 0.02).all()


def test_the_same_headway_changes_nothing(riding: Situation) -> None:
    figures, squares = done(riding, Headway(BUS, one(600.0)))

    assert (squares["state"] == "same").all()
    assert figures["vehicle_hours.essai"].value == pytest.approx(0, abs=1)


def busy(**changes: object) -> Inputs:
    """Make the town along a busy street, where nobody rides quietly."""
    table, nodes = mapped(street(highway="primary", maxspeed="70", lanes="2"))
    return town(streets=table, street_nodes=nodes, timetables=(), **changes)


def test_a_carpool_line_gives_wait_ride_and_walks() -> None:
    pool = CarpoolLine("Covoiturage", (place(0), place(2000)), Between(300.0, 900.0), MORNING)

    figures, squares = done(Situation(busy()), pool)

    after = figures["minutes_to_centre.essai.shared.after"]
    # 10 m on foot at each end (and 10 m to the street), a wait of 10 minutes, 2 km at a car's pace.
    car = figures["minutes_to_centre.essai.car.before"].value - 5
    assert after.value == pytest.approx(10 + car, abs=0.6)
    assert after.interval == pytest.approx((after.value - 5, after.value + 5), abs=0.01)
    assert figures["vehicle_km.essai"].value == 0
    assert figures["cost.essai"].value is None
    assert figures["cost_per_gained.essai"].value is None
    assert set(squares["state"]) <= {"gained", "better", "same"}


def test_a_zone_leads_from_door_to_door() -> None:
    everywhere = shapely.box(X - 100, Y - 100, X + 4100, Y + 100)
    zone = OnDemand("Zone", everywhere, MORNING, one(600.0), "area", detour=one(1.5),
                    cost=Cost(per_year=one(90_000.0)))  # fmt: skip

    figures, _ = done(Situation(busy()), zone)

    car = figures["minutes_to_centre.essai.car.before"].value - 5
    shared = figures["minutes_to_centre.essai.shared.after"].value
    assert shared == pytest.approx(10 + 1.5 * car, abs=0.2)
    assert figures["vehicle_km.essai"].value is None
    assert figures["cost.essai"].value == 90_000


def test_a_zone_out_of_hours_changes_no_time() -> None:
    everywhere = shapely.box(X - 100, Y - 100, X + 4100, Y + 100)
    night = OnDemand("Zone", everywhere, Hours(0, 8.5 * 3600), one(0.0), "area")
    start = Situation(busy())

    found = outcome(start, measures(start), scenario(night))

    assert (found.tables["scenario_squares"]["state"] == "same").all()
    assert "Zone" in found.exhibits[0].note.en


def test_a_bike_link_makes_nobody_slower_and_trips_quiet() -> None:
    inputs = busy()
    start = Situation(inputs, workplaces=inputs.shops)
    path = (place(10, 10), place(2000, 12))
    link = BikeLink("Voie verte", path, cost=Cost(per_metre=one(300.0)))

    figures, squares = done(start, link)

    assert (squares["minutes_after"] <= squares["minutes_before"] + 1e-6).all()
    west = squares[squares["population"] == 300].iloc[0]
    assert west["minutes_after"] == pytest.approx((2000 / 4.2 + 8) / 60, abs=0.5)
    assert figures["quiet_trips.essai.shopping.before"].value == 0
    assert figures["quiet_trips.essai.shopping.after"].value == pytest.approx(0.75)
    # 2,000 m over 20 to 30 years.
    assert figures["cost.essai"].interval == pytest.approx((20_000, 30_000), rel=0.01)


def test_a_park_and_ride_gains_nobody_without_a_car(riding: Situation) -> None:
    park = ParkRide("Parc", place(1000), spaces=50)

    figures, squares = done(riding, park)

    assert figures["minutes_to_centre.essai.park_ride.after"].value is not None
    assert figures["minutes_to_centre.essai.park_ride.before"].value is None
    assert (squares["state"] == "same").all()
    assert "nobody is gained" in figures["cost_per_gained.essai"].method.en


def test_a_change_leaves_what_it_starts_from(riding: Situation) -> None:
    before = measures(riding)
    minutes = {mode: times.copy() for mode, times in before.minutes.items()}

    outcome(riding, before, scenario(CutLine(BUS), line(headway=Between(600.0, 1200.0))))

    assert all(np.array_equal(minutes[mode], before.minutes[mode]) for mode in minutes)
    assert len(riding.inputs.timetables[0].tables["trips"]) == 48
