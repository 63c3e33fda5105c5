"""Places, shops and minutes."""

import numpy as np
import pytest

from beffroi.engines.commerce.catchment.market import Market, filled, floored, widened
from beffroi.foundation.errors import ShapeError
from tests.engines.commerce.catchment.markets import market


def test_a_shop_that_is_added_comes_last_and_is_not_of_the_centre() -> None:
    own = market()
    new = np.array(["new"], dtype=object)
    wider = widened(own, new, new, {"area": np.array([400.0])}, np.full((40, 1), 0.1))

    assert wider.shops[-1] == "new"
    assert not wider.centre[-1]
    assert (wider.minutes[:, -1] == 1.0).all()
    assert wider.minutes[:, :-1].tolist() == own.minutes.tolist()


def test_unknown_times_are_out_of_reach_and_unknown_sizes_are_counted() -> None:
    assert floored([np.nan, 0.0]).tolist() == [np.inf, 1.0]
    assert filled([np.nan, 50.0, -3.0])[1] == 2


def test_what_does_not_fit_is_refused() -> None:
    own = market()
    with pytest.raises(ShapeError):
        Market(own.origins, own.weights, "€", own.shops, own.names, {}, own.minutes.T, own.centre)
    with pytest.raises(ShapeError):
        Market(own.origins, 0 * own.weights, "€", own.shops, own.names, {}, own.minutes,
               own.centre)  # fmt: skip
    with pytest.raises(ShapeError, match="area"):
        widened(own, own.shops, own.names, {}, own.minutes)
