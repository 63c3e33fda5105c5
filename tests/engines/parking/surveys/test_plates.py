"""Stays joined from reads, against a plain loop."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.parking.surveys.passes import MISSING, made
from beffroi.engines.parking.surveys.plates import midpoint, stays
from tests.engines.parking.surveys.reads import BY_HAND, HOUR, reads


def test_the_survey_by_hand() -> None:
    table = stays(BY_HAND, made(BY_HAND)).sort_values("vehicle")

    assert table["sightings"].tolist() == [3, 1, 3, 1, 1]
    assert (table["first"] / HOUR).tolist() == [9, 9, 10, 12, 11]
    assert (table["last"] / HOUR).tolist() == [11, 9, 12, 12, 11]
    assert (table["before"] / HOUR).fillna(0).tolist() == [0, 0, 9, 11, 10]
    assert (table["after"] / HOUR).fillna(0).tolist() == [12, 10, 0, 0, 12]
    assert (midpoint(table) / HOUR).tolist() == [2.5, 0.5, 2.5, 0.5, 1.0]


def plain(frame: pd.DataFrame, table: pd.DataFrame) -> set[tuple[str, int, float, float]]:
    found = set()
    for (section, vehicle), own in frame.dropna().groupby(["section", "vehicle"]):
        mine = table[(table["section"] == section) & (table["state"] != MISSING)]
        times = mine["instant"].tolist()
        run: list[float] = []
        for time in [*times, np.nan]:
            if time in own["instant"].tolist():
                run.append(time)
            elif run:
                found.add((section, int(vehicle), run[0], run[-1]))
                run = []
    return found


SEEN = st.tuples(st.sampled_from("ABC"), st.sampled_from("RS"), st.integers(0, 6))


@settings(max_examples=30)
@given(st.sets(SEEN, min_size=1, max_size=30))
def test_stays_are_those_of_a_plain_loop(seen: set[tuple[str, str, int]]) -> None:
    frame = reads(*((v, s, 8.0 + p, str(p)) for v, s, p in sorted(seen)))
    passes = made(frame)

    table = stays(frame, passes)

    rows = table[["section", "vehicle", "first", "last"]].itertuples(index=False)
    assert {(s, int(v), f, e) for s, v, f, e in rows} == plain(frame, passes.table)
    assert table["sightings"].sum() == len(frame)


def test_a_stay_goes_on_across_a_pass_that_was_missed() -> None:
    busy = [(f"{k}", "R", 9.0 + p, str(p)) for p in (0, 1, 3) for k in range(8)]
    frame = reads(*busy, ("z", "S", 11.0, "2"), ("z", "S", 9.0, "0"))

    table = stays(frame, made(frame))

    assert table.loc[table["section"] == "R", "sightings"].tolist() == [3] * 8
