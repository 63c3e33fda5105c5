"""Open answers: grouped by their words, whatever their order, and masked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.usages.openings import openings, stem, stems, stop_words, synonyms
from tests.engines.usages.town import OPEN


def test_answers_that_share_words_stand_together() -> None:
    found = openings(OPEN)

    by_word = {word: group for group in found.groups for word in group.words}
    assert by_word["bus"].n == 5
    assert by_word["vides"].n >= 4
    assert by_word["piste"].n == 4
    assert sum(group.n for group in found.groups) + len(found.listed) == found.n == len(OPEN)


@settings(deadline=None, max_examples=15)
@given(st.permutations(OPEN))
def test_the_order_of_answers_changes_nothing(shuffled: list[str]) -> None:
    assert openings(shuffled) == openings(OPEN)


def test_few_answers_are_listed() -> None:
    found = openings([*OPEN[:6], "  ", ""])

    assert found.groups == ()
    assert found.listed == tuple(sorted(OPEN[:6]))
    assert found.n == 6


def test_many_answers_are_grouped_too() -> None:
    rng = np.random.default_rng(1)
    extra = ["soir", "matin", "samedi", "centre", "gare", "marché", "école", "port", "pont", "été"]
    many = [f"{OPEN[i % 14]} {' '.join(rng.choice(extra, 4))}" for i in range(1200)]

    found = openings(many)

    assert found.groups
    assert sum(group.n for group in found.groups) + len(found.listed) == 1200


def test_no_personal_data_is_shown() -> None:
    found = openings([*OPEN, "Plus de bus le soir, M. Durand 06 12 34 56 78", "a@exemple.fr"])

    told = str(found)
    assert "Durand" not in told
    assert "06 12" not in told
    assert found.n == len(OPEN) + 1


def test_answers_of_stop_words_alone_are_listed() -> None:
    found = openings(["oui", "non", "rien", "ras"] * 4)

    assert found.groups == ()
    assert len(found.listed) == 16


@pytest.mark.parametrize(
    ("one", "other"),
    [("place", "places"), ("bureau", "bureaux"), ("animal", "animaux"), ("gratuite", "gratuits"),
     ("commercant", "commercante"), ("fermee", "fermes"), ("stationner", "stationne")],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_accents_capitals_and_synonyms_are_one() -> None:
    assert stems("VÉLO") == stems("vélos") == stems("Cyclable")
    assert "les" in stop_words()
    assert synonyms()[stem("magasin")] == stem("commerce")
