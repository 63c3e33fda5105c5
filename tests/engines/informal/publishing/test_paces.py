"""Whole seconds from stop to stop."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.publishing import paces

whole = st.integers(0, 500)


@given(st.lists(st.tuples(whole, whole, st.integers(1, 2_000)), min_size=2, max_size=8))
def test_times_rise_and_never_exceed_the_fastest(rows: list[tuple[int, int, int]]) -> None:
    running, stays, lengths = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    kept = np.ones(len(rows) + 1, bool)

    arrivals, departures = paces.passages(running, np.append(stays, 9.0), kept, lengths, 30.0)

    rides = arrivals[1:] - departures[:-1]
    assert (departures >= arrivals).all()
    assert (rides >= 1).all()
    assert (lengths / rides <= 30.0).all()
    assert arrivals[0] == departures[0] == 0


def test_the_time_of_a_call_left_out_is_kept() -> None:
    running, stays = np.array([60.0, 90.0]), np.array([0.0, 20.0, 0.0])

    arrivals, _ = paces.passages(
        running, stays, np.array([True, False, True]), np.array([500.0]), 30.0
    )

    assert arrivals.tolist() == [0, 170]


def test_a_band_takes_the_times_around_its_middle_else_the_nearest() -> None:
    known = paces.paces(pd.DataFrame({
        "rank": [0, 0, 1], "begins_s": [0.0, 100.0, 0.0], "ends_s": [100.0, 200.0, 50.0],
        "seconds": [10.0, 20.0, 30.0],
    }))  # fmt: skip

    found = paces.seconds(known, np.array([0.0, 1.0, 2.0]), 120.0, 160.0)

    assert found[:2].tolist() == [20.0, 30.0]
    assert np.isnan(found[2])


def test_nothing_known_fills_nothing() -> None:
    assert paces.filled(np.array([np.nan]), np.array([100.0]), None) is None
    assert paces.filled(np.array([np.nan]), np.array([100.0]), 5.0).tolist() == [20.0]


def test_bands_never_overlap_and_unknown_headways_are_told() -> None:
    bands, lost = paces.bands(
        pd.DataFrame({
            "band_id": ["a", "b", "c"], "begins_s": [0.0, 90.4, 200.0],
            "ends_s": [100.0, 150.0, 300.0], "headway_s": [60.0, 30.4, None],
        }),
        None,
    )  # fmt: skip

    assert bands.tolist() == [[0, 100, 60], [100, 150, 30]]
    assert lost == {"c": "headway_unknown"}
