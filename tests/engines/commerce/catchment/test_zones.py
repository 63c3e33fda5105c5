"""Zones of a catchment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.commerce.catchment.zones import ZONES, brought, zones


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(0, 1)), min_size=1, max_size=40))
def test_zones_follow_shares_and_the_primary_brings_six_customers_in_ten(
    places: list[tuple[float, float]],
) -> None:
    customers, shares = (np.array(column) for column in zip(*places, strict=True))
    zone = zones(customers, shares)
    rank = np.array([ZONES.index(name) for name in zone])
    some = customers > 0

    for one, other in zip(range(3), range(1, 4), strict=True):
        if (rank[some] == one).any() and (rank[some] == other).any():
            assert shares[some][rank[some] == one].min() >= shares[some][rank[some] == other].max()
    if customers.sum() > 1e-6:
        assert brought(customers, zone)["primary"] >= 0.6 - 1e-9


def test_a_shop_without_customers_has_no_zone() -> None:
    zone = zones([0.0, 0.0], [0.5, 0.1])

    assert zone.tolist() == ["beyond", "beyond"]
    assert np.isnan(brought(np.zeros(2), zone)["primary"])


def test_what_zones_bring_adds_up() -> None:
    customers = np.array([50.0, 30.0, 15.0, 5.0])

    assert sum(brought(customers, zones(customers, customers)).values()) == pytest.approx(1)
