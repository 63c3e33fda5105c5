"""Each stretch and each ride has its row: none is dropped in silence."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.tracing import traced
from beffroi.territory.informal import INFORMAL_PIECES
from tests.engines.informal.drives import OUT, drive, tables, way


def test_stretches_in_use_are_the_traces_in_their_order() -> None:
    back = np.concatenate([OUT, OUT[-2::-1]])
    still = drive(way((0, 0), (50, 0)), waits=300)
    traces, pieces = traced(*tables([drive(OUT), still, drive(back)]))
    assert pieces["piece_id"].tolist() == ["r0:0", "r1:0", "r2:0", "r2:1"]
    assert pieces["state"].tolist() == ["used", "set_aside", "used", "used"]
    assert pieces["reason"].fillna("").tolist() == ["", "standing", "", ""]
    assert traces.ride_ids == ("r0", "r2", "r2")
    assert np.diff(traces.indptr).tolist() == pieces["n_fixes"][[0, 2, 3]].tolist()
    assert np.allclose(pieces["length_m"].astype(float)[[0, 2, 3]], 5_000, rtol=0.04)


def test_rides_without_a_stretch_have_their_row() -> None:
    fixes, rides = tables([drive(OUT), drive(OUT), drive(OUT)])
    rides["state"] = ["used", "set_aside", "used"]
    rides["reason"] = pd.array([pd.NA, "interleaved", "marks_only"], dtype="string")
    fixes.loc[fixes["ride_id"] == "r2", "event"] = "stop"
    traces, pieces = traced(fixes, rides)
    assert traces.ride_ids == ("r0",)
    assert pieces["reason"].fillna("").tolist() == ["", "interleaved", "marks_only no_line"]
    assert set(pieces.columns) == set(INFORMAL_PIECES.columns)


def test_nothing_gives_nothing() -> None:
    fixes, rides = tables([drive(OUT)])
    traces, pieces = traced(fixes.iloc[:0], rides)
    assert len(traces.ride_ids) == 0
    assert pieces["state"].tolist() == ["set_aside"]
    traces, pieces = traced(fixes.iloc[:0], rides.iloc[:0])
    assert len(pieces) == 0


def test_few_fixes_a_minute_apart_are_used() -> None:
    traces, pieces = traced(*tables([drive(OUT, every=60.0)]))
    assert pieces["state"].tolist() == ["used"]
    assert len(traces.fix) == 12
