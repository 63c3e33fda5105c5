"""Shortlists: nothing dropped without a reason, nothing lost by having more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.method.catalogue.context import Context
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.shortlist import Shortlist, shortlist
from beffroi.method.catalogue.solutions import NOTHING
from beffroi.method.catalogue.vocabulary import capacities
from beffroi.territory.need import known_needs
from tests.method.catalogue.making import catalogue, fact, solution

FLAGS = [c.id for c in capacities().values() if c.form == "flag" and not c.reads]
COUNTS = [c.id for c in capacities().values() if c.form == "at_least" and not c.reads]
LINES = sorted({c.line for c in capacities().values() if c.line})
ANSWER = st.sampled_from([None, False, True])
CONTEXTS = st.builds(
    Context,
    population=st.none() | st.floats(0, 3e5),
    region=st.sampled_from([None, "28", "53", "93"]),
    is_overseas=ANSWER,
    is_aom=ANSWER,
    has_paid_parking=ANSWER,
    in_programme=ANSWER,
    maturity=st.dictionaries(st.sampled_from(LINES), st.floats(0, 4)),
    staff_days=st.none() | st.floats(0, 600),
    budget_build=st.none() | st.floats(0, 1e7),
    budget_run=st.none() | st.floats(0, 1e6),
    date=st.sampled_from(["", "2020-06-01", "2026-11-25"]),
    has=st.dictionaries(st.sampled_from(FLAGS), ANSWER),
    counts=st.dictionaries(st.sampled_from(COUNTS), st.floats(0, 2000)),
)
NEEDS = st.dictionaries(st.sampled_from(sorted(known_needs())), st.floats(0, 1), min_size=1)


def kept(found: Shortlist) -> set[str]:
    return {one.solution.id for one in found.kept}


@given(NEEDS, CONTEXTS)
def test_every_solution_that_answers_is_kept_or_excluded_with_a_reason(
    needs: dict, context: Context
) -> None:
    found = shortlist(shipped(), needs, context)

    excluded = {one.solution.id for one in found.excluded}
    assert kept(found) | excluded == {one.id for one in shipped().serving(needs)}
    assert not kept(found) & excluded
    assert all(one.reasons for one in found.excluded)
    assert all(
        reason.says.fr and reason.says.en and reason.lift.fr and reason.lift.en
        for one in found.excluded
        for reason in one.reasons
    )


@given(NEEDS, CONTEXTS)
def test_doing_nothing_and_doing_without_digital_are_always_there(
    needs: dict, context: Context
) -> None:
    found = shortlist(shipped(), needs, context)

    assert found.kept[0].solution.id == NOTHING
    for need in needs:
        assert any(
            one.solution.kind == "without-digital" and need in one.needs for one in found.kept
        )


@given(NEEDS, CONTEXTS, st.data())
def test_adding_a_capacity_never_removes_a_solution(
    needs: dict, context: Context, data: st.DataObject
) -> None:
    flag, count = data.draw(st.sampled_from(FLAGS)), data.draw(st.sampled_from(COUNTS))
    line = data.draw(st.sampled_from(LINES))
    richer = [
        replace(context, has={**context.has, flag: True}),
        replace(context, counts={**context.counts, count: 1e9}),
        replace(context, maturity={**context.maturity, line: 4.0}),
        replace(context, is_aom=True),
        replace(context, has_paid_parking=True),
        replace(context, in_programme=True),
        replace(context, staff_days=1e9),
        replace(context, budget_build=1e12, budget_run=1e12),
    ]
    before = kept(shortlist(shipped(), needs, context))

    for more in richer:
        assert before <= kept(shortlist(shipped(), needs, more))


@given(NEEDS)
def test_a_town_that_says_nothing_loses_nothing(needs: dict) -> None:
    found = shortlist(shipped(), needs, Context())

    assert found.excluded == ()
    flagged = [one for one in found.kept if one.solution.about("prerequisite")]
    assert all(one.flags for one in flagged)


@given(NEEDS, CONTEXTS)
def test_the_baseline_comes_before_the_market(needs: dict, context: Context) -> None:
    ranks = [one.is_baseline for one in shortlist(shipped(), needs, context).kept]

    assert ranks == sorted(ranks, reverse=True)


def test_a_reason_says_what_is_asked_and_what_would_lift_it() -> None:
    found = shortlist(shipped(), {"run-networks": 1}, Context(population=25_890, date="2026-11-25"))

    reasons = {one.solution.id: one.reasons for one in found.excluded}
    assert list(reasons) == ["performance-contract"]
    (reason,) = reasons["performance-contract"]
    assert reason.says.en == "needs a large enough population (at least 100,000)"
    assert "taille de la ville" in reason.lift.fr
    assert reason.fact.evidence == "B"


def test_a_reason_that_rests_on_memory_says_so() -> None:
    context = Context(counts={"paid-spaces": 594})

    found = shortlist(shipped(), {"free-short-stay-bays": 1}, context)

    says = {o.solution.id: o.reasons[0].says.en for o in found.excluded}["plate-reading-car"]
    assert "at least 1,000" in says
    assert "to be checked" in says


def test_what_lacks_days_or_money_is_left_out_with_the_figures() -> None:
    known = catalogue(
        solution("long", fact("staff", 1, unit="FTE")),
        solution("dear", fact("price_build", 9000, unit="€", per="town"),
                 fact("price_run", 700, 900, unit="€/year", per="town")),
    )  # fmt: skip
    context = Context(staff_days=100, budget_build=5000, budget_run=800)

    found = shortlist(known, {"find-parking": 1}, context)

    reasons = {one.solution.id: one.reasons for one in found.excluded}
    assert [reason.code for reason in reasons["long"]] == ["staff"]
    assert "230 days" in reasons["long"][0].says.en
    assert [reason.code for reason in reasons["dear"]] == ["budget_build"]
    assert "9,000\xa0€" in reasons["dear"][0].says.en


@pytest.mark.parametrize(
    "more",
    [{"per": "ministry", "place": "Grand ministère"}, {"per": "town", "place": "Arras"},
     {"per": "town", "sort": "average"}, {"per": "vehicle"}],
)  # fmt: skip
def test_a_price_of_another_measure_or_place_flags_and_never_excludes(more: dict) -> None:
    dear = solution("dear", fact("price_run", 9000, unit="€/year", **more))

    found = shortlist(catalogue(dear), {"find-parking": 1}, Context(budget_run=800))

    (kept_,) = found.kept
    assert [flag.code for flag in kept_.flags] == ["budget_run"]
    assert "9,000\xa0€" in kept_.flags[0].says.en


def test_the_officer_of_another_town_excludes_nothing() -> None:
    luzy = solution("long", fact("staff", 1, unit="FTE", place="Luzy"))

    found = shortlist(catalogue(luzy), {"find-parking": 1}, Context(staff_days=10))

    assert found.excluded == ()
    assert "Luzy" in found.kept[0].flags[0].says.en


@given(NEEDS, CONTEXTS)
def test_no_free_public_step_is_ever_left_out(needs: dict, context: Context) -> None:
    found = shortlist(shipped(), needs, context)

    assert not [one for one in found.excluded if one.solution.kind == "public-step"]


def test_weights_order_what_is_kept() -> None:
    known = catalogue(
        solution("light"), solution("heavy", needs="take-part"),
        solution("both", needs="take-part find-parking"),
    )  # fmt: skip

    found = shortlist(known, {"find-parking": 0.2, "take-part": 0.5}, Context())

    assert [one.solution.id for one in found.kept] == ["both", "heavy", "light"]
    assert found.kept[0].weight == pytest.approx(0.7)


def test_a_duty_of_the_law_comes_first_among_the_public_steps() -> None:
    found = shortlist(shipped(), {"publish-data": 1}, Context())

    steps = [one for one in found.kept if one.solution.kind == "public-step"]
    duties = [one.is_law for one in steps]
    assert duties == sorted(duties, reverse=True)
    assert duties[0]


def test_a_bound_on_a_number_names_its_unit() -> None:
    headway = capacities()["shuttle-headway"]

    assert "minutes" in headway.name.fr
    assert "minutes" in headway.name.en
