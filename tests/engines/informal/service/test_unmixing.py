"""Lines of one terminal, told apart and named by the rides surveyed."""

import numpy as np
import pytest

from beffroi.engines.informal.service.unmixing import can_tell, evenness, unmixed
from beffroi.engines.informal.service.watches import Watch
from tests.engines.informal.service.rides import MONDAY

SIX, TWENTY = MONDAY + 6 * 3600.0, MONDAY + 20 * 3600.0


def _leaving(headway: float, draw: np.random.Generator) -> np.ndarray:
    gaps = draw.gamma(14, headway / 14, 300)
    times = SIX + np.cumsum(gaps) - gaps[0] * draw.random()
    return times[times < TWENTY]


def test_rides_say_which_line_is_which_of_those_told_apart() -> None:
    draw = np.random.default_rng(4)
    lines = [_leaving(headway, draw) for headway in (420.0, 1_500.0)]
    times = np.sort(np.concatenate(lines))
    watch = Watch(np.array([0, 1]), SIX, TWENTY, times, np.full(len(times), -1))
    left = [own[::9] for own in lines]

    drawn = unmixed([watch], np.array([0, 1]), left, 14.0, "UTC", draw)

    assert can_tell([watch], 2, 14.0, "UTC")
    mean = drawn.sum(axis=2).mean(axis=0)
    assert mean == pytest.approx([len(own) for own in lines], rel=0.08)
    assert drawn.sum(axis=1).sum(axis=1).tolist() == [len(times)] * len(drawn)


def test_lines_that_leave_by_chance_cannot_be_told_apart() -> None:
    draw = np.random.default_rng(5)
    by_chance = evenness([draw.exponential(600, 400)])
    evenly = evenness([draw.gamma(14, 600 / 14, 400)])
    watch = Watch(np.array([0, 1]), SIX, TWENTY, np.linspace(SIX, TWENTY, 80), np.full(80, -1))

    assert by_chance == pytest.approx(1, abs=0.3)
    assert evenly == pytest.approx(14, rel=0.2)
    assert not can_tell([watch], 2, by_chance, "UTC")
    assert not can_tell([watch], 5, evenly, "UTC")
    assert evenness([np.ones(3)]) == 0
