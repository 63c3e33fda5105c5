"""How far a weight may move before the best is another."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import Floats
from beffroi.kernels.choice.stability import stability
from beffroi.kernels.choice.weights import uniform

CELLS = st.integers(0, 10).map(lambda tenths: tenths / 10)
TABLES = st.tuples(st.integers(1, 5), st.integers(2, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=CELLS)
)


def moved(weights: Floats, j: int, weight: float) -> Floats:
    """Return the weights with one of them changed, the others keeping their proportions."""
    others = weights * (1 - weight) / (1 - weights[j])
    others[j] = weight
    return others


@given(TABLES, st.integers(0, 99))
@settings(max_examples=40)
def test_inside_the_interval_the_best_stays_so_and_outside_it_does_not(
    values: Floats, seed: int
) -> None:
    weights = uniform(1, values.shape[1], seed=seed)[0]

    found = stability(values, weights)

    for j in range(values.shape[1]):
        assert found.low[j] <= weights[j] <= found.high[j]
        for weight in np.linspace(found.low[j], found.high[j], 5):
            overall = values @ moved(weights, j, weight)
            assert overall[found.best] >= overall.max() - 1e-9
        for end, rival, beyond in (
            (found.low[j], found.rival_low[j], found.low[j] - 1e-3),
            (found.high[j], found.rival_high[j], found.high[j] + 1e-3),
        ):
            assert (rival == -1) == (end in (0.0, 1.0))
            if rival >= 0 and 0 <= beyond <= 1:
                overall = values @ moved(weights, j, beyond)
                assert overall[rival] > overall[found.best]


def test_a_case_by_hand() -> None:
    # Over the weight t of the first criterion: A 0.9 t + 0.1 (1 - t), B 0.6, C 0.8 - 0.6 t.
    found = stability([[0.9, 0.1], [0.6, 0.6], [0.2, 0.8]], [0.5, 0.5])

    assert found.best == 1
    assert np.allclose([found.low[0], found.high[0]], [1 / 3, 5 / 8])
    assert (found.rival_low[0], found.rival_high[0]) == (2, 0)
    assert np.allclose([found.low[1], found.high[1]], [3 / 8, 2 / 3])


def test_one_alternative_is_the_best_whatever_the_weights() -> None:
    found = stability([[0.3, 0.2]], [0.5, 0.5])

    assert (found.low.tolist(), found.high.tolist()) == ([0, 0], [1, 1])
    assert found.rival_low.tolist() == found.rival_high.tolist() == [-1, -1]


def test_a_criterion_that_has_all_the_weight_says_nothing_of_the_others() -> None:
    found = stability([[0.3, 0.2], [0.2, 0.3]], [1.0, 0.0])

    assert np.isnan(found.low[0])
    assert np.isnan(found.high[0])
    assert (found.low[1], found.high[1]) == (0.0, 0.5)


def test_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ShapeError, match="one weight a criterion"):
        stability([[0.3, 0.2]], [1.0])
