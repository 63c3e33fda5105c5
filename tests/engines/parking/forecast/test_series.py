"""Free spaces put on a grid: carried as long as they may be believed, and sites set aside."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.forecast.series import (
    A_DAY,
    SATURDAY,
    SUNDAY,
    WEEKDAY,
    Site,
    grid_of,
    kinds_of,
    on_grid,
    site,
)
from beffroi.foundation.errors import ShapeError

GRID = pd.date_range("2026-03-06", periods=3 * A_DAY, freq="15min")


def _free(values: np.ndarray, every: str = "15min") -> pd.Series:
    return pd.Series(values, pd.date_range("2026-03-06", periods=len(values), freq=every))


def test_days_are_whole_and_holidays_are_sundays() -> None:
    grid = grid_of(pd.DatetimeIndex(["2026-03-06 14:03", "2026-03-09 00:00"]))

    assert len(grid) == 4 * A_DAY
    assert kinds_of(grid, frozenset({"2026-03-09"})).tolist() == [WEEKDAY, SATURDAY, SUNDAY, SUNDAY]


def test_changes_alone_are_carried_for_hours_and_repeated_values_for_half_an_hour() -> None:
    changes = _free(np.arange(30.0), every="3h")
    repeated = _free(np.repeat(np.arange(15.0), 2), every="3h")

    assert not np.isnan(on_grid(changes, GRID)).any()
    assert np.isnan(on_grid(repeated, GRID)).mean() == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("values", "capacity", "reason"),
    [
        (np.arange(288.0), np.nan, "capacity"),
        (np.arange(288.0), 0.0, "capacity"),
        (np.arange(288.0), 200.0, "above"),
        (np.arange(288.0) - 20, 300.0, "above"),
        (np.full(288, 7.0), 300.0, "stuck"),
    ],
)
def test_what_cannot_be_forecast_is_set_aside(
    values: np.ndarray, capacity: float, reason: str
) -> None:
    assert site("p", _free(values), capacity, GRID) == reason


def test_gaps_set_a_site_aside_and_free_spaces_become_occupancy() -> None:
    wave = 50 + 40 * np.sin(np.arange(288) / 9)
    holes = _free(np.repeat(np.round(wave), 2)[:288])
    holes.iloc[5:200] = np.nan

    assert site("p", holes, 100.0, GRID) == "gaps"
    made = site("p", _free(wave), 100.0, GRID)
    assert isinstance(made, Site)
    assert made.occupancy == pytest.approx(1 - wave / 100)


def test_a_grid_of_broken_days_is_refused() -> None:
    with pytest.raises(ShapeError, match="whole days"):
        site("p", _free(np.arange(50.0)), 100.0, GRID[:50])
