"""Who answers: older women more than others, and somebody of every category."""

import numpy as np
import pytest

from beffroi.drawing.measures import Measures
from beffroi.drawing.respondents import KINDS, one, respondents
from tests.drawing.census import counted


def test_older_women_answer_more_than_their_share() -> None:
    measures, residents = counted()

    found = respondents(measures, residents, measures.dice("voices"))
    own = found[found["qui"] == "hab"]

    older = (own["sex"] == "f") & own["age"].isin(["6074", "75p"])
    counted_so = (residents["sex"] == "f") & residents["age"].isin(["6074", "75p"])
    true = residents.loc[counted_so, "people"].sum() / residents["people"].sum()
    assert older.mean() > 1.4 * true
    assert len(found) == 240
    assert set(found["qui"]) == set(KINDS)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("inhabitants", [5_000, 20_000])
def test_inhabitants_of_every_margin_answer(inhabitants: int, seed: int) -> None:
    _, residents = counted()
    measures = Measures(inhabitants, seed)

    found = respondents(measures, residents, measures.dice("voices"))

    own = found[found["qui"] == "hab"]
    assert all(set(own[name]) == set(residents[name]) for name in ("sex", "age", "quarter"))
    assert not set(found.loc[found["qui"] == "visit", "quarter"]) & {"centr", "ville"}


def test_a_column_without_weight_is_never_drawn() -> None:
    dice = np.random.default_rng(0)

    assert set(one(np.tile([0.0, 1.0, 0.0, 2.0, 0.0], (500, 1)), dice)) == {1, 3}
