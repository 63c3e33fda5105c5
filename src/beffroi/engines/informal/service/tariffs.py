"""Tariffs: flat, by distance or by zones, whichever explains with the least what was paid."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.service.norms import parameter

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Model = Literal["flat", "distance", "zones"]
FEWEST_DISTANCES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Tariff:
    """A tariff of one line.

    Attributes
    ----------
    model
        ``flat``, ``distance`` or ``zones``.
    edges : (n_edges,)
        Where prices change: distances ridden, or places along the line where zones meet. [m]
    prices
        By steps of distance, or by pair of zones (lower first); NaN where nobody paid for it.
    criterion
        BIC: the lower the better.
    agreement
        Share of the payments that are exactly it. [1]
    """

    model: Model
    edges: Floats
    prices: Floats
    criterion: float
    agreement: float

    def of(self, start: Floats, end: Floats) -> Floats:
        """Return the price between places along the line, NaN where it is not known.

        Examples
        --------
        >>> paid = Tariff("distance", np.array([1000.0]), np.array([2.0, 3.0]), 0.0, 1.0)
        >>> paid.of(np.array([0.0, 0.0]), np.array([900.0, 5000.0])).tolist()
        [2.0, 3.0]
        """
        if self.model == "distance":
            return self.prices[np.searchsorted(self.edges, np.abs(end - start), side="right")]
        a, b = (np.searchsorted(self.edges, x, side="right") for x in (start, end))
        return self.prices[np.minimum(a, b), np.maximum(a, b)]


def tariff(start: Floats, end: Floats, price: Floats) -> Tariff:
    r"""Choose the tariff of a line by what was paid on it.

    A payment is that of the tariff, save for a share :math:`\varepsilon` of them (`price_noise`)
    that may be any of the `K` prices seen; of all tariffs the one of least

    .. math:: \mathrm{BIC} = k \log n - 2 \sum \log p

    is chosen, with one parameter for each price and one for each place where prices change.

    Parameters
    ----------
    start, end : (n,)
        Places of boarding and alighting, from one end of the line. [m]
    price : (n,)
        What was paid, n >= 1. [currency]

    References
    ----------
    G. Schwarz, "Estimating the Dimension of a Model", Annals of Statistics 6 (2), 1978,
    pp. 461-464, doi:10.1214/aos/1176344136.
    """
    levels, code = np.unique(price, return_inverse=True)
    code = code.astype(np.int64)
    flat = _made("flat", np.zeros(0), np.zeros(len(code), dtype=np.int64), code, levels, 1)
    if flat.agreement == 1.0:
        return flat
    others = [_by_distance(np.abs(end - start), code, levels), _by_zones(start, end, code, levels)]
    return min((flat, *others), key=lambda one: one.criterion)


def unlikely(matches: int, n: int, n_levels: int) -> float:
    """Return minus twice the logarithm of the likelihood of payments, some of which agree."""
    noise = parameter("price_noise")
    each = noise / max(n_levels, 2)
    agree, other = float(np.log(1 - noise + each)), float(np.log(each))
    return -2 * (matches * agree + (n - matches) * other)


def _counts(group: Ints, code: Ints, n_groups: int, n_levels: int) -> Ints:
    counts: Ints = np.bincount(group * n_levels + code, minlength=n_groups * n_levels)
    return counts.reshape(n_groups, n_levels)


def _made(  # noqa: PLR0917  (parts of one tariff)
    model: Model, edges: Floats, group: Ints, code: Ints, levels: Floats, n_groups: int
) -> Tariff:
    counts = _counts(group, code, n_groups, len(levels))
    matches, n = int(counts.max(axis=1).sum()), len(code)
    seen = counts.sum(axis=1) > 0
    k = int(seen.sum()) + len(edges)
    prices = np.where(seen, levels[counts.argmax(axis=1)], np.nan)
    if model != "distance":
        side = len(edges) + 1
        prices = prices.reshape(side, side)
    criterion = unlikely(matches, n, len(levels)) + k * np.log(n)
    return Tariff(model, edges, prices, float(criterion), matches / n)


def _by_distance(distance: Floats, code: Ints, levels: Floats) -> Tariff:
    """Cut distances where the price changes: the best of all ways to cut."""
    order = np.argsort(distance, kind="stable")
    known, first = np.unique(distance[order], return_index=True)
    cuts = _steps(code[order], first, len(levels))
    edges = np.array([(known[k - 1] + known[k]) / 2 for k in cuts], dtype=np.float64)
    group = np.searchsorted(edges, distance, side="right").astype(np.int64)
    return _made("distance", edges, group, code, levels, len(edges) + 1)


def _steps(code: Ints, first: Ints, n_levels: int) -> list[int]:
    """Cut payments in order of distance, `first` of each distance, by dynamic programming."""
    seen = np.zeros((len(code) + 1, n_levels), dtype=np.int64)
    seen[1:] = np.cumsum(np.eye(n_levels, dtype=np.int64)[code], axis=0)
    bounds = seen[np.concatenate([first, [len(code)]])]
    n, price = len(first), 2 * np.log(len(code))
    gain = unlikely(0, 1, n_levels) - unlikely(1, 1, n_levels)
    best, came = np.full(n + 1, np.inf), np.zeros(n + 1, dtype=np.int64)
    best[0] = -price
    for end in range(1, n + 1):
        agree = (bounds[end] - bounds[:end]).max(axis=1)
        costs = best[:end] + price - gain * agree
        came[end] = int(costs.argmin())
        best[end] = costs[came[end]]
    cuts, k = list[int](), n
    while came[k] > 0:
        k = int(came[k])
        cuts.append(k)
    return cuts[::-1]


def _by_zones(start: Floats, end: Floats, code: Ints, levels: Floats) -> Tariff:
    """Join stretches of the line from small ones, two neighbours at a time, while BIC falls."""
    places = np.unique(np.concatenate([start, end]))
    edges = (places[1:] + places[:-1]) / 2
    best = _zoned(edges, start, end, code, levels)
    while len(best.edges):
        tried = [_zoned(np.delete(best.edges, k), start, end, code, levels)
                 for k in range(len(best.edges))]  # fmt: skip
        least = min(tried, key=lambda one: one.criterion)
        if least.criterion > best.criterion:
            break
        best = least
    return best


def _zoned(edges: Floats, start: Floats, end: Floats, code: Ints, levels: Floats) -> Tariff:
    a, b = (np.searchsorted(edges, x, side="right") for x in (start, end))
    side = len(edges) + 1
    group = (np.minimum(a, b) * side + np.maximum(a, b)).astype(np.int64)
    return _made("zones" if side > 1 else "flat", edges, group, code, levels, side**2)
