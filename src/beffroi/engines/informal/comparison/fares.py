"""Fares compared: the share of trips that cost the same in both feeds."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.comparison.estimates import UNKNOWN, Estimate, ratio
from beffroi.engines.informal.comparison.pairs import Pairs
from beffroi.engines.informal.prices import Prices
from beffroi.engines.informal.published import Variant
from beffroi.kernels.polylines import in_order

MOST = 40
"""Most stops of a variant between which trips are priced; evenly chosen where it has more."""
CENT = 0.005


def compared(matched: Pairs, ours: Prices, theirs: Prices, draw: np.random.Generator) -> Estimate:
    """Return the share of trips between two stops of variants that are one, with equal prices.

    Trips that the reference does not price are left out; one that it prices and the feed does not
    is wrong. Unknown where one of both has no price at all.
    """
    if not ours.amounts or not theirs.amounts:
        return UNKNOWN
    counts = np.array([_equal(one, other, ours, theirs) for one, other in matched.variants])
    equal, priced = counts.reshape(-1, 2).T
    return ratio(equal[priced > 0], priced[priced > 0], draw)


def _equal(one: Variant, other: Variant, ours: Prices, theirs: Prices) -> tuple[float, float]:
    chosen = np.unique(np.linspace(0, len(other.stop_ids) - 1, MOST).astype(int))
    nearest = _nearest(one, in_order(other.stops, one.line))
    equal = priced = 0
    for i, start in enumerate(chosen):
        for end in chosen[i + 1 :]:
            amount, currency = theirs.of(other.route_id, other.stop_ids[start], other.stop_ids[end])
            if np.isnan(amount):
                continue
            mine = ours.of(one.route_id, one.stop_ids[nearest[start]], one.stop_ids[nearest[end]])
            priced += 1
            equal += abs(mine[0] - amount) < CENT and mine[1] == currency
    return float(equal), float(priced)


def _nearest(one: Variant, where: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Find our stop nearest to each place, along our line."""
    nearest: npt.NDArray[np.intp] = np.abs(one.where[np.newaxis] - where[:, np.newaxis]).argmin(
        axis=1
    )
    return nearest
