"""The scale of visibility."""

from beffroi.engines.commerce.visibility.parameters import ACTIONS, ITEMS, NAMES, parts


def test_the_scale_is_the_published_one() -> None:
    points = dict.fromkeys(ITEMS, 0.0)
    for part in parts():
        points[part.item] += part.points

    assert list(points.values()) == [15, 5, 20, 5, 15, 5, 5, 5, 10, 10, 5]


def test_every_part_has_a_name_an_action_and_a_cost() -> None:
    ids = {part.id for part in parts()}

    assert ids == set(NAMES) == set(ACTIONS)
    assert all(0 < low <= high for low, high in (part.minutes for part in parts()))
