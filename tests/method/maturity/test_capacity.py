"""Capacity: what a town surely has, and what fits in it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.method.maturity.capacity import Load, fit, pooled
from beffroi.territory.maturity import Capacity
from tests.method.maturity.answered import response

amounts = st.floats(0, 1e6)
loads = st.builds(
    Load, amounts, amounts, amounts, st.frozensets(st.sampled_from(["data", "it"]), max_size=2)
)
bounds = st.none() | st.tuples(amounts, amounts).map(lambda pair: (min(pair), max(pair)))
capacities = st.builds(
    Capacity, bounds, bounds, bounds,
    st.dictionaries(st.sampled_from(["data", "it"]), st.booleans()),
)  # fmt: skip


def test_intervals_are_pooled_wide_and_skills_prudently() -> None:
    first = Capacity(days=(2, 4), operation=(0, 10), skills={"data": True, "it": True})
    second = Capacity(days=(3, 6), skills={"data": False})

    found = pooled([response({}, capacity=first), response({}, capacity=second)])

    assert found == Capacity((2, 6), None, (0, 10), {"data": False, "it": True})


@pytest.mark.parametrize(
    ("load", "expected"),
    [
        (Load(days=12), "fits"),
        (Load(days=12.5), "too_much"),
        (Load(days=1, investment=1), "unknown"),
        (Load(days=1, operation=501), "too_much"),
        (Load(days=1, skills=frozenset({"data"})), "fits"),
        (Load(days=1, skills=frozenset({"it"})), "too_much"),
        (Load(days=1, skills=frozenset({"legal"})), "unknown"),
    ],
)
def test_what_is_surely_there_is_counted_on(load: Load, expected: str) -> None:
    had = Capacity(days=(2, 9), operation=(500, 900), skills={"data": True, "it": False})

    assert fit(load, had, months=6) == expected


@given(loads, capacities, amounts, amounts, st.sampled_from(["data", "it"]))
def test_more_capacity_never_makes_a_measure_unfit(
    load: Load, had: Capacity, days: float, money: float, skill: str
) -> None:
    more = replace(
        had,
        days=had.days and (had.days[0] + days, had.days[1] + days),
        operation=had.operation and (had.operation[0] + money, had.operation[1] + money),
        skills={**had.skills, skill: True},
    )

    before, after = fit(load, had, months=6), fit(load, more, months=6)

    assert after == "fits" or before != "fits"
    assert after != "too_much" or before == "too_much"


@given(
    st.permutations([Capacity(days=(1, 2)), Capacity(days=(0, 9)), Capacity(skills={"a": True})])
)
def test_the_order_of_respondents_changes_nothing(given_: list[Capacity]) -> None:
    assert pooled([response({}, capacity=c) for c in given_]) == Capacity(
        (0, 9), None, None, {"a": True}
    )


def test_loads_add_up() -> None:
    total = Load(1, 2, 3, frozenset({"a"})).plus(Load(1, 1, 1, frozenset({"b"})))

    assert total == Load(2, 3, 4, frozenset({"a", "b"}))
