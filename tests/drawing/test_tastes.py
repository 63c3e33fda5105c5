"""What is asked for follows what the town lacks, and who asks."""

import pytest

from beffroi.drawing.tastes import MOST, Taste, tastes, true_shares
from tests.drawing.census import TRUTH, counted


def test_more_vacancy_makes_more_people_ask_for_life_in_empty_premises() -> None:
    worse = TRUTH | {"commerce": TRUTH["commerce"] | {"shop_vacant": 60}}

    assert tastes(worse)["vide"].share > tastes(TRUTH)["vide"].share
    assert tastes(worse)["dist"] == tastes(TRUTH)["dist"]


def test_fewer_bays_make_more_people_ask_where_one_is_free() -> None:
    scarce = TRUTH | {"parking": TRUTH["parking"] | {"bays": 500}}

    assert tastes(scarce)["place"].share > tastes(TRUTH)["place"].share


def test_the_true_share_is_the_mean_over_the_census() -> None:
    _, residents = counted()
    women = residents.loc[residents["sex"] == "f", "people"].sum() / residents["people"].sum()

    shares = true_shares({"a": Taste(0.3, woman=0.2), "b": Taste(2.0)}, residents)

    assert shares["hab"]["a"] == pytest.approx(0.2 * (1 - women) + 0.4 * women, abs=1e-4)
    assert shares["hab"]["b"] == shares["visit"]["b"] == MOST
