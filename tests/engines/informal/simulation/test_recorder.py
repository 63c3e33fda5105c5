"""What a device records."""

import numpy as np

from beffroi.engines.informal.simulation.options import Options
from beffroi.engines.informal.simulation.recorder import errors, instants


def test_errors_have_the_spread_and_the_memory_asked_for() -> None:
    options = Options(noise=5.0, sampling=10.0)
    times = np.arange(0.0, 400_000.0, 10.0)

    drawn = errors(times, options, np.random.default_rng(3))

    lag = np.corrcoef(drawn[:-1, 0], drawn[1:, 0])[0, 1]
    assert abs(drawn.std() - 5.0) < 0.2
    assert abs(lag - np.exp(-10 / 60)) < 0.02
    assert abs(np.corrcoef(drawn.T)[0, 1]) < 0.1


def test_a_silence_leaves_the_ends() -> None:
    kept = instants(0.0, 3600.0, Options(gaps=30.0), np.random.default_rng(1))

    assert kept[[0, -1]].tolist() == [0.0, 3600.0]
    assert np.diff(kept).max() >= 30.0
    assert len(instants(0.0, 3600.0, Options(gaps=0.0), np.random.default_rng(1))) == 3601
