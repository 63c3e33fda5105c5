"""Matching written out plainly, and small towns drawn at random to try it on."""

import heapq
import itertools

import numpy as np

from beffroi.kernels.trajectory.matching import Model, Roads, roads

EXACT = Model(3, 50, 6, 0, 1e3, 1e4, 2_000, 100, 1e9)


def town(seed: int, side: int = 3, block: float = 70.0) -> Roads:
    """Draw a crooked grid in which some streets are one-way and some are missing."""
    rng = np.random.default_rng(seed)
    number = np.arange(side * side).reshape(side, side)
    x = (number % side * block + rng.uniform(-15, 15, number.shape)).ravel()
    y = (number // side * block + rng.uniform(-15, 15, number.shape)).ravel()
    ends = np.array([
        *zip(number[:, :-1].ravel(), number[:, 1:].ravel(), strict=True),
        *zip(number[:-1].ravel(), number[1:].ravel(), strict=True),
    ])  # fmt: skip
    ends = ends[rng.random(len(ends)) < 0.9]
    opens = rng.random((len(ends), 2)) < 0.8
    opens[~opens.any(axis=1)] = True
    tail, head = np.column_stack([x, y])[ends.T]
    points = np.stack([tail, (tail + head) / 2 + rng.uniform(-8, 8, tail.shape), head], axis=1)
    return roads(
        np.column_stack([x, y]),
        ends,
        opens,
        3 * np.arange(len(ends) + 1),
        points.reshape(-1, 2),
        reach=50.0,
    )


def node_of(made: Roads, edge: int, where: float) -> int:
    if where <= 0:
        return int(made.ends[edge, 0])
    return int(made.ends[edge, 1]) if where >= made.length[edge] else -1


def places(made: Roads, point: np.ndarray, model: Model) -> list[tuple[float, int, float]]:
    """List the places near a fix: distance, street, where; one for all at a crossing."""
    found = []
    for edge in range(len(made.ends)):
        best = (np.inf, edge, 0.0)
        for k in range(made.indptr[edge], made.indptr[edge + 1] - 1):
            a, b = made.points[k], made.points[k + 1]
            part = np.clip((point - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
            away = float(np.hypot(*(a + part * (b - a) - point)))
            where = made.along[k + 1] if part == 1 else (
                made.along[k] + part * (made.along[k + 1] - made.along[k])
            )  # fmt: skip
            best = min(best, (away, edge, float(where)))
        if best[0] <= model.radius:
            found.append(best)
    kept: list[tuple[float, int, float]] = []
    for one in sorted(found):
        node = node_of(made, *one[1:])
        if node < 0 or all(node_of(made, *other[1:]) != node for other in kept):
            kept.append(one)
    return kept[: model.most]


def distance(made: Roads, start: tuple[int, float], goal: tuple[int, float]) -> float:
    """Measure the shortest way between two places by Dijkstra's method."""
    (edge, where), (other, there) = start, goal
    best = np.inf
    if edge == other and (made.opens[edge, 0 if there >= where else 1] or there == where):
        best = abs(there - where)
    cost = costs_from(made, edge, where)
    tail, head = (cost.get(int(node), np.inf) for node in made.ends[other])
    if made.opens[other, 0] or there <= 0:
        best = min(best, tail + there)
    if made.opens[other, 1] or there >= made.length[other]:
        best = min(best, head + made.length[other] - there)
    return float(best)


def costs_from(made: Roads, edge: int, where: float) -> dict[int, float]:
    """Measure the shortest ways from a place to all crossings."""
    cost: dict[int, float] = {}
    wait: list[tuple[float, int]] = []
    if made.opens[edge, 1] or where <= 0:
        wait.append((where, int(made.ends[edge, 0])))
    if made.opens[edge, 0] or where >= made.length[edge]:
        wait.append((made.length[edge] - where, int(made.ends[edge, 1])))
    heapq.heapify(wait)
    while wait:
        d, node = heapq.heappop(wait)
        if node in cost:
            continue
        cost[node] = d
        for one in range(len(made.ends)):
            for tail, head, side in ((0, 1, 0), (1, 0, 1)):
                if made.ends[one, tail] == node and made.opens[one, side]:
                    heapq.heappush(wait, (d + made.length[one], int(made.ends[one, head])))
    return cost


def cheapest(made: Roads, fixes: np.ndarray, sigma: float, model: Model) -> float:
    """Cost of the best of all choices of one place near each fix."""
    near = [places(made, fix, model) for fix in fixes]
    chords = np.hypot(*np.diff(fixes, axis=0).T)
    ways = [
        {(a, b): distance(made, a[1:], b[1:]) for a in one for b in other}
        for one, other in itertools.pairwise(near)
    ]
    best = np.inf
    for choice in itertools.product(*near):
        cost = sum(place[0] ** 2 for place in choice) / (2 * sigma**2)
        for k, pair in enumerate(itertools.pairwise(choice)):
            cost += abs(ways[k][pair] - chords[k]) / model.beta
        best = min(best, cost)
    return best


def cost_of(
    made: Roads, fixes: np.ndarray, sigma: float, model: Model, chosen: list[tuple[int, float]]
) -> float:
    """Cost of one choice of places."""
    off = [np.hypot(*(point_of(made, *one) - fix)) for one, fix in zip(chosen, fixes, strict=True)]
    chords = np.hypot(*np.diff(fixes, axis=0).T)
    ways = [distance(made, a, b) for a, b in itertools.pairwise(chosen)]
    return float(
        np.square(off).sum() / (2 * sigma**2) + np.abs(np.array(ways) - chords).sum() / model.beta
    )


def point_of(made: Roads, edge: int, where: float) -> np.ndarray:
    own = slice(made.indptr[edge], made.indptr[edge + 1])
    return np.array([np.interp(where, made.along[own], made.points[own, i]) for i in range(2)])
