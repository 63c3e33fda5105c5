"""Judging fixes: what is dropped, what parts a ride, and that nothing is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.cleaning import Judged, Verdict, judged

STRAIGHT = 10.0 * np.arange(10)


def judge(
    time: np.ndarray, x: np.ndarray, accuracy: float | np.ndarray = np.nan, *ends: int
) -> Judged:
    return judged(
        np.array([0, *ends, len(x)]), time, x, np.zeros(len(x)),
        np.broadcast_to(accuracy, len(x)).astype(float), most_error=30, most_speed=40,
    )  # fmt: skip


def names(found: Judged) -> list[str]:
    return [Verdict(code).name for code in found.verdicts]


def test_a_quiet_ride_is_kept_whole() -> None:
    found = judge(np.arange(10.0), STRAIGHT)

    assert set(names(found)) == {"KEPT"}
    assert set(found.parts) == {1}


def test_what_the_device_itself_doubts_is_dropped() -> None:
    accuracy = np.where(np.arange(10) == 4, 31.0, 12.0)

    assert names(judge(np.arange(10.0), STRAIGHT, accuracy)).index("INACCURATE") == 4


def test_a_lone_leap_is_dropped_and_the_ride_goes_on() -> None:
    x = np.where(np.arange(10) == 5, 5_000.0, STRAIGHT)

    found = judge(np.arange(10.0), x)

    assert [i for i, name in enumerate(names(found)) if name == "TOO_FAST"] == [5]
    assert set(found.parts) == {1}


def test_a_device_carried_away_begins_another_part() -> None:
    found = judge(np.arange(10.0), STRAIGHT + np.where(np.arange(10) < 5, 0, 9_000.0))

    assert set(names(found)) == {"KEPT"}
    assert found.parts.tolist() == [1] * 5 + [2] * 5


def test_a_clock_set_back_begins_another_part_and_a_lone_fix_out_of_order_does_not() -> None:
    reset = judge(np.r_[100.0:105, 3.0:8], STRAIGHT)
    stray = judge(np.array([0.0, 1, 2, 3, 1.5, 5, 6, 7, 8, 9]), STRAIGHT)

    assert reset.parts.tolist() == [1] * 5 + [2] * 5
    assert names(stray)[4] == "BACKWARDS"
    assert set(stray.parts) == {1}


def test_two_fixes_of_one_time_are_one() -> None:
    assert names(judge(np.array([0.0, 1, 1, 2]), STRAIGHT[:4])) == [
        "KEPT", "KEPT", "REPEATED", "KEPT",
    ]  # fmt: skip


def test_each_ride_may_have_a_speed_of_its_own() -> None:
    time, x = np.arange(20.0) % 10, np.tile(STRAIGHT, 2) + 30.0 * (np.arange(20) % 10 == 5)

    found = judged(np.array([0, 10, 20]), time, x, 0 * x, 0 * x, most_error=30,
                   most_speed=np.array([50.0, 20.0]))  # fmt: skip

    assert np.flatnonzero(found.verdicts == Verdict.TOO_FAST).tolist() == [15]


def test_without_times_positions_alone_are_judged() -> None:
    x = STRAIGHT.copy()
    x[3] = np.nan

    found = judge(np.full(10, np.nan), x)

    assert names(found) == ["KEPT"] * 3 + ["NOWHERE"] + ["KEPT"] * 6


@given(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(0, 5))
def test_what_is_kept_of_a_part_rises_in_time_and_is_never_too_fast(
    seed: int, n: int, n_cuts: int
) -> None:
    rng = np.random.default_rng(seed)
    time = np.cumsum(rng.choice([1.0, 1, 1, 0, -3, 500], n))
    x = np.cumsum(rng.choice([5.0, 20, 100, -2_000, 4_000], n, p=[0.5, 0.3, 0.1, 0.05, 0.05]))
    accuracy = rng.choice([np.nan, 5.0, 80.0], n)
    ends = np.sort(rng.integers(0, n + 1, n_cuts))

    found = judge(time, x, accuracy, *ends)

    assert (np.diff(found.parts) >= 0).all()
    rides = np.searchsorted(ends, np.arange(n), side="right")
    for part in np.unique(found.parts):
        mine = found.parts == part
        assert len(set(rides[mine])) == 1
        kept = np.flatnonzero(mine & (found.verdicts == Verdict.KEPT))
        lapses = np.diff(time[kept])
        assert (lapses > 0).all()
        assert (np.abs(np.diff(x[kept])) <= 40 * lapses).all()
        assert not (accuracy[kept] > 30).any()


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ShapeError, match="as many of each"):
        judged(np.array([0, 3]), np.arange(3.0), STRAIGHT[:2], STRAIGHT[:3], STRAIGHT[:3],
               most_error=30, most_speed=40)  # fmt: skip
    with pytest.raises(ShapeError, match="hold 5 fixes and 3"):
        judged(np.array([0, 5]), *[STRAIGHT[:3]] * 4, most_error=30, most_speed=40)
