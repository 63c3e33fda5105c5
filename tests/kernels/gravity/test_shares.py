"""Huff shares: what each shop gets of each place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import EXPONENTIAL, Decay, impedance
from beffroi.kernels.gravity.shares import huff_shares, huff_totals, log_sums, pull

pulls = arrays(float, 4, elements=st.floats(0.01, 5000))
times = arrays(float, (6, 4), elements=st.one_of(st.floats(0.1, 120), st.just(np.inf)))
spending = arrays(float, 6, elements=st.floats(0, 1e5))
decays = st.builds(Decay, st.floats(0.01, 4), st.sampled_from([0.0, 0.3, 1.0]))


def test_the_published_markets_are_shared_as_published() -> None:
    first = huff_shares([5000, 3000, 8000], [[2.0, 1.0, 4.0]], Decay(2.0))
    square = huff_shares([3500, 1500, 300], [[4.0, 5.0, 3.0]], Decay(2.0))
    plain = huff_shares([3500, 1500, 300], [[4.0, 5.0, 3.0]], Decay(1.0))

    assert first[0] == pytest.approx([0.263158, 0.631579, 0.105263], abs=5e-7)
    assert square[0] == pytest.approx([0.700935, 0.192256, 0.106809], abs=5e-7)
    assert plain[0] == pytest.approx([0.686275, 0.235294, 0.078431], abs=5e-7)


@given(pulls, times, decays, spending, st.floats(0, 10))
def test_what_shops_and_the_outside_get_is_what_is_spent(
    attraction: np.ndarray, t: np.ndarray, decay: Decay, c: np.ndarray, outside: float
) -> None:
    shares = huff_shares(attraction, t, decay, outside=outside)
    totals, away = huff_totals(attraction, t, decay, c, outside=outside)
    served = np.isfinite(t).any(axis=1) | (outside > 0)

    assert (shares >= 0).all()
    assert totals == pytest.approx(c @ shares)
    assert totals.sum() + away == pytest.approx(c[served].sum())


@given(pulls, times, decays, st.floats(0, 10), st.floats(0.01, 5000), st.floats(0.1, 120))
def test_a_new_shop_never_raises_the_share_of_another(
    attraction: np.ndarray, t: np.ndarray, decay: Decay, outside: float, new: float, away: float
) -> None:
    before = huff_shares(attraction, t, decay, outside=outside)
    wider = np.column_stack([t, np.full(len(t), away)])
    after = huff_shares(np.append(attraction, new), wider, decay, outside=outside)

    assert (after[:, :-1] <= before + 1e-12).all()


def test_each_curve_fades_as_it_says() -> None:
    t = np.array([[2.0, 5.0]])
    for decay, fade in (
        (Decay(1.5), t**-1.5),
        (Decay(0.2, EXPONENTIAL), np.exp(-0.2 * t)),
        (Decay(0.4, 0.5), np.exp(-0.4 * (np.sqrt(t) - 1) / 0.5)),
    ):
        assert huff_shares([3.0, 7.0], t, decay)[0] == pytest.approx(
            (fade * [3.0, 7.0] / (fade * [3.0, 7.0]).sum())[0]
        )


def test_far_from_all_shops_nothing_is_known_without_an_outside() -> None:
    nowhere = np.full((1, 2), np.inf)

    assert huff_shares([1.0, 2.0], nowhere, Decay(2.0)).tolist() == [[0, 0]]
    assert huff_totals([1.0, 2.0], nowhere, Decay(2.0), [9.0], outside=1.0)[1] == 9.0
    assert log_sums([1.0, 2.0], nowhere, Decay(2.0))[0] == -np.inf


def test_shares_hold_where_pulls_would_overflow() -> None:
    shares = huff_shares([1e300, 1e300], [[1e-3, 1e-3]], Decay(200.0), outside=1e-300)

    assert shares[0] == pytest.approx([0.5, 0.5])


def test_attributes_multiply_each_to_its_power() -> None:
    assert pull([[100.0, 3.0]], [0.5, 2.0]) == pytest.approx([90.0])


def test_what_does_not_fit_is_refused() -> None:
    for wrong in (
        lambda: huff_shares([1.0], [[0.0]], Decay(2.0)),
        lambda: huff_shares([1.0], [[np.nan]], Decay(0.1, EXPONENTIAL)),
        lambda: huff_shares([1.0, 2.0], [[1.0]], Decay(2.0)),
        lambda: huff_shares([-1.0], [[1.0]], Decay(2.0)),
        lambda: huff_shares([1.0], [[1.0]], Decay(2.0), outside=[1.0, 2.0]),
        lambda: huff_totals([1.0], [[1.0]], Decay(2.0), [-1.0]),
        lambda: pull([[0.0]], [1.0]),
        lambda: Decay(np.nan),
        lambda: impedance([-1.0]),
    ):
        with pytest.raises(ShapeError):
            wrong()
