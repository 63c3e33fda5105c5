"""The tables of parking."""

from beffroi.territory.parking import PARKING_PLACES, REGULATIONS


def test_every_rule_is_told_in_the_table() -> None:
    meaning = PARKING_PLACES.columns["regulation"].meaning

    assert all(f"`{rule}`" in meaning for rule in REGULATIONS)


def test_a_place_of_which_nothing_more_is_known_keeps_the_schema() -> None:
    known = {"place_id": ["w1:left"], "kind": ["kerb"], "source": ["osm"], "geometry": [None]}

    assert PARKING_PLACES.framed(known)["spaces"].isna().all()
