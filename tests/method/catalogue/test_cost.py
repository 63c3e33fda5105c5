"""Costs: intervals that widen with what is not known."""

from dataclasses import replace

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
        assert (less.low or 0) <= whole.low
        assert less.high is None
        assert less.is_at_least == (less.low is not None)


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
    assert "say how many" in silent.parts[1].says.en
    counters = cost(shipped()["permanent-counters"], years=1).parts[0]
    assert not counters.is_known
    assert "counter" in counters.says.en


def test_doing_nothing_costs_nothing_and_a_free_step_still_takes_time() -> None:
    assert cost(shipped()["do-nothing"], years=5).high == 0
    free = cost(shipped()["national-access-point"], years=5)
    assert free.parts[0].high == 0
    assert (free.low, free.high, free.is_at_least) == (None, None, False)


def test_prices_told_in_two_measures_are_alternatives_and_not_added() -> None:
    bikes = cost(shipped()["fifteen-bikeshare"], years=10, quantities={"bike": 60, "town": 1})

    run = bikes.parts[1]
    assert (run.low, run.high) == (10 * 60 * 1981, 10 * 130_000)
    assert "bike, town are alternatives" in run.says.en
    assert len(run.facts) == 2


def test_only_what_is_said_to_come_on_top_is_added() -> None:
    facts = (
        fact("price_build", 100, unit="€", per="counter"),
        fact("price_build", 5, 7, unit="€", per="display counter", sort="addition"),
    )
    told = solution("a", *facts)

    both = cost(told, years=1, quantities={"counter": 3, "display counter": 2}).parts[0]
    one = cost(told, years=1, quantities={"display counter": 2}).parts[0]

    assert (both.low, both.high) == (310, 314)
    assert (one.low, one.high) == (10, 14)


@given(PAIRS, PAIRS, st.floats(0, 100), st.floats(0, 100))
def test_alternatives_are_held_by_their_hull(
    first: list[float], second: list[float], bikes: float, towns: float
) -> None:
    told = solution(
        "a",
        fact("price_build", *first, unit="€", per="bike"),
        fact("price_build", *second, unit="€", per="town"),
    )

    part = cost(told, years=1, quantities={"bike": bikes, "town": towns}).parts[0]

    assert part.low == min(first[0] * bikes, second[0] * towns)
    assert part.high == max(first[1] * bikes, second[1] * towns)


def test_an_average_makes_no_lower_bound() -> None:
    average = fact("price_run", 50, unit="€/year", per="town", sort="average")
    inside = fact("price_run", 10, 90, unit="€/year", per="town")

    alone = cost(solution("a", average), years=2)
    held = cost(solution("a", average, inside), years=2)

    assert (alone.is_average, alone.is_at_least, alone.known) == (True, False, (100, 100))
    assert alone.lacks == ("build", "staff")
    assert (held.is_average, held.is_at_least, held.low) == (False, True, 20)


def test_a_total_of_which_nothing_is_known_is_unknown() -> None:
    for id_ in ("citiz", "panneaupocket", "long-term-bike-rental"):
        found = cost(shipped()[id_], years=5)
        assert (found.low, found.high, found.middle) == (None, None, None), id_
        assert not found.is_at_least


def test_an_upper_bound_alone_stays_one() -> None:
    rental = cost(shipped()["long-term-bike-rental"], years=1, quantities={"bike": 50})
    most = fact("price_build", unit="€", per="town")
    most = replace(most, high=9.0)
    whole = solution("a", most, fact("price_run", 0, unit="€/year", per="town"), fact("staff", 0))

    assert (rental.parts[1].low, rental.parts[1].high) == (None, 20_000)
    assert rental.low is None
    assert (cost(whole, years=1).low, cost(whole, years=1).high) == (None, 9)
    assert cost(whole, years=1).middle is None


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


def test_a_budget_of_officers_is_theirs_and_no_price_to_set_up() -> None:
    portal = cost(shipped()["open-source-portals"], years=5, quantities={"portal": 1})

    build, _, staff = portal.parts
    assert (build.low, build.high, build.is_average) == (40_000, 300_000, False)
    assert (staff.low, staff.high, staff.is_average) == (83_000, 83_000, True)
    assert "counted once" in staff.says.en
    assert cost(shipped()["open-source-portals"], years=5).parts[2].low is None


def test_a_budget_and_the_time_of_officers_are_alternatives() -> None:
    budget = fact("staff_budget", 10, unit="€", per="town")
    found = cost(solution("a", fact("staff_days", yearly_days(1), unit="day"), budget), years=9)

    assert found.parts[2].low == 10
    assert found.parts[2].high == pytest.approx(norms()["staff_cost"].high)
