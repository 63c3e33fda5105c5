"""Words never say more than the numbers allow."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.language import Words
from beffroi.method.arbitration.arbitrated import Arbitrated, arbitrated
from beffroi.method.arbitration.decision import Constraint, Decision, Label
from beffroi.method.arbitration.wording import in_hundred, listed, threshold
from tests.method.arbitration.choices import (
    SOURCE,
    criterion,
    decision,
    group,
    option,
    said,
)
from tests.test_french import ENGLISH, QUOTED


@given(st.floats(0, 1))
def test_all_is_said_only_of_all_and_none_only_of_none(share: float) -> None:
    words = in_hundred(share).en

    assert words.startswith("all ") == (share == 1)
    assert words.startswith("none ") == (share == 0)


def test_shares_are_said_in_hundred() -> None:
    assert in_hundred(0.62).fr == "62 pondérations sur 100"
    assert in_hundred(0.01).en == "one weighting out of 100"
    assert in_hundred(0.004).fr == "moins d’une pondération sur 100"


def test_names_are_listed() -> None:
    names = [Words(name, name) for name in ("a", "b", "c")]

    assert listed(names).fr == "a, b et c"
    assert listed(names[:1]).fr == "a"
    assert listed([]).fr == ""


def test_a_ranking_that_is_not_established_says_so_and_names_the_rival(result: Arbitrated) -> None:
    assert not result.is_established
    assert "not established" in result.headline.en
    assert "n’est pas établi" in result.headline.fr
    assert " weightings out of 100" in result.headline.en


def test_a_ranking_is_established_only_beyond_the_error_of_the_draw() -> None:
    sure = decision(
        options=(option("x", a=9, b=5), option("none", baseline=True, a=2, b=5)),
        groups=(group("g", said("shares", a=0.5, b=0.5)),),
    )

    many, few = (arbitrated(replace(sure, draws=n), SOURCE) for n in (400, 10))

    assert many.is_established
    assert not few.is_established
    assert "holds against" in many.headline.en
    assert threshold("established") == 0.9


MORE_OFTEN = "comes first more often than"


@pytest.mark.parametrize("seed", range(1, 6))
def test_level_options_are_not_parted_by_the_noise_of_the_draw(seed: int) -> None:
    """An unknown cell and a sure one of the middle: level in value, each first once in two."""
    level = decision(
        options=(option("near", a=None), option("far", a=5), option("none", baseline=True, a=0)),
        criteria=(criterion("a"),), groups=(), draws=1_000, seed=seed,
    )  # fmt: skip

    assert not any(MORE_OFTEN in words.en for words in arbitrated(level, SOURCE).statements)


def test_an_option_that_wins_more_often_by_less_is_said_to() -> None:
    """Where value rises late, near is worth 0.25 in the mean, far 0.21, which wins 65 times."""
    often = decision(
        options=(option("near", a=(0, 10)), option("far", a=6.5),
                 option("none", baseline=True, a=0)),
        criteria=(criterion("a", knots=((6.0, 0.1),)),), groups=(), draws=2_000,
    )  # fmt: skip

    assert any(MORE_OFTEN in words.en for words in arbitrated(often, SOURCE).statements)


def test_disagreement_and_losers_are_said(result: Arbitrated) -> None:
    text = " ".join(words.en for words in result.statements)

    assert "out of 2 put" in text
    assert "comes first for:" in text
    assert 'dear is excluded by "Loi".' in text
    assert "Second opinion (PROMETHEE II)" in text
    assert "On its own merits (ELECTRE TRI-B)" in text


def test_those_who_lose_are_named(town: Decision) -> None:
    groups = [group(id_, said("shares", a=a, b=1 - a)) for id_, a in (("g", 1), ("h", 0), ("i", 1))]

    text = " ".join(w.en for w in arbitrated(replace(town, groups=tuple(groups), votes=()), SOURCE)
                    .statements)  # fmt: skip

    assert "h would lose with near: it is worth less to them than none in all the" in text


def test_one_option_left_is_not_called_a_choice() -> None:
    law = Constraint("law", Label.of("Loi"), meets=(("near", True), ("far", False),
                                                    ("none", False)))  # fmt: skip
    found = arbitrated(decision(constraints=(law,)), SOURCE)

    assert found.headline.en.startswith("Only near is left")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_is_whole(result: Arbitrated, language: str) -> None:
    for words in (result.headline, *result.statements, *result.warnings):
        text = getattr(words, language)
        assert text.strip()
        assert "{" not in text
        assert text.endswith((".", "»."))


def test_french_sentences_hold_no_english(result: Arbitrated) -> None:
    for words in (result.headline, *result.statements, *result.warnings):
        assert ENGLISH.findall(QUOTED.sub("", words.fr)) == []


@pytest.mark.parametrize("known", [True, False])
def test_options_alike_everywhere_are_not_put_in_order(*, known: bool) -> None:
    cells = {"a": 5, "b": 4 if known else None}
    alike = decision(options=(option("one", **cells), option("none", baseline=True, **cells)))

    result = arbitrated(alike, SOURCE)
    words = " ".join(said.en for said in (result.headline, *result.statements))

    assert ("Nothing tells the options apart" in words) == known
    assert (" first" in words) != known
