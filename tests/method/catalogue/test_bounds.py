"""What a number told somewhere may say about this town."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.method.catalogue.bounds import bounds
from beffroi.method.catalogue.solutions import Fact
from tests.method.catalogue.making import fact

PAIRS = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)).map(sorted)


def price(*numbers: float, per: str = "town", **more: object) -> Fact:
    return fact("price_build", *numbers, unit="€", per=per, **more)


@given(PAIRS, PAIRS, st.sampled_from(["place", "average"]))
def test_a_number_seen_elsewhere_changes_no_bound(
    here: list[float], there: list[float], how: str
) -> None:
    told = {"place": "Nice"} if how == "place" else {"sort": "average"}
    elsewhere = price(*there, **told)

    alone, both = bounds([price(*here)]), bounds([price(*here), elsewhere])

    assert (both.low, both.high) == (alone.low, alone.high) == tuple(here)
    assert both.elsewhere == (elsewhere,)
    assert bounds([elsewhere]).low is bounds([elsewhere]).high is None


def test_a_price_by_the_unit_bounds_once_it_is_counted() -> None:
    post = price(300, 500, per="post")

    assert (bounds([post]).low, bounds([post]).uncounted) == (None, (post,))
    assert bounds([post], {"post": 4}).high == 2000


def test_a_price_told_for_no_measure_is_that_of_the_town() -> None:
    assert bounds([price(7, per="")]).high == 7


@given(PAIRS, PAIRS)
def test_one_more_alternative_never_narrows(first: list[float], second: list[float]) -> None:
    found = bounds([price(*first), price(*second)])

    assert found.low == min(first[0], second[0])
    assert found.high == max(first[1], second[1])


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ([price(10, sort="minimum")], 10, None),
        ([price(10, sort="addition")], 10, None),
        ([price(10, sort="addition"), price(1, 2)], 11, 12),
        ([replace(price(10), low=None)], None, 10),
        ([price(0)], 0, 0),
        ([], None, None),
    ],
)
def test_each_sort_bounds_on_the_side_that_it_knows(
    facts: list[Fact], low: float | None, high: float | None
) -> None:
    found = bounds(facts)

    assert (found.low, found.high) == (low, high)


def test_what_comes_on_top_alone_lacks_its_base() -> None:
    assert bounds([price(10, sort="addition")]).lacks_base
    assert not bounds([price(10, sort="addition"), price(1)]).lacks_base
    assert not bounds([]).lacks_base
