"""Wording: unweighted answers are said to be those of who answered."""

from beffroi.engines.usages.respondents import respondents
from beffroi.engines.usages.wording import NOTHING, finite_words, weighting_words
from tests.engines.usages.town import CENSUS_OF_TOWN, survey


def test_unweighted_answers_are_not_those_of_the_inhabitants() -> None:
    (group,) = respondents(survey())

    assert "de ceux qui ont répondu, pas celles des habitants" in weighting_words(group).fr
    assert finite_words(group) == NOTHING


def test_weighted_answers_name_the_margins_and_what_they_do_not_mend() -> None:
    (group,) = respondents(survey(margins=CENSUS_OF_TOWN))

    assert "(sex, age)" in weighting_words(group).en
    assert "answering is a choice" in weighting_words(group).en
    assert "10,000" in finite_words(group).en
