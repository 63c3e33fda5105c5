import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.explanation.demand import (
    PROFILES,
    arrivals,
    doubt,
    drivers,
    hours,
    rate,
)
from beffroi.foundation.errors import InputError

PLACES = pd.DataFrame({
    "x": [10.0, 30.0, 250.0], "y": [5.0, 15.0, 40.0], "kind": ["shop", "inhabitant", "job"],
    "size": [2.0, 40.0, None],
})  # fmt: skip


def test_drivers_are_places_times_rates_cell_by_cell() -> None:
    cells = drivers(PLACES)

    assert cells["visitors"].tolist() == [2 * rate("shop").usual, 0.0]
    assert cells["residents"].tolist() == [40 * rate("inhabitant").usual, 0.0]
    assert cells["workers"].tolist() == [0.0, rate("job").usual]
    assert cells["x"].tolist() == [20.0, 250.0]


def test_the_day_holds_every_driver_once_and_the_doubt_is_told() -> None:
    cells = drivers(PLACES)

    assert arrivals(cells).sum() == pytest.approx(cells[list(PROFILES)].to_numpy().sum())
    low, usual, high = doubt(cells)
    assert low < usual == 1 < high


def test_every_profile_has_fifteen_shares() -> None:
    assert all(np.isclose(hours(name).sum(), 1) and hours(name).shape == (15,) for name in PROFILES)


def test_a_kind_without_a_rate_and_nothing_at_all_are_refused() -> None:
    with pytest.raises(InputError, match="no rate for casino"):
        drivers(PLACES.assign(kind="casino"))
    with pytest.raises(InputError, match="Nobody can be expected"):
        drivers(PLACES.iloc[:0])
