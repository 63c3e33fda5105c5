"""Passages at stops, in order, and the times left blank."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.gtfs.passages import interpolated, passages, turned_back
from tests.formats.gtfs.feeds import typed

HEADER = "trip_id,stop_sequence,arrival_time,departure_time,shape_dist_traveled\n"


def stop_times(*rows: str) -> pd.DataFrame:
    return typed("stop_times", HEADER + "\n".join(rows))


def test_passages_are_put_in_the_order_of_travel() -> None:
    ordered = passages(stop_times("B,9,,,", "A,2,08:10:00,,", "B,3,,08:00:00,", "A,1,,,"))

    assert ordered.rows.tolist() == [2, 0, 3, 1]
    assert ordered.trip.tolist() == [0, 0, 1, 1]
    assert np.array_equal(ordered.arrival, [28_800, np.nan, np.nan, 29_400], equal_nan=True)


def test_blank_times_are_shared_out_by_the_rank_of_the_stops() -> None:
    filled = interpolated(
        stop_times("A,1,08:00:00,08:01:00,", "A,5,,,", "A,7,,,", "A,9,08:07:00,08:07:00,")
    )

    assert filled["arrival_time"].tolist() == [28_800, 28_980, 29_100, 29_220]
    assert filled["departure_time"].tolist() == [28_860, 28_980, 29_100, 29_220]


def test_blank_times_are_shared_out_by_distance_where_it_is_known() -> None:
    filled = interpolated(
        stop_times("A,1,08:00:00,08:00:00,0", "A,2,,,900", "A,3,08:10:00,08:10:00,1000")
    )

    assert filled["arrival_time"].tolist() == [28_800, 29_340, 29_400]


def test_a_distance_that_is_missing_or_shrinks_is_not_used() -> None:
    missing = stop_times("A,1,08:00:00,,0", "A,2,,,", "A,3,08:10:00,,1000")
    shrinking = stop_times("A,1,08:00:00,,0", "A,2,,,2000", "A,3,08:10:00,,1000")

    assert interpolated(missing)["arrival_time"].tolist()[1] == 29_100
    assert interpolated(shrinking)["arrival_time"].tolist()[1] == 29_100


def test_times_outside_the_known_ones_stay_unknown() -> None:
    filled = interpolated(stop_times("A,1,,,", "A,2,08:00:00,,", "A,3,,,", "B,1,,,"))

    assert filled["arrival_time"].isna().tolist() == [True, False, True, True]


def test_windows_of_service_on_demand_are_left_alone() -> None:
    frame = typed(
        "stop_times",
        "trip_id,stop_sequence,arrival_time,start_pickup_drop_off_window\n"
        "A,1,08:00:00,\nA,2,,08:00:00\nA,3,08:10:00,\n",
    )

    assert interpolated(frame)["arrival_time"].isna().tolist() == [False, True, False]


def test_an_empty_table_has_nothing_to_fill() -> None:
    assert interpolated(stop_times()).empty


def test_a_passage_before_the_one_before_it_goes_back_in_time() -> None:
    frame = stop_times(
        "A,1,08:00:00,08:05:00,", "A,2,,,", "A,3,08:04:00,08:04:00,", "A,4,08:09:00,08:08:00,"
    )

    assert turned_back(frame).tolist() == [False, False, True, True]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.booleans(), st.floats(0, 500)), min_size=1, max_size=20
    ),
    st.randoms(use_true_random=False),
)
def test_filled_times_lie_between_their_neighbours_in_any_order_of_rows(
    drawn: list[tuple[int, bool, float]], rng: "np.random.Generator"
) -> None:
    trip, known, gap = zip(*drawn, strict=True)
    time = pd.Series(np.cumsum(gap).round(), dtype="Float64").astype("Int64")
    frame = pd.DataFrame(
        {
            "trip_id": pd.Series([str(number) for number in trip], dtype="string"),
            "stop_sequence": pd.Series(range(len(drawn)), dtype="Int64"),
            "arrival_time": time.where(pd.Series(known)),
        }
    )
    order = list(range(len(drawn)))
    rng.shuffle(order)

    filled = interpolated(frame.iloc[order])

    assert not turned_back(filled).any()
    assert filled.index.tolist() == order
    given_times = frame["arrival_time"].dropna()
    assert (filled.loc[given_times.index, "arrival_time"] == given_times).all()
