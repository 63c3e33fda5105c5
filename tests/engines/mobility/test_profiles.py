"""Profiles: who may use a street, in which direction, and how fast."""

import pytest

from beffroi.engines.mobility.profiles import PROFILES, speeds
from tests.engines.mobility.drawn import streets

WALK, STEPS, BIKE = 1.25, 0.5, 4.2


def both_ways(profile: str, **tags: str) -> tuple[float, float]:
    forwards, backwards = speeds(streets(tags), profile)
    return forwards[0], backwards[0]


@pytest.mark.parametrize(
    ("tags", "speed"),
    [
        ({"highway": "residential"}, WALK),
        ({"highway": "steps"}, STEPS),
        ({"highway": "motorway"}, 0),
        ({"highway": "trunk", "foot": "yes"}, WALK),
        ({"highway": "service", "access": "private"}, 0),
        ({"highway": "service", "access": "private", "foot": "yes"}, WALK),
        ({"highway": "footway", "foot": "no"}, 0),
        ({"highway": "construction"}, 0),
        ({"highway": "residential", "oneway": "yes"}, WALK),
    ],
)
def test_people_walk_where_they_may(tags: dict[str, str], speed: float) -> None:
    assert both_ways("walk", **tags) == (speed, speed)


def test_a_bicycle_follows_one_way_streets_and_is_pushed_against_them() -> None:
    assert both_ways("bike", highway="residential", oneway="yes") == (BIKE, WALK)


@pytest.mark.parametrize("tags", [{"oneway_bicycle": "no"}, {"cycleway": "opposite_lane"}])
def test_a_contraflow_lane_opens_the_other_direction(tags: dict[str, str]) -> None:
    assert both_ways("bike", highway="residential", oneway="yes", **tags) == (BIKE, BIKE)


def test_a_bicycle_is_pushed_in_a_pedestrian_street() -> None:
    assert both_ways("bike", highway="pedestrian") == (WALK, WALK)
    assert both_ways("bike", highway="pedestrian", bicycle="yes") == (BIKE, BIKE)


def test_a_quiet_rider_walks_the_bicycle_along_a_main_road() -> None:
    assert both_ways("quiet_bike", highway="primary") == (WALK, WALK)
    assert both_ways("quiet_bike", highway="residential") == (BIKE, BIKE)


def test_a_car_drives_at_a_share_of_the_limit_the_right_way_round() -> None:
    forwards, backwards = both_ways("car", highway="residential", maxspeed="30", oneway="-1")

    assert forwards == 0
    assert backwards == pytest.approx(30 / 3.6 * 0.6)


def test_a_roundabout_is_one_way_without_saying_so() -> None:
    assert both_ways("car", highway="primary", junction="roundabout")[1] == 0


@pytest.mark.parametrize("highway", ["footway", "cycleway", "steps"])
def test_a_car_stays_off_paths(highway: str) -> None:
    assert both_ways("car", highway=highway) == (0, 0)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_town_without_streets_has_no_speeds(profile: str) -> None:
    forwards, backwards = speeds(streets({"highway": "residential"}).iloc[:0], profile)

    assert len(forwards) == len(backwards) == 0
