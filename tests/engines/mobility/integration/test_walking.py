"""Walks from stop to stop, along the streets or as the crow flies."""

from itertools import chain, pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path

from beffroi.engines.mobility.integration.walking import ground, walks
from tests.engines.mobility.integration.feeds import EPSG
from tests.engines.mobility.integration.streets import along

X, Y = 300_000.0, 6_700_000.0
SPEED = 1.25


def seconds(found: pd.DataFrame) -> dict[tuple[int, int], float]:
    pairs = zip(found["tail"], found["head"], strict=True)
    return dict(zip(pairs, found["seconds"], strict=True))


def placed(*points: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.array(points).T
    return X + x, Y + y


def moved(*way: tuple[float, float]) -> list[tuple[float, float]]:
    return [(X + x, Y + y) for x, y in way]


def test_two_poles_either_side_of_a_street_are_a_street_apart() -> None:
    x, y = placed((50, 5), (60, -5))
    tied = ground(along(moved((0, 0), (100, 0))), x, y, epsg=EPSG)

    found = seconds(walks(x, y, tied, limit=300))

    assert found[0, 1] == pytest.approx((5 + 10 + 5) / SPEED, abs=0.05)
    assert found[1, 0] == found[0, 1]


def test_one_walks_round_what_one_cannot_cross() -> None:
    x, y = placed((0, 20), (10, 20))
    tied = ground(along(moved((0, 20), (0, 0), (10, 0), (10, 20))), x, y, epsg=EPSG)

    assert seconds(walks(x, y, tied, limit=300))[0, 1] == pytest.approx(50 / SPEED, abs=0.05)


def test_a_stop_off_the_streets_is_walked_to_as_the_crow_flies() -> None:
    x, y = placed((50, 0), (50, 180), (50, 181))
    tied = ground(along(moved((0, 0), (100, 0))), x, y, epsg=EPSG)

    found = walks(x, y, tied, limit=300)

    assert seconds(found)[0, 1] == pytest.approx(180 * 1.3 / SPEED, abs=0.05)
    assert set(found["by"]) == {"crow"}
    assert found["metres"].tolist() == pytest.approx([180, 181, 180, 1, 181, 1], abs=0.05)


def test_without_a_map_all_walks_are_as_the_crow_flies() -> None:
    x, y = placed((0, 0), (0, 0), (100, 0), (1000, 0))

    found = seconds(walks(x, y, None, limit=300))

    assert found[0, 1] == 0
    assert found[0, 2] == pytest.approx(100 * 1.3 / SPEED)
    assert not any(3 in pair for pair in found)


def test_a_scrap_of_street_joined_to_nothing_holds_nobody() -> None:
    long = [(n * 2.0, 0.0) for n in range(60)]
    x, y = placed((50, 40), (60, 5))
    tied = ground(along(moved(*long), moved((48, 41), (52, 41))), x, y, epsg=EPSG)

    found = walks(x, y, tied, limit=300)

    assert seconds(found)[0, 1] == pytest.approx((40 + 10 + 5) / SPEED, abs=0.05)


def test_a_map_without_streets_ties_nothing() -> None:
    nothing = along(moved((0, 0), (100, 0)))
    nothing.streets["highway"] = "motorway"

    assert ground(nothing, *placed((0, 0)), epsg=EPSG) is None


def test_no_place_walks_nowhere() -> None:
    assert walks(np.empty(0), np.empty(0), None, limit=300).empty


def test_walks_equal_those_of_a_plain_search() -> None:
    size, step = 6, 40.0
    rows = [[(n * step, m * step) for n in range(size)] for m in range(size)]
    columns = [[(n * step, m * step) for m in range(size)] for n in range(size)]
    seed = np.random.default_rng(7)
    x, y = placed(*seed.uniform(0, step * (size - 1), (30, 2)).tolist())
    tied = ground(along(*(moved(*way) for way in rows + columns)), x, y, epsg=EPSG)

    found = seconds(walks(x, y, tied, limit=200))

    expected = plain(x - X, y - Y, size, step)
    for pair, distance in expected.items():
        if distance / SPEED < 199.9:
            assert found[pair] == pytest.approx(distance / SPEED, abs=0.2)
        elif distance / SPEED > 200.1:
            assert pair not in found


def plain(x: np.ndarray, y: np.ndarray, size: int, step: float) -> dict[tuple[int, int], float]:
    """Cut the grid at the nearest point of each place, and search with another library."""
    cuts: dict[tuple[str, int], list[tuple[float, object]]] = {}
    for line in range(size):
        for axis in "hv":
            cuts[axis, line] = [
                (n * step, (n, line) if axis == "h" else (line, n)) for n in range(size)
            ]
    off = []
    for place, (a, b) in enumerate(zip(x, y, strict=True)):
        across, along_ = b - step * round(b / step), a - step * round(a / step)
        axis = "h" if abs(across) <= abs(along_) else "v"
        line = round(b / step) if axis == "h" else round(a / step)
        cuts[axis, line].append((a if axis == "h" else b, place))
        off.append(min(abs(across), abs(along_)))
    steps: dict[tuple[object, object], float] = {}
    for listed in cuts.values():
        ordered = sorted(listed, key=lambda cut: cut[0])
        for (one, start), (other, end) in pairwise(ordered):
            steps[start, end] = other - one
    number = {node: n for n, node in enumerate(dict.fromkeys(chain(*steps)))}
    tails, heads = np.array([[number[end] for end in pair] for pair in steps]).T
    links = coo_array((list(steps.values()), (tails, heads)), shape=(len(number),) * 2)
    lengths = shortest_path(links, directed=False)
    pairs = permutations(range(len(x)), 2)
    return {(i, j): off[i] + lengths[number[i], number[j]] + off[j] for i, j in pairs}
