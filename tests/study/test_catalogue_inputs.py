"""What a person types about the catalogue, understood or refused in a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import message
from beffroi.method.catalogue.reading import shipped
from beffroi.study import catalogue_inputs as inputs
from tests.test_french import ENGLISH, bare


def test_needs_come_with_or_without_a_weight() -> None:
    assert inputs.needs(["find-parking", "take-part=0,5"]) == {"find-parking": 1, "take-part": 0.5}


def test_needs_that_are_typed_come_before_those_of_a_study() -> None:
    assert inputs.asked(["take-part"], {"find-parking": 40}) == {"take-part": 1}
    assert inputs.asked([], {"find-parking": 40}) == {"find-parking": 40}
    with pytest.raises(InputError, match="No need to answer"):
        inputs.asked([], {})


def test_an_unknown_need_offers_the_nearest() -> None:
    with pytest.raises(InputError, match="find-parking"):
        inputs.needs(["find-a-parking"])


@pytest.mark.parametrize("text", ["find-parking=-1", "find-parking=much", "find-parking=inf",
                                  "find-parking=nan"])  # fmt: skip
def test_a_weight_that_is_no_number_of_zero_or_more_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="zero or more"):
        inputs.needs([text])


def test_an_unknown_solution_offers_the_nearest() -> None:
    with pytest.raises(InputError, match="panneaupocket"):
        inputs.solutions(shipped(), ["panneau-pocket"])


def test_capacities_are_had_or_lacking_and_not_both() -> None:
    assert inputs.flags(["animator"], ["it-skill"]) == {"animator": True, "it-skill": False}
    with pytest.raises(InputError, match="had and to be lacking"):
        inputs.flags(["animator"], ["animator"])
    with pytest.raises(InputError, match="animator"):
        inputs.flags(["animators"], [])


def test_counts_stages_and_quantities_know_their_names() -> None:
    assert inputs.counts(["paid-spaces=594"]) == {"paid-spaces": 594}
    assert inputs.stages(["data=2"]) == {"data": 2}
    assert inputs.quantities(["bike=60", "town=2"]) == {"bike": 60, "town": 2}
    with pytest.raises(InputError, match="can be counted"):
        inputs.counts(["animator=2"])
    with pytest.raises(InputError, match="0 to 4"):
        inputs.stages(["data=5"])
    with pytest.raises(InputError, match="zero or more"):
        inputs.quantities(["bike"])


@pytest.mark.parametrize(("asked", "rate"), [("fr", 0.032), ("uk", 0.035), ("0,02", 0.02)])
def test_a_rate_is_named_or_given(asked: str, rate: float) -> None:
    assert inputs.rate(asked) == rate


@pytest.mark.parametrize("asked", ["-1", "1", "3%", "nan"])
def test_a_rate_that_is_none_is_refused(asked: str) -> None:
    with pytest.raises(InputError, match="rate of discount"):
        inputs.rate(asked)


def test_solutions_are_chosen_by_id_or_by_need_each_once() -> None:
    chosen = inputs.chosen(shipped(), ["decidim"], ["take-part"])

    assert chosen[0].id == "decidim"
    assert len({one.id for one in chosen}) == len(chosen)
    with pytest.raises(InputError, match="Nothing to compare"):
        inputs.chosen(shipped(), [], [])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: inputs.needs(["sleep"]), lambda: inputs.needs(["take-part=x"]),
        lambda: inputs.solutions(shipped(), ["x"]), lambda: inputs.flags(["x"], []),
        lambda: inputs.flags(["animator"], ["animator"]), lambda: inputs.counts(["x=1"]),
        lambda: inputs.stages(["data=9"]), lambda: inputs.rate("x"),
        lambda: inputs.chosen(shipped(), [], []),
    ],
)  # fmt: skip
def test_a_refusal_is_said_in_one_language(wrong: Callable[[], object], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        wrong()

    assert ENGLISH.findall(bare(message(caught.value, "fr"), tmp_path)) == []
