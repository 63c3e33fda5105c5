"""Services shared out among who can come to them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.floating_catchment import stepped, two_step


@given(
    arrays(float, (6, 3), elements=st.sampled_from([0.0, 0.22, 0.68, 1.0])),
    arrays(float, 3, elements=st.floats(0, 50)),
    arrays(float, 6, elements=st.floats(1, 900)),
)
def test_what_people_have_is_what_services_in_reach_offer(
    pull: np.ndarray, supply: np.ndarray, people: np.ndarray
) -> None:
    share, ratio = two_step(pull, supply, people)

    assert people @ share == pytest.approx(supply[~np.isnan(ratio)].sum())


def test_the_worked_example_of_the_enhanced_method() -> None:
    # Two homes of 100: 5 and 25 minutes from one doctor (weights 1 and 0.22).
    share, ratio = two_step(
        stepped([[5.0], [25.0]], (10, 20, 30), (1, 0.68, 0.22)), [1.0], [100.0, 100.0]
    )

    assert ratio.tolist() == pytest.approx([1 / 122])
    assert share.tolist() == pytest.approx([1 / 122, 0.22 / 122])


def test_a_service_that_nobody_comes_to_adds_nothing() -> None:
    share, ratio = two_step([[0.0, 1.0]], [9.0, 1.0], [10.0])

    assert share.tolist() == [0.1]
    assert np.isnan(ratio[0])


def test_unknown_and_far_times_count_for_nothing() -> None:
    assert stepped([np.nan, np.inf, 0.0], (10,), (1,)).tolist() == [0, 0, 1]


def test_what_does_not_fit_is_refused() -> None:
    for wrong in (
        lambda: two_step([[1.0]], [1.0, 2.0], [1.0]),
        lambda: two_step([[1.0]], [1.0], [np.nan]),
        lambda: stepped([1.0], (20, 10), (1, 1)),
        lambda: stepped([1.0], (20,), (1, 1)),
    ):
        with pytest.raises(ShapeError):
            wrong()
