"""Verdicts: facts first, then respondents, and nothing averaged away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.method.maturity.verdicts import concerned, is_concerned, verdicts
from beffroi.territory.maturity import ANSWERS, Answer
from tests.method.maturity.answered import LADDER, facts, grid, line, proof, response

GRID = grid(LADDER)
answers = st.dictionaries(st.sampled_from(sorted(GRID.proofs)), st.sampled_from(ANSWERS))


def state(*said: Answer, **known: float | bool | None) -> str:
    given_ = [response({"a.1x": answer}) for answer in said]
    return verdicts(GRID, given_, facts(**known))["a.1x"].state


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("yes", "yes", "unknown"), "seen"),
        (("no",), "unseen"),
        (("yes", "no", "no", "no"), "disputed"),
        (("unknown", "unknown"), "unknown"),
        ((), "unknown"),
        (("not_concerned", "not_concerned"), "not_concerned"),
        (("not_concerned", "unknown"), "unknown"),
        (("not_concerned", "no"), "unseen"),
    ],
)
def test_opinions_are_pooled(said: tuple[Answer, ...], expected: str) -> None:
    assert state(*said) == expected


def test_a_fact_answers_over_any_opinion_and_counts_who_said_the_contrary() -> None:
    own = grid(line("a", proof("a.1", 1, fact="data.there")))
    said = [response({"a.1": "no"}), response({"a.1": "no"}), response({"a.1": "yes"})]

    found = verdicts(own, said, facts(data__there=True))["a.1"]

    assert (found.state, found.contradicted) == ("seen", 2)
    assert found.fact is not None
    assert found.fact.source.name == "Registre inventé"


def test_an_unknown_fact_answers_nothing() -> None:
    own = grid(line("a", proof("a.1", 1, fact="data.there")))

    found = verdicts(own, [response({"a.1": "no"})], facts(data__there=None))["a.1"]

    assert (found.state, found.fact) == ("unseen", None)


def test_a_condition_needs_all_its_tests_and_one_failure_is_enough() -> None:
    large = GRID.conditions["large"]

    assert is_concerned(large, facts(town__population=3500)) is True
    assert is_concerned(large, facts(town__population=3499)) is False
    assert is_concerned(large, {}) is None
    assert concerned(GRID, {})["a.3y"] is None
    assert concerned(GRID, {})["a.1x"] is True


def test_what_does_not_concern_the_town_is_taken_away_whatever_is_said() -> None:
    said = [response({"a.3y": "no"})]

    assert verdicts(GRID, said, facts(town__population=900))["a.3y"].state == "not_concerned"


def test_nobody_escapes_a_duty_that_facts_say_is_the_towns() -> None:
    said = [response({"a.3y": "not_concerned"})]

    assert verdicts(GRID, said, facts(town__population=9000))["a.3y"].state == "unknown"
    assert verdicts(GRID, said, {})["a.3y"].state == "not_concerned"


def test_agreement_is_among_those_who_know() -> None:
    said = [response({"a.1x": a}) for a in ("yes", "yes", "no", "unknown")]

    assert verdicts(GRID, said, {})["a.1x"].agreement == pytest.approx(2 / 3)
    assert verdicts(GRID, said[:1], {})["a.1x"].agreement is None


@given(
    st.lists(answers, max_size=4).flatmap(lambda own: st.tuples(st.just(own), st.permutations(own)))
)
def test_the_order_of_respondents_changes_nothing(
    both: tuple[list[dict[str, Answer]], list[dict[str, Answer]]],
) -> None:
    first, second = ([response(own) for own in order] for order in both)

    assert verdicts(GRID, first, {}) == verdicts(GRID, second, {})
