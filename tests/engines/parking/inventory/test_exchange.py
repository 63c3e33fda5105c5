"""The inventory in the words of DATEX II."""

import shapely

from beffroi.engines.parking.inventory.exchange import exchange
from beffroi.territory.parking import PARKING_PLACES


def test_a_place_is_a_record_and_a_forbidden_one_is_none() -> None:
    places = PARKING_PLACES.framed({
        "place_id": ["w1:left", "w2"], "kind": ["kerb", "off_street"], "source": "osm",
        "street": ["Rue Basse", None], "layout": ["diagonal", None], "spaces": [8, 0],
        "regulation": ["blue_zone", "forbidden"], "maxstay": [90, None],
        "geometry": [shapely.LineString([(-2.08, 47.65), (-2.07, 47.65)]), shapely.Point(0, 0)],
    })  # fmt: skip

    (record,) = exchange(places, date="2026-09-01").to_dict("records")

    assert record["parkingRecord.id"] == "w1:left"
    assert record["urbanParkingSiteType"] == "onStreetParking"
    assert (record["groupOfParkingSpaces.parkingMode"], record["parkingNumberOfSpaces"]) == (
        "echelonParking",
        8,
    )
    assert record["maximumParkingDuration"] == 5400
    assert record["tariffsAndPayment.freeOfCharge"] == "true"


def test_users_and_uses_are_words_of_the_schema() -> None:
    rules = ["residents", "disabled", "private", "delivery", "paid"]
    places = PARKING_PLACES.framed({
        "place_id": rules, "kind": "kerb", "source": "osm", "regulation": rules,
        "spaces": [1] * 5, "geometry": [shapely.Point(-2, 47)] * 5,
    })  # fmt: skip

    table = exchange(places, date="").set_index("parkingRecord.id")

    users = table["onlyAssignedParking.applicableForUser"].dropna()
    assert users.to_dict() == {"residents": "residents", "disabled": "disabled",
                               "private": "other"}  # fmt: skip
    uses = table["parkingUsageScenario.parkingUsageScenario"].dropna()
    assert uses.to_dict() == {"delivery": "loadingBay"}
