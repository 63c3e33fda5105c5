"""Headways: medians and worst waits, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.service.headways import headways
from beffroi.engines.mobility.service.norms import windows

HOUR = 3600.0


def at(*hours: float) -> pd.Series:
    """Measure one stop, in minutes."""
    times = pd.Series(hours, dtype=float) * HOUR
    return headways(pd.Series("s", index=times.index), times).iloc[0] / 60


def test_the_usual_headway_of_the_peaks_is_the_median_of_both() -> None:
    found = at(7, 7.25, 7.75, 16.5, 17.5, 18.4)

    assert found["headway_peak"] == pytest.approx(np.median([15, 30, 60, 54]))


def test_the_worst_wait_goes_to_the_ends_of_the_band() -> None:
    found = at(10, 11, 12)

    assert found["headway_midday"] == 60
    assert found["worst_midday"] == (16.5 - 12) * 60


def test_a_peak_without_any_departure_is_one_long_wait() -> None:
    assert at(7, 7.5, 8, 8.5)["worst_peak"] == 120


def test_one_departure_has_a_worst_wait_and_no_headway() -> None:
    found = at(20)

    assert np.isnan(found["headway_evening"])
    assert found["worst_evening"] == 120


def test_without_a_departure_in_the_band_nothing_is_known() -> None:
    found = at(25.5)

    assert found.isna().all()


def test_two_departures_at_the_same_time_are_one() -> None:
    assert at(7, 7, 7.5, 7.5)["headway_peak"] == 30


@given(st.lists(st.integers(0, 26 * 60), min_size=1, max_size=40))
def test_worst_waits_are_those_of_a_plain_search(minutes: list[int]) -> None:
    found = at(*(minute / 60 for minute in minutes))

    for band in ("peak", "midday", "evening"):
        waits, gaps = [], []
        for start, end in windows(f"band_{band}"):
            inside = sorted({m * 60.0 for m in minutes if start <= m * 60 < end})
            steps = np.diff([start, *inside, end]) / 60
            waits.append((steps.max(), len(inside)))
            gaps += list(steps[1:-1])
        if any(n for _, n in waits):
            assert found[f"worst_{band}"] == pytest.approx(max(wait for wait, _ in waits))
        else:
            assert np.isnan(found[f"worst_{band}"])
        if gaps:
            assert found[f"headway_{band}"] == pytest.approx(np.median(gaps))
