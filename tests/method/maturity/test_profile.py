"""Profile: several respondents, their disagreement shown, and what is kept for later."""

from hypothesis import given
from hypothesis import strategies as st

from beffroi.method.maturity.profile import Profile, profile
from beffroi.territory.maturity import ANSWERS, Answer, Response
from tests.method.maturity.answered import LADDER, facts, grid, line, proof, response, up_to

OTHER = line("b", proof("b.1", 1), proof("b.2", 2), proof("b.3", 3), proof("b.4", 4))
GRID = grid(LADDER, OTHER)
answers = st.dictionaries(st.sampled_from(sorted(GRID.proofs)), st.sampled_from(ANSWERS))


def of(*responses: Response, **known: float) -> Profile:
    return profile(GRID, responses, facts(**known), date="2026-11-25")


def test_two_respondents_who_agree_are_one_profile() -> None:
    said = up_to(GRID, 2)

    found = of(response(said), response(said)).lines[0]

    assert found.stage == 2
    assert (found.agreement, found.spread, found.is_to_discuss) == (1.0, 0, False)


def test_two_stages_surely_apart_are_to_be_discussed() -> None:
    found = of(response(up_to(GRID, 1)), response(up_to(GRID, 3)))

    own = found.lines[0]
    assert (own.spread, own.is_to_discuss) == (2, True)
    assert own.bounds == (1, 3)
    assert own.disputed == ("a.2x", "a.2y", "a.3x", "a.3y")
    assert own.agreement == 3 / 7
    assert found.share_disputed == 6 / 11


def test_a_doubt_is_not_a_disagreement() -> None:
    found = of(response(up_to(GRID, 1)), response(up_to(GRID, 1, above="unknown"))).lines[0]

    assert (found.spread, found.is_to_discuss, found.bounds) == (0, False, (1, 1))


def test_specialists_complete_each_other() -> None:
    first: dict[str, Answer] = {i: "yes" for i in GRID.proofs if i.startswith("a.")}
    second: dict[str, Answer] = {i: "yes" for i in GRID.proofs if i.startswith("b.")}

    found = of(response(first), response(second))

    assert [own.stage for own in found.lines] == [4, 4]
    assert [own.spread for own in found.lines] == [None, None]
    assert found.share_unknown == 0


def test_a_blank_sheet_is_no_respondent() -> None:
    found = of(response({}))

    assert found.n_respondents == 0
    assert found.share_unknown == 1
    assert [own.stage for own in found.lines] == [None, None]


def test_what_is_kept_for_later_holds_no_opinion() -> None:
    kept = of(response(up_to(GRID, 1))).as_json()

    assert kept == {
        "format": 1,
        "version": "1",
        "date": "2026-11-25",
        "respondents": 1,
        "lines": {"a": {"stage": 1, "bounds": [1, 1]}, "b": {"stage": 1, "bounds": [1, 1]}},
    }


def test_facts_are_told_apart() -> None:
    own = grid(line("a", proof("a.1", 1, fact="data.there"), *LADDER.proofs[2:]))

    found = profile(own, [], facts(data__there=True), date="2026-11-25").lines[0]

    assert (found.by_fact, found.stage) == (("a.1",), 1)


orders = st.lists(answers, max_size=4).flatmap(
    lambda own: st.tuples(st.just(own), st.permutations(own))
)


@given(orders)
def test_the_order_of_respondents_changes_nothing(
    both: tuple[list[dict[str, Answer]], list[dict[str, Answer]]],
) -> None:
    first, second = ([response(own) for own in order] for order in both)

    assert of(*first) == of(*second)


def test_a_proof_that_one_of_several_saw_is_told_apart() -> None:
    first, silent = response({"a.1x": "yes"}, sheet="1"), response({"a.2x": "no"}, sheet="2")
    agreeing = response({"a.1x": "yes"}, sheet="3")

    def alone(*given: Response, **known: bool) -> tuple[str, ...]:
        return of(*given, **known).lines[0].alone

    assert alone(first, silent) == ("a.1x",)
    assert alone(first) == ()
    assert alone(first, silent, agreeing) == ()
