"""A small market whose powers are known: 40 places, 6 shops, two of them in the centre."""

import numpy as np

from beffroi.engines.commerce.catchment.market import Market
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.shares import huff_shares, pull

DRAW = np.random.default_rng(4)
PLACES, SITES = DRAW.uniform(0, 20, (40, 2)), DRAW.uniform(0, 20, (6, 2))
AREA = np.array([300.0, 900.0, 2500.0, 120.0, 600.0, 1800.0])
POWER, STRENGTH = 0.8, 1.7


def market() -> Market:
    """Draw the market."""
    minutes = 1 + np.hypot(*(PLACES[:, np.newaxis] - SITES).transpose(2, 0, 1))
    ids = np.array([f"s{n}" for n in range(6)], dtype=object)
    return Market(
        np.array([f"o{n}" for n in range(40)], dtype=object), DRAW.uniform(100, 900, 40),
        "inhabitant", ids, ids, {"area": AREA}, minutes,
        np.array([True, True, False, False, False, False]),
    )  # fmt: skip


def customers(of: Market, *, outside: float = 0.0) -> np.ndarray:
    """What 300 customers of each place would do, not rounded."""
    return 300 * huff_shares(pull(of.table, [POWER]), of.minutes, Decay(STRENGTH), outside=outside)
