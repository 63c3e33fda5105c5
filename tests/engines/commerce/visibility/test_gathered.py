"""Visibility of streets and families."""

import math

import pytest

from beffroi.engines.commerce.visibility.evidence import evidence
from beffroi.engines.commerce.visibility.gathered import gathered, share, whole
from beffroi.engines.commerce.visibility.scores import Score, scores
from tests.engines.commerce.visibility.shops import DAY, FULL, premises


def made() -> list[Score]:
    rows = [{**FULL, "street": "Grande Rue"}, {"street": "Grande Rue"}, {"street": "Quai"},
            {"sources": "sirene"}]  # fmt: skip
    return scores(evidence(premises(*rows), day=DAY))


def test_the_least_visible_street_comes_first() -> None:
    all_ = made()

    found = gathered(all_, "street")

    assert [one.n for one in found] == [1, 1, 2]
    assert {one.key for one in found} == {"Grande Rue", "Quai", ""}
    assert [one.low for one in found] == sorted(one.low for one in found)
    assert [(one.hours.met, one.hours.n) for one in found] == [(0, 1), (0, 1), (1, 2)]
    assert whole(all_).low == pytest.approx(sum(one.low for one in all_) / 4)


def test_a_share_has_an_interval_from_those_that_one_knows_and_bounds_for_all() -> None:
    found = share(made(), "hours_told")

    assert (found.met, found.known, found.n) == (1, 3, 4)
    assert (found.sure, found.possible) == (0.25, 0.5)
    assert 0 < found.low < 1 / 3 < found.high < 1


def test_a_share_of_which_one_knows_nothing_has_no_interval() -> None:
    found = share(made(), "directory")

    assert (found.known, found.sure, found.possible) == (0, 0, 1)
    assert math.isnan(found.low)
    assert math.isnan(whole([]).low)
