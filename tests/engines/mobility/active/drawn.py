"""Two quiet quarters, parted by a busy avenue: drawn by hand, in metres."""

import numpy as np

from beffroi.engines.mobility.active.ways import Ways


def ways(*drawn: tuple[int, int, bool], at: list[tuple[float, float]]) -> Ways:
    """Make ways between places: two ends, and whether the street is quiet."""
    x, y = np.array(at, dtype=float).T
    tails, heads = (np.array([way[end] for way in drawn], dtype=np.int64) for end in (0, 1))
    length = np.hypot(x[heads] - x[tails], y[heads] - y[tails])
    return Ways(
        x, y, tails, heads, length, length, length,
        np.arange(len(drawn)), np.array([way[2] for way in drawn]),
    )  # fmt: skip


def quarters() -> Ways:
    """Draw homes at 0 and 1, shops at 5 and 4; the avenue 1-2-3-4 is busy, 100 m a stretch.

    A quiet lane 2-6 touches the avenue half way; a quiet detour of 900 m joins 1 to 4.
    """
    at = [(0, 0), (100, 0), (200, 0), (300, 0), (400, 0), (500, 0), (200, 100), (250, 449.0)]
    return ways(
        (0, 1, True), (1, 2, False), (2, 3, False), (3, 4, False), (4, 5, True), (2, 6, True),
        (1, 7, True), (7, 4, True), at=at,
    )  # fmt: skip
