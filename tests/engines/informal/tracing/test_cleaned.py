"""Fixes that cannot be believed are left out; the others are smoothed."""

import numpy as np

from beffroi.engines.informal.tracing.cleaned import cleaned
from tests.engines.informal.drives import HERE, OUT, drive, tables


def test_a_leap_and_a_fix_that_says_to_be_far_off_are_left_out() -> None:
    fixes, rides = tables([drive(OUT)])
    fixes.loc[30, "lat"] += 0.05
    fixes.loc[40, "accuracy_m"] = 80.0
    _, made = cleaned(fixes, rides, None)
    assert set(fixes["fix_id"]) - set(made.fix) == {30, 40}
    assert made.ride.tolist() == [0]


def test_a_clock_that_is_set_parts_a_ride() -> None:
    own = drive(OUT)
    own.loc[60:, "time"] -= 5_000
    _, made = cleaned(*tables([own]), None)
    assert made.indptr.tolist() == [0, 60, len(own)]


def test_smoothing_brings_fixes_nearer_to_the_line() -> None:
    fixes, rides = tables([drive(OUT, every=1.0)])
    _, made = cleaned(fixes, rides, HERE)
    raw = HERE.metres(fixes["lon"], fixes["lat"])
    straight = (raw[:, 0] > 200) & (raw[:, 0] < 1_800)
    assert np.abs(made.points[straight, 1]).mean() < 0.7 * np.abs(raw[straight, 1]).mean()


def test_rides_without_times_keep_their_places() -> None:
    fixes, rides = tables([drive(OUT).assign(time=np.nan)])
    _, made = cleaned(fixes, rides, HERE)
    assert np.isnan(made.time).all()
    assert np.allclose(made.points, HERE.metres(fixes["lon"], fixes["lat"]))
