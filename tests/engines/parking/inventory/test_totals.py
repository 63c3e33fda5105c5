"""Totals of an inventory."""

from beffroi.engines.parking.inventory.totals import totals, usable
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
