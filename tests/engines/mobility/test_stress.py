"""Level of traffic stress: how a street feels to somebody on a bicycle."""

import numpy as np
import pytest

from beffroi.engines.mobility.stress import speed_limit, stress
from tests.engines.mobility.drawn import streets


@pytest.mark.parametrize(
    ("tags", "level"),
    [
        ({"highway": "cycleway"}, 1),
        ({"highway": "living_street"}, 1),
        ({"highway": "service"}, 1),
        ({"highway": "residential", "maxspeed": "30"}, 1),
        ({"highway": "residential"}, 2),
        ({"highway": "residential", "lane_markings": "yes", "lanes": "4"}, 4),
        ({"highway": "tertiary", "maxspeed": "30", "lane_markings": "no"}, 1),
        ({"highway": "tertiary", "maxspeed": "30"}, 2),
        ({"highway": "tertiary"}, 3),
        ({"highway": "primary", "maxspeed": "50"}, 3),
        ({"highway": "primary", "maxspeed": "50", "lanes": "4"}, 4),
        ({"highway": "primary", "maxspeed": "70"}, 4),
        ({"highway": "trunk"}, 4),
        ({"highway": "tertiary", "cyclestreet": "yes"}, 1),
        ({"highway": "secondary", "cycleway_right": "track"}, 1),
        ({"highway": "secondary", "cycleway": "lane", "maxspeed": "50", "lanes": "2"}, 2),
        ({"highway": "secondary", "cycleway": "lane", "cycleway_width": "1.8 m"}, 1),
        ({"highway": "secondary", "cycleway": "lane", "maxspeed": "60"}, 3),
        ({"highway": "secondary", "cycleway": "lane", "maxspeed": "70"}, 4),
        ({"highway": "secondary", "cycleway": "lane", "lanes": "4"}, 3),
        ({"highway": "secondary", "cycleway": "lane", "lanes": "2", "oneway": "yes"}, 2),
        ({"highway": "secondary", "cycleway": "lane", "parking": '{"parking:both": "lane"}'}, 3),
        (
            {
                "highway": "secondary",
                "cycleway_right": "lane",
                "parking": '{"parking:left": "lane"}',
            },
            2,
        ),
        (
            {
                "highway": "residential",
                "cycleway": "lane",
                "parking": '{"parking:lane:right": "parallel"}',
            },
            2,
        ),
    ],
)
def test_a_street_has_the_stress_of_its_kind(tags: dict[str, str], level: int) -> None:
    assert stress(streets(tags)).tolist() == [level]


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("30", 30),
        ("30 km/h", 30),
        ("FR:zone30", 30),
        ("20 mph", 32.19),
        ("walk", 6),
        ("none", None),
    ],
)
def test_a_speed_limit_is_read_as_people_write_it(written: str, limit: float | None) -> None:
    found = speed_limit(streets({"highway": "residential", "maxspeed": written})).iloc[0]

    assert np.isnan(found) if limit is None else found == pytest.approx(limit, abs=0.01)


def test_a_zone_gives_its_limit_to_a_street_without_one() -> None:
    found = speed_limit(streets({"highway": "residential", "zone_maxspeed": "FR:30"}))

    assert found.tolist() == [30]
