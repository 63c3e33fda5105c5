"""Trips run by headway: every start once, whatever the periods."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.frequencies import overlapping, starts

HOUR = 3600
Period = tuple[str, int, int, int]
periods = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]), st.integers(0, 40), st.integers(0, 40), st.integers(0, 9)
    ),
    max_size=8,
)


def table(*rows: Period) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["trip_id", "start_time", "end_time", "headway_secs"])


def plain(rows: list[Period]) -> set[tuple[str, int]]:
    """List the starts period by period, one by one, asking which period holds at that instant."""
    found = set()
    usable = [row for row in rows if row[3] > 0 and row[2] > row[1]]
    for trip, begin, end, headway in usable:
        for start in range(begin, end, headway):
            rivals = [(b, -h) for t, b, e, h in usable if t == trip and b <= start < e]
            if max(rivals) == (begin, -headway):
                found.add((trip, start))
    return found


@given(periods)
def test_starts_are_those_found_one_by_one(rows: list[Period]) -> None:
    made = starts(table(*rows))

    listed = list(zip(made["trip_id"], made["start"].astype(int), strict=True))
    assert len(listed) == len(set(listed))
    assert set(listed) == plain(rows)


@given(periods)
def test_periods_overlap_where_an_instant_is_in_two_of_them(rows: list[Period]) -> None:
    usable = {row for row in rows if row[3] > 0 and row[2] > row[1]}
    twice = {
        trip
        for trip in ("a", "b")
        for instant in range(41)
        if sum(t == trip and b <= instant < e for t, b, e, _ in usable) > 1
    }

    assert set(overlapping(table(*rows))) == twice


def test_the_end_of_a_period_is_no_start() -> None:
    made = starts(table(("t", 7 * HOUR, 9 * HOUR, 1800)))

    assert (made["start"] / HOUR).tolist() == [7, 7.5, 8, 8.5]


def test_the_period_that_began_last_holds_and_the_first_goes_on_after_it() -> None:
    made = starts(table(("t", 6 * HOUR, 10 * HOUR, HOUR), ("t", 7 * HOUR, 8 * HOUR, 1200)))

    assert np.allclose(made["start"] / HOUR, [6, 7, 7 + 1 / 3, 7 + 2 / 3, 8, 9])


def test_without_periods_there_is_no_start() -> None:
    assert starts(table()).empty
    assert overlapping(table()).empty
