"""What each element may hold."""

from beffroi.formats.netex.orders import ORDERS, VALUES


def test_every_element_that_must_be_there_is_of_one_kind_of_place() -> None:
    for order in ORDERS.values():
        names = [name for place in order.split() for name in place.rstrip("!*+").split("|")]
        assert len(names) == len(set(names))


def test_no_element_has_both_a_value_and_elements() -> None:
    assert not {name.rpartition("/")[2] for name in ORDERS} & set(VALUES)
