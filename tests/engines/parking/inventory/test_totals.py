"""Totals of an inventory."""

import numpy as np

from beffroi.engines.parking.inventory.totals import total, totals, usable
from beffroi.territory.parking import PARKING_PLACES


def test_spaces_add_up_by_rule_and_the_unknown_stays_unknown() -> None:
    places = PARKING_PLACES.framed({
        "place_id": ["a", "b", "c", "d"], "kind": "kerb", "source": "osm", "geometry": None,
        "regulation": ["free", "free", "forbidden", None],
        "spaces": [10, 4, 0, None], "spaces_low": [10, 2, 0, None],
        "spaces_high": [10, 6, 0, None], "spaces_method": ["tagged", "length", "tagged", None],
    })  # fmt: skip

    free, unknown = totals(places)

    assert (free.regulation, free.places, free.spaces, free.low, free.high) == ("free", 2, 14, 12,
                                                                                16)  # fmt: skip
    assert free.counted == 10
    assert (unknown.regulation, unknown.spaces, unknown.uncounted) == ("unknown", 0, 1)
    assert usable(places)["place_id"].tolist() == ["a", "b", "d"]


def test_errors_of_area_add_up_by_half_and_those_of_length_whole() -> None:
    places = PARKING_PLACES.framed({
        "place_id": ["a", "b", "c"], "kind": "off_street", "source": "osm", "geometry": None,
        "spaces": [40, 40, 10], "spaces_low": [20, 20, 5], "spaces_high": [80, 80, 10],
        "spaces_method": ["area", "area", "length"],
    })  # fmt: skip

    own = total(places)

    assert own.low == 90 - round(5 + np.sqrt(0.5 * 40**2 + 0.5 * 2 * 20**2))
    assert own.high == 90 + round(np.sqrt(0.5 * 80**2 + 0.5 * 2 * 40**2))


def test_the_places_of_cavaillon_add_up() -> None:
    """Published in 2024: 594 paid and 2,289 free spaces, 2,883 in all."""
    places = PARKING_PLACES.framed({
        "place_id": ["paid", "free"], "kind": "kerb", "source": "osm", "geometry": None,
        "regulation": ["paid", "free"], "spaces": [594, 2_289], "spaces_low": [594, 2_289],
        "spaces_high": [594, 2_289], "spaces_method": "tagged",
    })  # fmt: skip

    whole = total(places)

    assert [told.spaces for told in totals(places)] == [2_289, 594]
    assert (whole.spaces, whole.low, whole.high, whole.counted) == (2_883,) * 4
