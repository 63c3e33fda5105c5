"""Costs: intervals that widen with what is not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.method.catalogue.cost import annuity, cost, norms, yearly_days
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.solutions import Fact
from tests.method.catalogue.making import fact, solution

PAIRS = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)).map(sorted)


def known(build: list[float], run: list[float], staff: list[float]) -> tuple[Fact, ...]:
    return (
        fact("price_build", *build, unit="€", per="town"),
        fact("price_run", *run, unit="€/year", per="town"),
        fact("staff", *staff, unit="FTE"),
    )


@given(PAIRS, PAIRS, st.tuples(st.floats(0, 9), st.floats(0, 9)).map(sorted), st.integers(1, 30),
       st.floats(0, 0.2))  # fmt: skip
def test_the_interval_holds_its_middle_and_widens_with_the_unknown(
    build: list[float], run: list[float], staff: list[float], years: int, rate: float
) -> None:
    facts = known(build, run, staff)
    whole = cost(solution("a", *facts), years=years, rate=rate)

    assert whole.middle is not None
    assert whole.high is not None
    assert whole.low <= whole.middle <= whole.high
    for left_out in range(3):
        less = cost(solution("a", *(f for i, f in enumerate(facts) if i != left_out)), years=years,
                    rate=rate)  # fmt: skip
        assert less.low <= whole.low
        assert less.high is None
        assert less.is_at_least


@given(PAIRS, PAIRS)
def test_one_more_price_never_narrows_the_interval(first: list[float], second: list[float]) -> None:
    one = fact("price_build", *first, unit="€", per="town")
    other = fact("price_build", *second, unit="€", per="town")

    alone = cost(solution("a", one), years=1).parts[0]
    together = cost(solution("a", one, other), years=1).parts[0]

    assert together.low <= alone.low
    assert (together.high or 0) >= (alone.high or 0)


def test_a_total_by_hand() -> None:
    facts = known([1000, 2000], [100, 100], [0.5, 0.5])

    found = cost(solution("a", *facts), years=4)

    wage = norms()["staff_cost"]
    assert found.low == 1000 + 400 + 0.5 * 4 * wage.low
    assert found.high == 2000 + 400 + 0.5 * 4 * wage.high


def test_a_year_is_worth_less_the_later_it_comes() -> None:
    assert annuity(10, 0.035) == pytest.approx((1 - 1.035**-10) / 0.035)
    assert annuity(7, 0) == 7


def test_a_price_for_a_bike_asks_how_many() -> None:
    bikes = shipped()["fifteen-bikeshare"]

    silent = cost(bikes, years=1)
    told = cost(bikes, years=1, quantities={"bike": 60})

    assert silent.parts[1].low == 130_000  # the price seen for a whole town
    assert told.parts[1].low == 60 * 1981
    counters = cost(shipped()["permanent-counters"], years=1).parts[0]
    assert not counters.is_known
    assert "counter" in counters.says.en


def test_doing_nothing_costs_nothing_and_a_free_step_still_takes_time() -> None:
    assert cost(shipped()["do-nothing"], years=5).high == 0
    free = cost(shipped()["national-access-point"], years=5)
    assert free.low == 0
    assert free.is_at_least


def test_days_of_work_once_are_counted_once() -> None:
    found = cost(solution("a", fact("staff_days", yearly_days(1), unit="day")), years=9)

    assert found.parts[2].low == pytest.approx(norms()["staff_cost"].low)


@pytest.mark.parametrize(
    "wrong",
    [{"years": 0}, {"years": 1, "rate": -0.1}, {"years": 1, "quantities": {"bike": -1.0}},
     {"years": 1, "quantities": {"bike": float("nan")}}],
)  # fmt: skip
def test_a_cost_that_makes_no_sense_is_refused(wrong: dict) -> None:
    with pytest.raises(ShapeError, match="one year or more"):
        cost(solution("a"), **wrong)
