"""Surveys of stops, whose columns an export may have shifted."""

from collections import Counter

import pandas as pd

from beffroi.formats.rides.surveys import straightened
from beffroi.formats.rides.track import frame

RIGHT = {"boardings": [6.0, 3.0, 4.0], "alightings": [0.0, 1.0, 2.0]}
TIMES = {"arrival": [15.0, 300.0, 1028.0], "departure": [24.0, 306.0, 1032.0]}


def survey(
    counts: dict[str, list[float]], times: dict[str, list[float]]
) -> tuple[pd.DataFrame, int]:
    notes: Counter[str] = Counter()
    marks = frame({"lon": [2.0] * 3, "lat": [48.0] * 3, "dwell": [9.0, 6.0, 4.0], **counts}, 3)
    given = pd.DataFrame({**times, "travel": [15.0, 276.0, 437.0], "sequence": [0.0, 1.0, 2.0]})
    return straightened(marks, given, notes), notes["exchanged"]


def test_shifted_columns_are_put_back_and_others_left() -> None:
    shifted = (
        {"alightings": TIMES["arrival"], "boardings": TIMES["departure"]},
        {"arrival": RIGHT["alightings"], "departure": RIGHT["boardings"]},
    )
    for counts, times, n in ((RIGHT, TIMES, 0), (*shifted, 1)):
        marks, exchanged = survey(counts, times)
        assert exchanged == n
        assert marks["boardings"].tolist() == RIGHT["boardings"]
        assert marks["elapsed"].tolist() == [0.0, 285.0, 728.0]
