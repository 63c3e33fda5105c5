"""Ground of a space: nine counts in ten lie in its bounds, in towns that did not make them."""

import numpy as np
import pytest
import shapely

from beffroi.engines.parking.inventory.ground import BAYS, OPEN, Ground, ground, grounds
from tests.engines.parking.inventory.drawn import car_parks

COUNTED = {
    ("Geneva", OPEN): ((412, 15), (852, 30), (641, 20), (1638, 40), (489, 10), (635, 10),
                       (1343, 20)),
    ("Geneva", BAYS): ((41.4, 8), (43.5, 5), (51.2, 5), (53, 5), (32.5, 3), (22.4, 2), (98, 8),
                       (25.3, 2), (25.3, 2), (25.3, 2), (25.8, 2), (80.9, 6), (67.5, 5),
                       (68.8, 5), (252.2, 17), (63.8, 4), (83.4, 5), (116.6, 6), (166, 8),
                       (88.1, 4)),
    ("Liechtenstein", OPEN): ((334, 13),),
    ("Redon", OPEN): ((184, 10), (313, 15), (1457, 67), (1137, 52), (336, 15), (749, 33),
                      (306, 13), (3334, 135), (671, 25), (502, 18), (2683, 90)),
    ("Redon", BAYS): ((87.3, 5),),
    ("São Tomé", BAYS): ((216.5, 12),),
}  # fmt: skip
"""Car parks counted and drawn on the maps of four towns: ground [m²] and spaces.

© OpenStreetMap contributors, ODbL."""


def holds(own: Ground, area: float, capacity: int) -> bool:
    low, high = (max(np.floor(area / each), 1) for each in (own.most, own.least))
    return bool(low <= capacity <= high)


def test_nine_counts_in_ten_of_four_towns_lie_in_the_bounds_of_the_rule() -> None:
    held = [holds(ground(rule, np.array([])), *park)
            for (_, rule), parks in COUNTED.items() for park in parks]  # fmt: skip

    assert (sum(held), len(held)) == (38, 41)


def test_they_still_do_once_each_town_has_bent_the_rule_without_the_one_looked_at() -> None:
    held = []
    for (_, rule), parks in COUNTED.items():
        each = np.array([area / capacity for area, capacity in parks])
        held += [holds(ground(rule, np.delete(each, k)), *park) for k, park in enumerate(parks)]

    assert (sum(held), len(held)) == (37, 41)


def test_one_count_moves_the_rule_half_way_and_many_take_its_place() -> None:
    rule, one, many = (ground(OPEN, np.full(n, 36.0)) for n in (0, 1, 400))

    assert one.best == pytest.approx(30)
    assert many.best == pytest.approx(36, abs=0.1)
    widths = [own.most / own.least for own in (rule, one, many)]
    assert widths == sorted(widths, reverse=True)
    assert widths[2] > np.sqrt(widths[0])


def test_car_parks_and_bays_are_told_from_their_own() -> None:
    own = grounds(car_parks(
        {"kind": "surface", "capacity": 10, "area": 400.0, "geometry": shapely.box(0, 0, 20, 20)},
        {"kind": "street_side", "capacity": 5, "area": 75.0, "geometry": shapely.box(0, 0, 5, 15)},
        {"kind": "underground", "capacity": 5, "area": 1e4, "geometry": shapely.box(0, 0, 9, 9)},
        {"kind": "surface", "capacity": 0, "area": 1e4, "geometry": shapely.box(0, 0, 100, 100)},
    ))  # fmt: skip

    assert [(own[rule].n, round(own[rule].best, 1)) for rule in (OPEN, BAYS)] == [
        (1, 31.6), (1, 13.4),
    ]  # fmt: skip
