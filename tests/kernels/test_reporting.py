"""Reporting: the law of delays is found though the late ones are not told yet."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.reporting import lag_law


def test_the_law_is_found_where_the_mean_of_what_is_seen_errs() -> None:
    dice = np.random.default_rng(1)
    window = dice.uniform(0, 4, 20_000)
    delay = dice.exponential(0.8, 20_000)
    seen = delay <= window

    law = lag_law(delay[seen], window[seen])

    whole = 1 - np.exp(-4 / 0.8)
    asked = np.array([0.2, 0.5, 1.0, 2.0])
    true = (1 - np.exp(-asked / 0.8)) / whole
    assert np.allclose(law.told(asked), true, atol=0.03)
    naive = (delay[seen][:, None] <= asked).mean(axis=0)
    assert (naive - true > 0.05).any()


def test_delays_all_seen_give_their_own_distribution() -> None:
    law = lag_law([1.0, 2.0, 2.0, 5.0], [9.0] * 4)

    assert law.told([0.5, 1.0, 2.0, 4.9, 5.0, 99.0]).tolist() == [0, 0.25, 0.75, 0.75, 1, 1]
    assert law.delay(0.5) == 2.0
    assert law.delay(1.0) == 5.0


def test_without_a_delay_all_is_taken_as_told() -> None:
    law = lag_law([], [])

    assert law.told([0.0, 3.0]).tolist() == [1, 1]
    assert law.delay(0.9) == 0.0


@pytest.mark.parametrize(("delays", "windows"), [([2.0], [1.0]), ([-1.0], [1.0]), ([1.0], []),
                                                 ([np.nan], [1.0])])  # fmt: skip
def test_what_cannot_have_been_seen_is_refused(delays: list[float], windows: list[float]) -> None:
    with pytest.raises(ShapeError, match="one window for each delay"):
        lag_law(delays, windows)
