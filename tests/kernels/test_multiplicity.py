"""Multiplicity: the published example of Benjamini and Hochberg."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.multiplicity import false_discoveries


def test_the_published_example_finds_four() -> None:
    # Benjamini and Hochberg, 1995, section 4.1: fifteen probabilities, four found at 0.05.
    told = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip

    assert int((false_discoveries(told) <= 0.05).sum()) == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_as_scipy_has_it(told: list[float]) -> None:
    assert np.allclose(false_discoveries(told), false_discovery_control(told))


def test_tests_that_were_not_made_do_not_count() -> None:
    assert false_discoveries([0.01, np.nan]).tolist()[0] == 0.01
    assert false_discoveries([]).tolist() == []


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(ShapeError, match="probability"):
        false_discoveries([1.2])
