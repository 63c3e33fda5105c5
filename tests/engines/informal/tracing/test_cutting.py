"""Rides are cut where they turn round, at terminals and at long silences, and nowhere else."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.tracing.cleaned import cleaned
from beffroi.engines.informal.tracing.cutting import cut
from tests.engines.informal.drives import HERE, OUT, drive, tables, way


def places(drives: list[pd.DataFrame]) -> list[list[float]]:
    """Where rides are cut, in metres, rounded to 100 m."""
    _, own = cleaned(*tables(drives), HERE)
    ends = cut(own.indptr, own.ride, own.time, own.points)
    inner = np.setdiff1d(ends, own.indptr)
    return (own.points[inner] / 100).round().astype(int).tolist()


def test_out_and_back_is_parted_where_it_turns() -> None:
    there_and_back = np.concatenate([OUT, OUT[-2::-1]])
    assert places([drive(there_and_back)]) == [[35, 15]]
    assert places([drive(there_and_back).assign(time=np.nan)]) == [[35, 15]]


def test_a_turn_around_a_block_at_the_end_is_a_turn() -> None:
    block = way((3_500, 1_700), (3_700, 1_700), (3_700, 1_500))
    ((x, y),) = places([drive(np.concatenate([OUT, block, OUT[::-1]]))])
    assert 34 <= x <= 38
    assert 14 <= y <= 18


def test_loops_and_side_streets_are_not_cut() -> None:
    loop = way((0, 0), (1_500, 0), (1_500, 1_500), (0, 1_500), (0, 0))
    stem = np.concatenate([way((-500, 0)), loop, way((-500, 0))])
    spur = way((0, 0), (2_000, 0), (2_000, 450), (2_000, 0), (4_000, 0))
    assert places([drive(loop), drive(stem), drive(spur)]) == []


def test_a_long_silence_cuts_only_where_the_vehicle_went_far() -> None:
    own = drive(OUT, every=1.0)
    far = own[(own["time"] < 100) | (own["time"] > 500)]
    stood = own.assign(time=own["time"].where(own["time"] < 100, own["time"] + 2_000))
    assert len(places([far])) == 1
    assert places([stood]) == []


def test_a_long_wait_cuts_at_a_terminal_alone() -> None:
    onwards = way((3_500, 1_500), (3_500, 5_000))
    rides = [drive(OUT, seed=k) for k in range(3)]
    first, second = drive(OUT, seed=4, waits=120), drive(onwards, begins=900.0, waits=120)
    both = pd.concat([first, second.assign(time=second["time"] + first["time"].max())])
    assert places([both]) == []
    assert places([both, *rides]) == [[35, 15]]
