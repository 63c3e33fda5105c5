"""Occupancies steadied: chance alone is smoothed away, what streets differ by stays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.parking.explanation.steadying import steadied
from beffroi.kernels.queueing.erlang import full_share


def _seen(loads: np.ndarray, spaces: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Draw the share taken of each group at one moment: a Poisson law cut at its spaces."""
    taken = [next(k for k in iter(lambda a=a: draw.poisson(a), None) if k <= c)
             for a, c in zip(loads, spaces, strict=True)]  # fmt: skip
    return np.array(taken) / spaces


def _true(loads: np.ndarray, spaces: np.ndarray) -> np.ndarray:
    return loads * (1 - full_share(loads, spaces.astype(np.int64))) / spaces


@pytest.mark.parametrize("ratio", [0.6, 1.0, 1.6])
def test_streets_that_differ_by_chance_alone_become_their_mean(ratio: float) -> None:
    draw, spaces = np.random.default_rng(3), np.tile([3.0, 6.0, 12.0], 150)
    seen = _seen(ratio * spaces, spaces, draw)

    assert np.std(steadied(seen, spaces)) < 0.35 * np.std(seen)


def test_streets_that_differ_by_themselves_are_told_better_than_they_were_seen() -> None:
    draw, spaces = np.random.default_rng(4), np.tile([4.0, 8.0, 40.0], 100)
    loads = spaces * draw.choice([0.3, 0.6, 1.2], 300)
    seen, true = _seen(loads, spaces, draw), _true(loads, spaces)
    told = steadied(seen, spaces)

    assert np.mean((told - true) ** 2) < 0.9 * np.mean((seen - true) ** 2)
    assert abs(told - seen)[spaces == 40].mean() < 0.07
    assert abs(told - seen)[spaces == 4].mean() > abs(told - seen)[spaces == 40].mean()


def test_more_hours_are_believed_more() -> None:
    draw, spaces = np.random.default_rng(5), np.full(200, 5.0)
    seen = _seen(spaces * draw.choice([0.5, 1.1], 200), spaces, draw)

    assert np.std(steadied(seen, spaces, hours=6)) > np.std(steadied(seen, spaces))


@given(st.lists(st.tuples(st.floats(0, 1.5) | st.just(np.nan), st.integers(0, 30)), max_size=20))
def test_shares_stay_shares_and_the_unknown_stays_unknown(
    rows: list[tuple[float, int]],
) -> None:
    occupancy, spaces = np.array(rows, dtype=float).reshape(-1, 2).T
    told = steadied(occupancy, spaces)

    assert (np.isnan(told) == np.isnan(occupancy)).all()
    assert ((told >= 0) & (told <= 1))[~np.isnan(told)].all()
    assert told[spaces == 0] == pytest.approx(np.minimum(occupancy, 1)[spaces == 0], nan_ok=True)
