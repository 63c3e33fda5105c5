"""What the map says of each side of a street."""

import json

import pytest

from beffroi.engines.parking.inventory.sides import (
    ALLOWED,
    PROHIBITED,
    SEPARATE,
    UNREAD,
    old_rules,
    sides,
)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("lane", ALLOWED), ("street_side", ALLOWED), ("on_kerb", ALLOWED),
        ("half_on_kerb", ALLOWED), ("no", PROHIBITED), ("separate", SEPARATE), ("maybe", UNREAD),
    ],
)  # fmt: skip
def test_a_side_is_told_by_its_position(said: str, state: str) -> None:
    read = sides(json.dumps({"parking:right": said}))

    assert set(read) == {"right"}
    assert read["right"].state == state


def test_a_side_s_own_tags_stand_before_those_of_both() -> None:
    read = sides(json.dumps({
        "parking:both": "lane", "parking:both:orientation": "parallel", "parking:both:fee": "yes",
        "parking:left:orientation": "perpendicular", "parking:left:fee": "no",
    }))  # fmt: skip

    assert (read["left"].layout, read["left"].rules["fee"]) == ("perpendicular", "no")
    assert (read["right"].layout, read["right"].rules["fee"]) == ("parallel", "yes")


def test_the_older_scheme_is_read_in_the_words_of_the_present_one() -> None:
    read = sides(json.dumps({
        "parking:lane:right": "diagonal", "parking:condition:right": "ticket",
        "parking:condition:right:time_interval": "Mo-Sa 09:00-19:00",
        "parking:condition:right:default": "free", "parking:condition:right:maxstay": "2 h",
        "parking:lane:left": "no_stopping", "parking:lane:right:capacity": "7",
    }))  # fmt: skip

    right = read["right"]
    assert (right.state, right.layout, right.is_old) == (ALLOWED, "diagonal", True)
    assert right.rules == {"fee": "no", "fee:conditional": "yes @ (Mo-Sa 09:00-19:00)",
                           "maxstay": "2 h", "capacity": "7"}  # fmt: skip
    assert read["left"].state == PROHIBITED


def test_a_second_condition_holds_at_its_own_hours() -> None:
    tags = {"parking:condition:left": "disc", "parking:condition:left:2": "no_parking",
            "parking:condition:left:2:time_interval": "We 06:00-14:00"}  # fmt: skip

    assert dict(old_rules(tags, "left")) == {
        "authentication:disc": "yes",
        "restriction:conditional": "no_parking @ (We 06:00-14:00)",
    }


def test_a_prohibition_alone_says_that_nobody_parks() -> None:
    read = sides('{"parking:left:restriction": "no_stopping"}')

    assert {side: told.state for side, told in read.items()} == {"left": PROHIBITED}


def test_nothing_told_is_nothing_known() -> None:
    assert sides(None) == {}
