"""Vehicles inside car parks, found again though barriers miss some."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.surveys.barriers import inside

HOUR = 3_600.0


def week(missed: float, *, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    """Draw a week of a car park, empty at night, whose exit barrier misses a share of vehicles."""
    draw = np.random.default_rng(seed)
    n = 300 * 7
    arrival = np.repeat(np.arange(7), 300) * 24 + draw.uniform(7, 19, n)
    departure = np.minimum(arrival + draw.exponential(2, n), np.floor(arrival / 24) * 24 + 23.9)
    edges = np.arange(0, 7 * 24 + 1.0)
    entries, exits = (np.histogram(x, edges)[0] for x in (arrival, departure))
    counted = draw.binomial(exits, 1 - missed)
    table = pd.DataFrame({
        "section": "Halle", "time": edges[1:] * HOUR, "entries": entries.astype(float),
        "exits": counted.astype(float),
    })  # fmt: skip
    return table, np.cumsum(entries - exits)


@pytest.mark.parametrize("missed", [0.0, 0.05])
def test_the_drift_of_barriers_is_given_back_at_night(missed: float) -> None:
    counts, true = week(missed)

    found = inside(counts)

    error = np.abs(found.table["vehicles"].to_numpy() - true)
    assert error[28:-24].max() <= 12
    assert found.drift["Halle"] == pytest.approx(missed / 2, abs=0.01)
    plain = np.cumsum(counts["entries"] - counts["exits"])
    assert np.abs(plain - true).max() > 80 or missed == 0


def test_a_day_alone_cannot_be_corrected() -> None:
    counts, _ = week(0.0)

    found = inside(counts[:18])

    assert found.table["vehicles"].min() == 0
    assert found.drift.isna().all()
