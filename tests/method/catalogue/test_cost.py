"""Costs: intervals that widen with what is not known."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.method.catalogue.cost import cost
from beffroi.method.catalogue.norms import norms, yearly_days
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


def test_doing_nothing_costs_nothing_and_a_free_step_still_takes_time() -> None:
    assert cost(shipped()["do-nothing"], years=5).high == 0
    free = cost(shipped()["national-access-point"], years=5)
    assert free.parts[0].high == 0
    assert (free.low, free.high, free.is_at_least) == (None, None, False)


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


@pytest.mark.parametrize(
    "wrong",
    [{"years": 0}, {"years": 1, "rate": -0.1}, {"years": 1, "quantities": {"bike": -1.0}},
     {"years": 1, "quantities": {"bike": float("nan")}}],
)  # fmt: skip
def test_a_cost_that_makes_no_sense_is_refused(wrong: dict) -> None:
    with pytest.raises(ShapeError, match="one year or more"):
        cost(solution("a"), **wrong)


def test_a_price_by_the_unit_asks_how_many() -> None:
    counters = shipped()["permanent-counters"]

    silent = cost(counters, years=5).parts[0]
    told = cost(counters, years=5, quantities={"counter": 3})

    assert (silent.low, silent.high) == (None, None)
    assert "told by the unit, 3,000 to 6,800\xa0€ per counter" in silent.says.en
    assert silent.says.en.endswith("say how many")
    assert (told.parts[0].low, told.parts[0].high) == (9_000, 20_400)
    assert (told.parts[1].low, told.parts[1].high) == (4_500, 4_500)
    assert (told.low, told.high, told.lacks) == (13_500, None, ("staff",))


@pytest.mark.parametrize(
    "id_",
    ["full-street-sensors", "fifteen-bikeshare", "performance-contract", "dynamic-guidance",
     "long-term-bike-rental", "citiz", "panneaupocket", "tell-my-city", "opendatasoft"],
)  # fmt: skip
def test_a_price_seen_elsewhere_gives_no_bound(id_: str) -> None:
    counts = dict.fromkeys(("bike", "vehicle", "ministry", "commune"), 60.0)

    found = cost(shipped()[id_], years=5, quantities=counts)

    assert {(part.low, part.high) for part in found.parts[:2]} == {(None, None)}
    assert any(part.elsewhere for part in found.parts)


def test_every_shipped_price_that_bounds_is_free_a_tariff_or_counted() -> None:
    for one in shipped():
        for part in cost(one, years=1).parts[:2]:
            assert all(fact.high == 0 for fact in part.facts), one.id


def test_a_closed_grant_is_no_cost_of_the_campaign() -> None:
    found = cost(shipped()["listing-campaign"], years=5)

    assert (found.parts[0].high, found.parts[1].low, found.low) == (0, None, None)


def test_prices_told_in_two_measures_are_alternatives_and_not_added() -> None:
    told = solution(
        "a",
        fact("price_run", 2000, unit="€/year", per="bike"),
        fact("price_run", 130_000, unit="€/year", per="town"),
    )

    run = cost(told, years=10, quantities={"bike": 60}).parts[1]

    assert (run.low, run.high) == (10 * 120_000, 10 * 130_000)
    assert "bike, town are alternatives" in run.says.en


def test_what_comes_on_top_of_an_unknown_price_is_no_total() -> None:
    facts = (
        fact("price_build", 100, unit="€", per="counter"),
        fact("price_build", 5, 7, unit="€", per="display counter", sort="addition"),
    )
    told = solution("a", *facts)

    both = cost(told, years=1, quantities={"counter": 3, "display counter": 2}).parts[0]
    one = cost(told, years=1, quantities={"display counter": 2}).parts[0]

    assert (both.low, both.high) == (310, 314)
    assert (one.low, one.high) == (10, None)
    assert one.missing[0].en == "setting up: the price that display counter comes on top of"


def test_a_study_is_not_the_works() -> None:
    found = cost(shipped()["bike-lanes-and-stands"], years=5, quantities={"study": 1})

    assert (found.low, found.high) == (45_000, None)


def test_an_upper_bound_alone_stays_one() -> None:
    most = replace(fact("price_build", unit="€", per="town"), high=9.0)
    whole = solution("a", most, fact("price_run", 0, unit="€/year", per="town"), fact("staff", 0))

    assert (cost(whole, years=1).low, cost(whole, years=1).high) == (None, 9)
    assert cost(whole, years=1).middle is None


def test_days_given_once_say_nothing_of_the_years() -> None:
    free = (fact("price_build", 0, per="town"), fact("price_run", 0, per="town"))
    days = fact("staff_days", yearly_days(1), unit="day")

    once = cost(solution("a", *free, days), years=9)
    both = cost(solution("a", *free, days, fact("staff", 1, unit="FTE")), years=9)

    wage = norms()["staff_cost"]
    assert (once.low, once.high) == (pytest.approx(wage.low), None)
    assert [name.en for name in once.missing] == ["officers' time each year"]
    assert (both.low, both.high) == (pytest.approx(10 * wage.low), pytest.approx(10 * wage.high))


def test_days_for_each_assessment_ask_how_many() -> None:
    silent = cost(shipped()["lordimas"], years=10).parts[2]
    told = cost(shipped()["lordimas"], years=10, quantities={"assessment": 5}).parts[2]

    assert (silent.low, silent.high) == (None, None)
    assert "say how many" in silent.says.en
    day = norms()["staff_cost"].low / yearly_days(1)
    assert (told.low, told.high) == (pytest.approx(5 * 0.15 * day), None)


def test_days_by_the_unit_that_nobody_counted_leave_the_years_open() -> None:
    told = solution("a", fact("staff", 1, unit="FTE"),
                    fact("staff_days", 1, unit="day", per="assessment"))  # fmt: skip

    staff = cost(told, years=1).parts[2]

    assert (staff.low, staff.high) == (norms()["staff_cost"].low, None)
    assert [name.en for name in staff.missing] == ["days of officers for each assessment"]


def test_a_budget_of_officers_is_theirs_and_an_average_of_them_bounds_nothing() -> None:
    found = cost(shipped()["open-source-portals"], years=5, quantities={"portal": 1})

    build, _, staff = found.parts
    assert (build.low, build.high) == (40_000, 300_000)
    assert (staff.low, staff.high) == (None, None)
    assert [fact.high for fact in staff.elsewhere] == [83_000]


def test_a_budget_and_the_time_of_officers_are_alternatives() -> None:
    budget = fact("staff_budget", 10, unit="€", per="town")
    yearly = fact("staff", 1, unit="FTE")

    both = cost(solution("a", budget, yearly), years=1).parts[2]
    alone = cost(solution("a", budget), years=1).parts[2]

    assert (both.low, both.high) == (10, norms()["staff_cost"].high)
    assert "counted once" in both.says.en
    assert (alone.low, alone.high) == (10, None)


def test_the_price_of_use_is_named_and_never_reckoned() -> None:
    paid = cost(shipped()["paybyphone"], years=1, quantities={"payment": 100_000})
    lent = cost(shipped()["long-term-bike-rental"], years=1)
    free = cost(shipped()["do-nothing"], years=1)

    assert "use" in paid.lacks
    assert "15% per payment" in paid.parts[3].says.en
    assert (lent.parts[3].low, lent.parts[3].high) == (0, 0)
    assert "paid by the user" in lent.parts[3].says.en
    assert len(free.parts) == 3
