"""Tariffs told from payments."""

import numpy as np
import pytest

from beffroi.engines.informal.service.tariffs import tariff

DRAW = np.random.default_rng(4)
STOPS = np.arange(12) * 400.0
PAIRS = np.array([(a, b) for a in range(12) for b in range(12) if a != b])
START, END = STOPS[np.repeat(PAIRS, 4, axis=0)].T


def test_one_price_is_flat_whatever_some_pay() -> None:
    price = np.full(len(START), 2.0)
    price[:4] = [1.0, 3.0, 2.5, 1.0]

    found = tariff(START, END, price)

    assert found.model == "flat"
    assert found.prices[0, 0] == 2.0
    assert found.agreement == pytest.approx(1 - 4 / len(price))


def test_prices_that_grow_with_distance_are_by_distance() -> None:
    price = 1.0 + (np.abs(END - START) > 1_500) + (np.abs(END - START) > 3_100)

    found = tariff(START, END, price)

    assert found.model == "distance"
    assert len(found.edges) == 2
    assert (found.of(START, END) == price).all()


def test_prices_between_zones_are_by_zones_and_errors_make_none() -> None:
    zone = np.digitize(np.stack([START, END]), [1_300.0, 3_300.0])
    price = np.array([[1.0, 3.0, 4.0], [3.0, 1.5, 2.0], [4.0, 2.0, 1.0]])[zone[0], zone[1]]
    noted = price.copy()
    wrong = DRAW.random(len(price)) < 0.02
    noted[wrong] = 1.0

    found = tariff(START, END, noted)

    assert found.model == "zones"
    assert len(found.edges) == 2
    assert (found.of(START, END) == price).all()
