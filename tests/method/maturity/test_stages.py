"""Stages: hand-computed cases, and what no answer may break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.method.maturity.stages import Reached, reached
from beffroi.method.maturity.verdicts import verdicts
from beffroi.territory.maturity import ANSWERS, Answer
from tests.method.maturity.answered import LADDER, facts, grid, response

GRID = grid(LADDER)
IDS = sorted(GRID.proofs)
answers = st.fixed_dictionaries({id_: st.sampled_from(ANSWERS) for id_ in IDS})
towns = st.sampled_from([{}, facts(town__population=900), facts(town__population=9000)])


def of(said: dict[str, Answer], **known: float) -> Reached | None:
    return reached(LADDER, verdicts(GRID, [response(said)], facts(**known)))


def test_a_stage_needs_all_its_proofs_and_those_below() -> None:
    said: dict[str, Answer] = dict.fromkeys(IDS, "yes")

    assert of(said) == Reached(4, 4, 4)
    assert of({**said, "a.2x": "no"}) == Reached(1, 1, 1)
    assert of({**said, "a.1y": "no"}) == Reached(0, 0, 0)


def test_an_optional_proof_does_not_decide() -> None:
    assert of({**dict.fromkeys(IDS, "yes"), "a.2y": "no"}) == Reached(4, 4, 4)


def test_dont_know_is_left_out_and_opens_the_interval() -> None:
    said: dict[str, Answer] = {"a.1x": "yes", "a.1y": "unknown", "a.2x": "no"}

    assert of(said) == Reached(1, 0, 1)


def test_a_stage_of_which_nothing_is_seen_is_not_reached() -> None:
    said: dict[str, Answer] = {"a.1x": "yes", "a.1y": "yes", "a.2x": "unknown", "a.3x": "no"}

    assert of(said) == Reached(1, 1, 2)


def test_a_line_of_which_nothing_is_known_is_unknown_not_zero() -> None:
    assert of({}) == Reached(None, 0, 4)
    assert of({"a.2x": "yes"}) == Reached(None, 0, 4)


def test_what_does_not_concern_the_town_is_removed() -> None:
    said: dict[str, Answer] = {**dict.fromkeys(IDS, "yes"), "a.3y": "no"}

    assert of(said, town__population=9000) == Reached(2, 2, 2)
    assert of(said, town__population=900) == Reached(4, 4, 4)


def test_a_line_that_does_not_concern_the_town_has_no_stage() -> None:
    assert of(dict.fromkeys(IDS, "not_concerned")) is None


def test_a_stage_left_empty_by_the_towns_case_is_passed_and_not_counted() -> None:
    said: dict[str, Answer] = {"a.1x": "yes", "a.1y": "yes", "a.2x": "not_concerned", "a.3x": "no"}

    assert of(said) == Reached(1, 1, 1)
    assert of({**said, "a.3x": "yes", "a.3y": "yes", "a.4x": "no"}) == Reached(3, 3, 3)


@given(answers, towns)
def test_the_stage_lies_in_its_interval(said: dict[str, Answer], known: dict) -> None:
    found = reached(LADDER, verdicts(GRID, [response(said)], known))

    assert found is None or 0 <= found.low <= found.high <= 4
    assert found is None or found.stage is None or found.low <= found.stage <= found.high


@given(answers, towns, st.sampled_from(IDS))
def test_one_more_proof_never_lowers_a_stage(
    said: dict[str, Answer], known: dict, id_: str
) -> None:
    before = reached(LADDER, verdicts(GRID, [response(said)], known))
    after = reached(LADDER, verdicts(GRID, [response({**said, id_: "yes"})], known))

    assert before is None or after is not None
    if before is not None and after is not None:
        assert after.low >= before.low
        assert after.high >= before.high
        assert (after.stage or 0) >= (before.stage or 0)


@given(answers, towns, st.sampled_from(IDS))
def test_one_dont_know_more_widens_and_never_narrows(
    said: dict[str, Answer], known: dict, id_: str
) -> None:
    before = reached(LADDER, verdicts(GRID, [response(said)], known))
    after = reached(LADDER, verdicts(GRID, [response({**said, id_: "unknown"})], known))

    if before is not None:
        assert after is not None
        assert after.low <= before.low
        assert after.high >= before.high


@given(answers, st.lists(st.just("unknown"), max_size=3))
def test_people_who_know_nothing_change_nothing(said: dict[str, Answer], others: list) -> None:
    silent = [response(dict.fromkeys(IDS, "unknown")) for _ in others]
    alone = verdicts(GRID, [response({k: v for k, v in said.items() if v != "not_concerned"})], {})
    together = verdicts(
        GRID, [response({k: v for k, v in said.items() if v != "not_concerned"}), *silent], {}
    )

    assert reached(LADDER, alone) == reached(LADDER, together)


@pytest.mark.parametrize("stage", range(5))
def test_a_contradiction_leaves_both_stages_possible(stage: int) -> None:
    first: dict[str, Answer] = {i: "yes" if GRID.proofs[i].stage <= stage else "no" for i in IDS}
    pair = [response(first), response(dict.fromkeys(IDS, "no"))]

    found = reached(LADDER, verdicts(GRID, pair, {}))

    assert found is not None
    assert (found.low, found.high) == (0, stage)
