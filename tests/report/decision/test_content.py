"""What a note holds."""

import re

import pytest

from beffroi.foundation.language import Language
from beffroi.report.decision.content import note
from tests.report.decision import cases
from tests.test_french import ENGLISH


def test_every_number_of_a_note_comes_from_the_arbitration() -> None:
    result = cases.hostile()
    said = note(result, "en")
    best = result.together.best

    first = result.together.acceptability[result.options.index(best)][0]
    assert said.choices[0].id == best
    assert said.choices[0].share == first
    assert [row.name for row in said.groups] == [view.name.en for view in result.groups]
    assert [row.worse for row in said.groups] == [
        stake.worse for stake in result.stakes if stake.option == best
    ]
    assert sum(cells for _, cells, _ in said.evidence) == len(result.options) * 3
    assert len(said.unknowns) == len(result.worths)
    assert said.headline == result.headline.en


def test_the_nearest_lever_comes_first() -> None:
    said = note(cases.stress(), "fr")

    distances = [lever.distance for lever in said.flips]
    assert distances == sorted(distances)
    assert all("passe en tête" in lever.said for lever in said.flips)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_house_says_is_in_one_language(language: Language) -> None:
    said = note(cases.stress("Zzz"), language, cases.entry())

    told = " ".join(
        [said.invented, said.tag, said.headline, *said.second, *said.how, said.seal, said.date,
         *(lever.said for lever in (*said.flips, *said.unknowns)),
         *(reason for one in (*said.out, *said.checks) for reason in one.reasons)]
    )  # fmt: skip
    bare = re.sub(r"Zzz|option|critère|contrainte", "", told)
    assert (ENGLISH.search(bare) is None) == (language == "fr")


def test_no_body_text_names_a_method() -> None:
    said = note(cases.stress(), "fr")

    body = " ".join([said.headline, *said.second, *said.how, *(f.said for f in said.flips)])
    assert not re.search("SMAA|PROMETHEE|ELECTRE|AHP|TOPSIS", body)
    assert "SMAA-2" in said.methods


def test_without_groups_dates_or_rivals_a_note_says_so() -> None:
    small, alone = note(cases.small(), "en"), note(cases.alone(), "en")

    assert small.groups == ()
    assert small.date == "Table without a date"
    assert "No group was asked" in small.how[0]
    assert not alone.has_rivals
    assert alone.tag == "Nothing to part"
    assert [one.constraints for one in alone.out] == [("loi",), ("loi",)]


def test_a_frozen_decision_quotes_its_hash() -> None:
    assert "ab" * 32 in note(cases.small(), "fr", cases.entry()).seal
    assert "non figée" in note(cases.small(), "fr").seal


def test_what_ahp_and_topsis_put_first_is_told() -> None:
    result = cases.hostile()
    whole = note(result, "fr")

    first = result.option(result.comparison.topsis_order[0]).name.words.fr
    assert whole.second[-1].startswith("Pour comparaison seulement")
    assert first in whole.second[-1]
    assert note(cases.alone(), "fr").ranks == ()
