"""How much of a line is hail and ride."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.sections import sections
from tests.engines.informal.halts.drawn import STREET, laid

CALLS = pd.DataFrame({"variant_id": "a", "along_m": [0.0, 700.0, 3000.0]})


def test_who_gets_on_far_from_stops_has_hailed_and_nobody_seen_is_unknown() -> None:
    drawn = laid((STREET,), [(0, {690.0: 10.0, 900.0: 10.0, 2200.0: 10.0})], noise=0.5)

    made = sections(drawn, events(drawn), CALLS, ("a",))

    assert made["ends_m"].tolist() == [500.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0]
    assert made["n_seen"].tolist() == [0, 2, 0, 0, 1, 0]
    assert made["hailed"].isna().tolist() == [True, False, True, True, False, True]
    assert made["hailed"].dropna().tolist() == [0.5, 1.0]
    assert not made["is_counted"].any()


def test_boardings_count_where_they_were_counted() -> None:
    drawn = laid((STREET,), [(0, {690.0: 10.0})], noise=0.5)
    lon, lat = drawn.traces.plane.degrees(np.array([[700.0, 0.0], [850.0, 0.0]]))
    marks = pd.DataFrame({"ride_id": "r0", "lon": lon, "lat": lat, "boardings": [6, 2]})

    made = sections(drawn, events(drawn, marks), CALLS, ("a",))

    assert made["n_seen"].tolist()[1] == 8
    assert made["hailed"].tolist()[1] == 0.25
    assert made["is_counted"].all()
