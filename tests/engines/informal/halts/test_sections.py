"""Stretches of hail and ride."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.sections import sections
from tests.engines.informal.halts.drawn import STREET, laid

CALLS = pd.DataFrame({"variant_id": "a", "along_m": [0.0, 1000.0, 3000.0]})


def test_boardings_count_where_there_are_some_and_halts_elsewhere() -> None:
    drawn = laid((STREET,), [(0, {1010.0: 9.0, 1300.0: 9.0})], noise=0.1)
    lon, lat = drawn.traces.plane.degrees(np.array([[1000.0, 0.0], [1300.0, 0.0]]))
    marks = pd.DataFrame({"ride_id": "r0", "lon": lon, "lat": lat, "boardings": [3, 1]})

    halts = sections(drawn, events(drawn), CALLS, ("a",))
    counted = sections(drawn, events(drawn, marks), CALLS, ("a",))

    assert halts["hailed"].tolist()[2] == 0.5
    assert counted["hailed"].tolist()[2] == 0.25
    assert counted["n_seen"].tolist() == [0, 0, 4, 0, 0, 0]
    assert counted["hailed"].isna().tolist() == [True, True, False, True, True, True]


def test_stretches_cover_the_line() -> None:
    drawn = laid((STREET,), [(0, {})])

    made = sections(drawn, events(drawn), CALLS, ("a",))

    assert made["begins_m"].tolist() == [0, 500, 1000, 1500, 2000, 2500]
    assert made["ends_m"].tolist() == [500, 1000, 1500, 2000, 2500, 3000]
