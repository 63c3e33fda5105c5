"""Elasticities that drivers imply, and those that others measured."""

import numpy as np
import pytest

from beffroi.engines.parking.scenarios.elasticity import (
    ANSWERS,
    WHO,
    dearer,
    marks,
)
from tests.engines.parking.scenarios.test_trial import town, tried


def test_prices_rise_where_one_pays_alone() -> None:
    places = dearer(town().supply).places

    assert places[1].tariff.price(1.0) == pytest.approx(1.32)
    assert [place.tariff.is_free for place in places] == [False, False, True, True]


def test_dearer_places_are_used_less_by_each_profile() -> None:
    found = tried(draws=2)

    assert set(found.middle.response) == {(answer, who) for answer in ANSWERS for who in WHO}
    assert all(-3.0 < found.middle.response["demand", who] < 0.0 for who in WHO)
    assert found.middle.response["occupancy", "all"] < 0.0
    assert all(len(values) == 2 for values in found.responses.values())
    demand = [found.middle.response["demand", who] for who in WHO]
    assert min(demand[1:]) <= demand[0] <= max(demand[1:])


def test_marks_say_where_they_come_from() -> None:
    assert {mark.answer for mark in marks()} < set(ANSWERS)
    assert all(mark.source and (mark.url or mark.from_memory) for mark in marks())
    assert np.mean([mark.value for mark in marks()]) < 0
