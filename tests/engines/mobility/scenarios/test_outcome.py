"""Scenarios on a street of 4 km with two hamlets, done by hand, and what holds of all."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.access.figures import access_figures
from beffroi.engines.mobility.access.reach_of_centre import common_day, reach_of_centre
from beffroi.engines.mobility.indicators import DEFINITIONS
from beffroi.engines.mobility.inputs import Inputs, Timetable
from beffroi.engines.mobility.scenarios import (
    Measures,
    Scenario,
    Situation,
    measures,
    outcome,
)
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
from beffroi.territory.population import SpreadPopulation
from tests.engines.mobility.access.basins import X, Y, bus, feed, mapped, street
from tests.engines.mobility.access.towns import town

MORNING = Hours(6 * 3600, 10 * 3600)
BUS = LineRef("bus", "r", "Bus")


def one(value: float) -> Between:
    return Between(value, value)


def place(x: float, y: float = 0.0) -> Place:
    return Place(X + x, Y + y, f"{x:.0f} m")


def scenario(*changes: object, within: int = 30) -> Scenario:
    return Scenario("essai", Words("Essai", "Trial"), tuple(changes), "nous", date="2026-01",
                    within=within)  # fmt: skip


def line(**changes: object) -> AddLine:
    stops = tuple(place(1000.0 * n) for n in range(5))
    given = {"name": "Navette", "stops": stops, "headway": one(600.0), "hours": MORNING,
             "speed": one(10.0)}  # fmt: skip
    return AddLine(**(given | changes))


Start = tuple[Situation, Measures]
"""A town and its measures before any scenario."""


def start(inputs: Inputs, **others: Any) -> Start:
    situation = Situation(inputs, **others)
    return situation, measures(situation)


def done(
    begun: Start, *changes: object, within: int = 30
) -> tuple[dict[str, Figure], pd.DataFrame]:
    found = outcome(*begun, scenario(*changes, within=within))
    return {f.id.removeprefix("scenario."): f for f in found.figures}, found.tables[
        "scenario_squares"
    ]


@pytest.fixture(scope="module")
def walking() -> Start:
    return start(town(timetables=()))


@pytest.fixture(scope="module")
def riding() -> Start:
    return start(town())


def test_before_is_what_the_study_says(riding: Start) -> None:
    figures, _ = done(riding, CutLine(BUS))
    inputs = riding[0].inputs
    day = common_day(basin(inputs.timetables).types)
    study = {
        f.id: f.value
        for f in access_figures(inputs, reach_of_centre(inputs, day), read(DEFINITIONS))
    }

    for mode in ("walk", "bike", "quiet_bike", "transit", "car"):
        for name, own in (("minutes_to_centre", "minutes_to_centre"),
                          ("share_within_half_hour", "share_within")):  # fmt: skip
            mine = figures[f"{own}.essai.{mode}.before"].value
            assert mine == study[f"mobility.{name}.{mode}.to_centre"]
    assert figures["left_out.essai.before"].value == study["mobility.left_out"]


def test_a_line_added_gives_the_times_of_the_same_line_in_a_feed(
    walking: Start, riding: Start
) -> None:
    figures, squares = done(walking, line(cost=Cost(per_km=Between(4.0, 5.0))))

    by_bus = riding[1].to_centre["transit"]
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


def test_a_line_cut_and_added_back_gives_the_former_times(riding: Start) -> None:
    figures, squares = done(riding, CutLine(BUS), line())

    assert (squares["state"] == "same").all()
    assert figures["people_gained.essai"].value == figures["people_lost.essai"].value == 0
    assert figures["vehicle_km.essai"].value == pytest.approx(0, abs=1)
    assert figures["people_near_class.essai.1.after"].value == (
        figures["people_near_class.essai.1.before"].value
    )


def test_a_line_cut_loses_those_who_rode_it(riding: Start) -> None:
    figures, squares = done(riding, CutLine(BUS, cost=Cost(per_year=one(50_000.0))))

    # On foot 26.8 and 25.5 minutes, by bike 8: nobody is lost, as all of them may ride a bike.
    assert figures["people_lost.essai"].value == 0
    assert figures["minutes_to_centre.essai.transit.after"].value == (
        figures["minutes_to_centre.essai.walk.before"].value
    )
    assert figures["vehicle_km.essai"].value == pytest.approx(-24 * 2 * 4 * 253, rel=1e-3)
    assert figures["cost.essai"].value == -50_000
    assert (squares["minutes_after"] >= squares["minutes_before"]).all()


def test_the_same_headway_changes_nothing(riding: Start) -> None:
    figures, squares = done(riding, Headway(BUS, one(600.0)))

    assert (squares["state"] == "same").all()
    assert figures["vehicle_hours.essai"].value == pytest.approx(0, abs=1)


def busy(**changes: object) -> Inputs:
    """Make the town along a busy street, where nobody rides quietly."""
    table, nodes = mapped(street(highway="primary", maxspeed="70", lanes="2"))
    return town(**({"streets": table, "street_nodes": nodes, "timetables": ()} | changes))


def every(seconds: int) -> Timetable:
    """Make the bus of the street at another headway, there and back."""
    stops = [(1000.0 * n, 0.0) for n in range(5)]
    starts = range(6 * 3600, 10 * 3600, seconds)
    trips = [[(n if there else 4 - n, start + 100 * n) for n in range(5)]
             for start in starts for there in (True, False)]  # fmt: skip
    return feed("bus", stops, trips)


@pytest.fixture(scope="module")
def loud() -> Start:
    """Measure the busy street with its bus: 9 minutes by bus, 26.8 and 25.5 on foot."""
    return start(busy(timetables=(bus(),)))


@pytest.fixture(scope="module")
def silent() -> Start:
    """Measure the busy street without its bus."""
    return start(busy())


def test_a_line_gains_the_people_beyond_the_minutes_of_the_scenario(silent: Start) -> None:
    shuttle = line(cost=Cost(per_year=one(30_000.0)))

    figures, squares = done(silent, shuttle, within=26)

    # On foot the 300 of the west take 26.8 minutes and the 100 of the east 25.5; by bus, 9.
    assert squares.set_index("population")["state"].to_dict() == {300.0: "gained", 100.0: "better"}
    assert figures["people_gained.essai"].value == 300
    assert figures["people_lost.essai"].value == 0
    assert figures["cost_per_gained.essai"].value == pytest.approx(100)
    assert figures["left_out.essai.before"].value == 300
    assert figures["left_out_share.essai.before"].value == pytest.approx(0.75)
    assert figures["left_out.essai.after"].value == 0
    assert figures["share_within.essai.walk.before"].value == pytest.approx(0.25)
    assert figures["share_within.essai.transit.after"].value == 1
    assert figures["shops_in_reach.essai.walk.after"].value == pytest.approx(0.25)
    assert "26" in figures["people_gained.essai"].name.fr


def test_a_line_cut_loses_the_people_who_walk_longer_than_the_minutes(loud: Start) -> None:
    found = outcome(*loud, scenario(CutLine(BUS), within=26))

    figures = {figure.id.removeprefix("scenario."): figure for figure in found.figures}
    assert figures["people_lost.essai"].value == 300
    assert figures["people_gained.essai"].value == 0
    assert figures["left_out.essai.after"].value == 300
    people = {state.en: n for state, n in found.exhibits[1].rows}  # type: ignore[union-attr]
    assert people["lost: beyond 26 minutes from now on"] == 300
    assert people["slower"] == 100


def test_those_whom_no_way_leads_to_the_centre_stay_left_out(peopled: Start) -> None:
    """Times are searched again by bus alone: a place by a road for cars is no less known for it."""
    figures, squares = done(peopled, CutLine(BUS, hours=Hours(8 * 3600, 9 * 3600)))

    assert set(squares["state"]) <= {"same", "worse"}
    assert figures["left_out.essai.before"].value == 10
    assert figures["left_out.essai.after"].value == 10
    assert figures["shops_in_reach.essai.transit.after"].value is not None


def test_a_headway_four_times_as_long_loses_all_and_back_gains_all(loud: Start) -> None:
    rare, usual = Headway(BUS, one(2400.0)), Headway(BUS, one(600.0))

    lost, _ = done(loud, rare, within=15)
    back, squares = done(loud, rare, usual, within=15)

    # Half of 40 minutes of wait, and 4 by bus: 24 minutes in place of 9, and 25 to 27 on foot.
    assert lost["people_lost.essai"].value == lost["left_out.essai.after"].value == 400
    assert (squares["state"] == "same").all()
    gained, _ = done(start(busy(timetables=(every(2400),))), usual, within=15)
    assert gained["people_gained.essai"].value == 400
    assert back["people_lost.essai"].value == 0


def test_an_interval_bounds_those_who_gain(silent: Start) -> None:
    seldom = line(headway=Between(600.0, 3600.0), cost=Cost(per_year=one(8_000.0)))

    figures, _ = done(silent, seldom, within=15)

    # Every 10 minutes 9 minutes, every 35 or 60 more than 15: perhaps all, perhaps nobody.
    assert figures["people_gained.essai"].interval == (0, 400)
    cost = figures["cost_per_gained.essai"]
    assert (cost.value, cost.minimum) == (None, True) or cost.value == 20


@pytest.fixture(scope="module")
def peopled() -> Start:
    """Make the busy street, people all along it, with its bus; a hamlet by a car road."""
    road = ({"highway": "trunk"}, [(-100.0 * n, 0.0) for n in range(31)])
    table, nodes = mapped(street(highway="primary", maxspeed="70", lanes="2"), road)
    cells = gpd.GeoDataFrame(
        {"cell_id": [f"c{n}" for n in range(21)], "population": 10.0, "households": 1.0},
        geometry=[*(shapely.Point(X + 200 * n + 90, Y + 10) for n in range(20)),
                  shapely.Point(X - 2890, Y + 10)], crs=2154,
    )  # fmt: skip
    people = SpreadPopulation(cells, 210.0, None, Words("Carreaux.", "Squares."))
    return start(busy(streets=table, street_nodes=nodes, timetables=(bus(),), population=people))


LINES = st.builds(
    AddLine, st.just("Navette"),
    st.lists(st.integers(0, 40), min_size=2, max_size=5, unique=True)
    .map(lambda nodes: tuple(place(100.0 * node) for node in nodes)),
    st.integers(2, 90).map(lambda minutes: one(60.0 * minutes)),
    st.integers(5, 9).map(lambda hour: Hours(3600 * hour, 3600 * (hour + 2))),
    speed=st.sampled_from([None, one(3.0), one(12.0)]), both_ways=st.booleans(),
)  # fmt: skip
CUTS = st.builds(
    CutLine, st.just(BUS),
    hours=st.integers(7, 9).map(lambda hour: Hours(3600 * hour - 1800, 3600 * hour)),
)  # fmt: skip
SLIP = 0.02
"""Rounding of times to the second. [min]"""
PARTS = st.tuples(st.integers(6, 40), st.integers(2, 6))


@settings(max_examples=3, deadline=None, derandomize=True, phases=[Phase.generate])
@given(added=LINES, cut=CUTS, parts=PARTS, within=st.integers(5, 60))
def test_more_buses_make_nobody_slower_and_fewer_nobody_quicker(
    peopled: Start, added: AddLine, cut: CutLine, parts: tuple[int, int], within: int
) -> None:
    """A headway divided keeps every departure; one that is merely shorter moves them."""
    often, oftener = (Headway(BUS, one(60.0 * parts[0] / n), MORNING) for n in (1, parts[1]))

    more, fewer, longer, shorter = (
        done(peopled, change, within=within)[1].fillna({"minutes_after": np.inf,
                                                        "minutes_before": np.inf})
        for change in (added, cut, often, oftener)
    )  # fmt: skip

    assert (more["minutes_after"] <= more["minutes_before"] + SLIP).all()
    assert not set(more["state"]) & {"lost", "worse", "unknown"}
    assert (fewer["minutes_after"] >= fewer["minutes_before"] - SLIP).all()
    assert not set(fewer["state"]) & {"gained", "better", "unknown"}
    assert (shorter["minutes_after"] <= longer["minutes_after"] + SLIP).all()


def test_a_carpool_line_gives_wait_ride_and_walks(silent: Start) -> None:
    pool = CarpoolLine("Covoiturage", (place(0), place(2000)), Between(300.0, 900.0), MORNING)

    figures, squares = done(silent, pool)

    after = figures["minutes_to_centre.essai.shared.after"]
    # 10 m on foot at each end (and 10 m to the street), a wait of 10 minutes, 2 km at a car's pace.
    car = figures["minutes_to_centre.essai.car.before"].value - 5
    assert after.value == pytest.approx(10 + car, abs=0.6)
    assert after.interval == pytest.approx((after.value - 5, after.value + 5), abs=0.01)
    assert figures["vehicle_km.essai"].value == 0
    assert figures["cost.essai"].value is None
    assert figures["cost_per_gained.essai"].value is None
    assert set(squares["state"]) <= {"gained", "better", "same"}


def test_a_zone_leads_from_door_to_door(silent: Start) -> None:
    everywhere = shapely.box(X - 100, Y - 100, X + 4100, Y + 100)
    zone = OnDemand("Zone", everywhere, MORNING, one(600.0), "area", detour=one(1.5),
                    cost=Cost(per_year=one(90_000.0)))  # fmt: skip

    figures, _ = done(silent, zone)

    car = figures["minutes_to_centre.essai.car.before"].value - 5
    shared = figures["minutes_to_centre.essai.shared.after"].value
    assert shared == pytest.approx(10 + 1.5 * car, abs=0.2)
    assert figures["vehicle_km.essai"].value is None
    assert figures["cost.essai"].value == 90_000


def test_a_zone_out_of_hours_changes_no_time(silent: Start) -> None:
    everywhere = shapely.box(X - 100, Y - 100, X + 4100, Y + 100)
    night = OnDemand("Zone", everywhere, Hours(0, 8.5 * 3600), one(0.0), "area")

    found = outcome(*silent, scenario(night))

    assert (found.tables["scenario_squares"]["state"] == "same").all()
    assert "Zone" in found.exhibits[0].note.en


def test_a_bike_link_makes_nobody_slower_and_trips_quiet() -> None:
    inputs = busy()
    begun = start(inputs, workplaces=inputs.shops)
    path = (place(10, 10), place(2000, 12))
    link = BikeLink("Voie verte", path, cost=Cost(per_metre=one(300.0)))

    figures, squares = done(begun, link)

    assert (squares["minutes_after"] <= squares["minutes_before"] + 1e-6).all()
    west = squares[squares["population"] == 300].iloc[0]
    assert west["minutes_after"] == pytest.approx((2000 / 4.2 + 8) / 60, abs=0.5)
    assert figures["quiet_trips.essai.shopping.before"].value == 0
    assert figures["quiet_trips.essai.shopping.after"].value == pytest.approx(0.75)
    # 2,000 m over 20 to 30 years.
    assert figures["cost.essai"].interval == pytest.approx((20_000, 30_000), rel=0.01)


def test_a_park_and_ride_gains_nobody_without_a_car(riding: Start) -> None:
    park = ParkRide("Parc", place(1000), spaces=50)

    figures, squares = done(riding, park)

    assert figures["minutes_to_centre.essai.park_ride.after"].value is not None
    assert figures["minutes_to_centre.essai.park_ride.before"].value is None
    assert (squares["state"] == "same").all()
    assert "nobody is gained" in figures["cost_per_gained.essai"].method.en


def test_a_change_leaves_what_it_starts_from(riding: Start) -> None:
    before = riding[1]
    minutes = {mode: times.copy() for mode, times in before.minutes.items()}

    outcome(*riding, scenario(CutLine(BUS), line(headway=Between(600.0, 1200.0))))

    assert all(np.array_equal(minutes[mode], before.minutes[mode]) for mode in minutes)
    assert len(riding[0].inputs.timetables[0].tables["trips"]) == 48
