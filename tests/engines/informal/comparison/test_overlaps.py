"""How much of a line runs where another does."""

import numpy as np
import pytest

from beffroi.engines.informal.comparison.overlaps import gaps, overlaps, sampled


def test_overlap_is_the_share_of_length_the_same_way() -> None:
    long = np.array([[0.0, 0.0], [1000.0, 0.0]])
    half = np.array([[0.0, 5.0], [600.0, 5.0]])

    forth, back = overlaps([long, long[::-1]], [half])

    assert forth[:, 0].tolist() == pytest.approx([0.63, 0.0], abs=0.02)
    assert back[:, 0].tolist() == [1.0, 0.0]


def test_a_line_that_only_runs_back_is_as_far_as_it_is() -> None:
    line = np.array([[0.0, 0.0], [1000.0, 0.0]])

    assert (
        gaps(sampled(line, 10.0), sampled(line[::-1] + np.array([[0.0, 7.0]]), 10.0)).max() == 7.0
    )
