"""Lines that share a terminal, told apart by how evenly they leave."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.renewal import told_apart

DAY = 30_000.0
FREE = np.zeros(0, dtype=np.int64)


def _leaving(headways: list[float], shape: float, seed: int) -> tuple[np.ndarray, ...]:
    draw, parts = np.random.default_rng(seed), []
    for window in range(3):
        for line, headway in enumerate(headways):
            gaps = draw.gamma(shape, headway / shape, int(3 * DAY / headway) + 9)
            times = np.cumsum(gaps) - gaps[0] * draw.random()
            parts += [(window, time, line) for time in times[times < DAY]]
    window, times, line = (np.array(column) for column in zip(*sorted(parts), strict=True))
    return times, window, line


def test_lines_that_leave_evenly_are_told_apart_without_any_label() -> None:
    headways = [300.0, 700.0, 1_500.0]
    times, window, line = _leaving(headways, 14.0, 1)
    edges = np.tile([0.0, DAY], (3, 1))

    labels = told_apart(times, window, np.full(len(line), -1), edges, 3, shape=14.0, sweeps=30,
                        seed=2)  # fmt: skip

    counts = np.mean([np.bincount(own, minlength=3) for own in labels], axis=0)
    assert np.sort(counts) == pytest.approx(np.sort(np.bincount(line)), rel=0.06)


def test_what_is_known_stays_and_the_same_seed_draws_the_same() -> None:
    times, window, line = _leaving([900.0, 2_000.0], 9.0, 3)
    known = np.where(np.arange(len(line)) % 5 == 0, line, -1)
    edges = np.tile([0.0, DAY / 2, DAY], (3, 1))

    first, again = (told_apart(times, window, known, edges, 2, shape=9.0, sweeps=5, seed=1)
                    for _ in range(2))  # fmt: skip

    assert (first == again).all()
    assert (first[:, known >= 0] == known[known >= 0]).all()


def test_strange_departures_are_refused() -> None:
    with pytest.raises(ShapeError, match="each departure"):
        told_apart(np.zeros(2), FREE, FREE, np.zeros((1, 2)), 2, shape=2.0, sweeps=1, seed=0)
    with pytest.raises(ShapeError, match="shape of 1"):
        told_apart(np.zeros(0), FREE, FREE, np.zeros((1, 2)), 2, shape=0.5, sweeps=1, seed=0)
