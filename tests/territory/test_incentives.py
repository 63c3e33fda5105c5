"""Incentives: what is not written is unknown."""

import math

from beffroi.territory.incentives import Incentive


def test_a_sum_not_written_is_unknown() -> None:
    rule = Incentive("Prime", "", "driver")

    assert all(map(math.isnan, (rule.per_trip, rule.per_km, rule.least, rule.most, rule.cap)))
