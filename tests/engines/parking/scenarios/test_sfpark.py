import numpy as np
import pytest

from beffroi.engines.parking.scenarios.sfpark import adjusted, adjustment, bands
from beffroi.foundation.errors import ShapeError


def test_prices_follow_the_published_bands() -> None:
    """SFMTA: 80 % and more +0.25, 60 to 80 nothing, 30 to 60 −0.25, under 30 −0.50 $/h."""
    steps = adjustment([1.0, 0.8, 0.79, 0.6, 0.59, 0.3, 0.29, 0.0, np.nan])

    assert np.array_equal(
        steps, [0.25, 0.25, 0.0, 0.0, -0.25, -0.25, -0.5, -0.5, np.nan], equal_nan=True
    )


def test_a_day_has_three_bands() -> None:
    assert bands().tolist() == [0] * 5 + [1] * 3 + [2] * 7


def test_a_band_is_adjusted_as_one_where_one_pays_and_within_bounds() -> None:
    paid = np.zeros((2, 15), dtype=bool)
    paid[:, 2:5] = paid[:, 7:11] = True
    occupancy = np.full((2, 15), 0.9)
    occupancy[1, 7:11] = 0.1

    found = adjusted(np.zeros((2, 15)), occupancy, paid, np.array([1.0, 0.3]), least=0.0, most=1.1)

    assert np.allclose(found[0, 2:5], 0.1)
    assert np.allclose(found[1, 2:5], 0.25)
    assert np.allclose(found[1, 8:11], -0.3)
    assert not found[~paid].any()


def test_arrays_that_do_not_fit_are_refused() -> None:
    none = np.zeros((2, 15))

    with pytest.raises(ShapeError, match="place by period"):
        adjusted(none, none, none.astype(bool), np.zeros(3), least=0.0, most=1.0)
