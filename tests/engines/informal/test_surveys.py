"""Surveys of stops that have no trace of their own."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.halts import found
from beffroi.engines.informal.surveys import with_surveys
from tests.engines.informal.halts.drawn import BACK, STREET, laid

DRAWN = laid((STREET, BACK), [(0, {}), (1, {})], has_time=False)


def survey(*along: float, y: float = 0.0, ride: str = "s1") -> pd.DataFrame:
    lon, lat = DRAWN.traces.plane.degrees(np.array([[x, y] for x in along]))
    return pd.DataFrame({"ride_id": ride, "lon": lon, "lat": lat, "boardings": 2, "alightings": 1})


def test_a_survey_is_on_the_line_that_passes_its_stops_in_their_order() -> None:
    out = with_surveys(DRAWN, survey(200, 900, 1500, 2600))
    back = with_surveys(DRAWN, survey(2600, 1500, 900, 200))

    assert (out.variant.tolist(), back.variant.tolist()) == ([0, 1, 0], [0, 1, 1])
    assert out.along[out.traces.of(2)][[0, -1]].tolist() == [200.0, 2600.0]
    assert np.isnan(out.traces.time[out.traces.of(2)]).all()


def test_its_stops_come_out() -> None:
    marks = pd.concat([survey(200, 900, 1500, 2600), survey(205, 895, 1505, 2595, ride="s2")])

    calls = found(with_surveys(DRAWN, marks), ["a", "b"], marks=marks).calls

    own = calls[calls["variant_id"] == "a"]
    assert np.allclose(own["along_m"], [0, 200, 900, 1500, 2600, 3000], atol=10)
    assert own["boardings"].tolist()[1:-1] == [2.0, 2.0, 2.0, 2.0]


def test_a_survey_elsewhere_or_of_two_marks_is_left_out() -> None:
    assert with_surveys(DRAWN, survey(200, 900, 1500, y=500.0)) is DRAWN
    assert with_surveys(DRAWN, survey(200, 900)) is DRAWN
    assert with_surveys(DRAWN, survey(200, 900, 1500, ride="r0")) is DRAWN
