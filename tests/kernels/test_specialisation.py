"""Specialisation: quotients, what small counts are worth, and shrinkage."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.specialisation import quotients

LAW = np.array([0.4, 0.25, 0.15, 0.1, 0.06, 0.04])


def test_by_hand() -> None:
    found = quotients([30, 10], [100, 300])

    assert found.quotient.tolist() == [3.0, pytest.approx(1 / 3)]
    assert found.low[0] < 3 < found.high[0]


def test_a_town_like_the_others_is_shrunk_to_one() -> None:
    found = quotients(LAW * 100, LAW * 10_000)

    assert np.allclose(found.quotient, 1)
    assert (found.shrunk == 1).all()


def test_small_counts_are_drawn_in_more_than_large_ones_and_never_beyond_one() -> None:
    found = quotients([120, 20, 20, 25, 3, 12], LAW * 10_000)

    apart, kept = np.abs(found.quotient - 1), np.abs(found.shrunk - 1)
    assert (kept <= apart + 1e-12).all()
    assert (np.sign(found.shrunk - 1) == np.sign(found.quotient - 1)).all()
    assert (found.shrunk_low < found.shrunk).all()
    assert (found.shrunk < found.shrunk_high).all()
    assert kept[0] / apart[0] > kept[5] / apart[5]


def test_shrunk_quotients_are_nearer_the_true_ones_and_intervals_hold_them() -> None:
    dice = np.random.default_rng(8)
    plain, shrunk, held = [], [], []
    for _ in range(300):
        true = dice.gamma(12, 1 / 12, len(LAW))
        true /= (true * LAW).sum()
        found = quotients(dice.multinomial(100, true * LAW), LAW * 1e6)
        plain.append(((found.quotient - true) ** 2).mean())
        shrunk.append(((found.shrunk - true) ** 2).mean())
        held.append(((found.low <= true) & (true <= found.high)).mean())

    assert np.mean(shrunk) < 0.9 * np.mean(plain)
    assert 0.93 < np.mean(held) < 0.99


def test_a_kind_that_the_reference_lacks_has_no_quotient() -> None:
    found = quotients([5, 5], [10, 0])

    assert np.isnan(found.quotient[1])
    assert np.isnan(found.shrunk[1])
    assert np.isnan(quotients([0, 0], [1, 1]).quotient).all()


@pytest.mark.parametrize(("own", "other"), [([1], [1, 2]), ([-1], [1]), ([np.nan], [1])])
def test_what_cannot_be_compared_is_refused(own: list[float], other: list[float]) -> None:
    with pytest.raises(ShapeError, match="one count"):
        quotients(own, other)
