"""Respondents: parted by kind, weighted where the census counts them, bounded in their shares."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.usages.respondents import respondents
from beffroi.foundation.errors import InputError
from beffroi.kernels.weighted_shares import effective_size
from beffroi.territory.questionnaire import Answers, framed
from tests.engines.usages.town import CENSUS, CENSUS_OF_TOWN, FORM, WITH_WHO, drawn, survey


def test_one_kind_of_people_without_margins_is_unweighted() -> None:
    (group,) = respondents(survey())

    assert group.raking is None
    assert (group.weights == 1).all()
    assert group.key == "essai"


def test_inhabitants_are_weighted_and_shopkeepers_are_not() -> None:
    weighted = survey(drawn(form=WITH_WHO), margins=CENSUS_OF_TOWN, margin_sources=(CENSUS,))

    inhabitants, shopkeepers = respondents(weighted)

    assert inhabitants.raking is not None
    assert np.isclose(inhabitants.weights.sum(), 10_000)
    assert (shopkeepers.weights == 1).all()
    assert (inhabitants.key, shopkeepers.key) == ("essai.hab", "essai.comm")


def test_who_does_not_say_who_they_are_stand_apart() -> None:
    answers = drawn(30, form=WITH_WHO)
    answers.table.loc[:5, "qui"] = pd.NA

    groups = respondents(survey(answers))

    assert [group.people for group in groups] == ["hab", "comm", "unknown"]
    assert sum(len(group.table) for group in groups) == 30


def test_a_share_is_never_surer_than_kish_allows() -> None:
    weighted = survey(margins=CENSUS_OF_TOWN)
    (group,) = respondents(weighted)
    women = (group.table["sexe"] == "f").to_numpy()
    everybody = np.ones(len(women), bool)

    share = group.share(women, everybody)

    assert np.isclose(share.value, 0.52, atol=1e-4)
    assert share.low < 0.52 < share.high
    assert share.effective_n <= effective_size(group.weights) + 1e-9


def test_a_share_without_answers_is_unknown() -> None:
    (group,) = respondents(survey())
    nobody = np.zeros(len(group.table), bool)

    share = group.share(nobody, nobody)

    assert (share.value, share.low, share.high, share.n) == (None, 0.0, 1.0, 0)


def test_asking_everybody_leaves_no_doubt() -> None:
    (group,) = respondents(survey(population=200))
    women = (group.table["sexe"] == "f").to_numpy()

    share = group.share(women, np.ones(200, bool))

    assert share.low == share.value == share.high


def test_an_empty_survey_and_too_small_a_population_are_refused() -> None:
    empty = Answers(framed(FORM, pd.DataFrame({"sexe": []})), FORM, (), 0)

    with pytest.raises(InputError, match="has no answer"):
        respondents(survey(empty))
    with pytest.raises(InputError, match="200 answers from a population of 150"):
        respondents(survey(population=150))
