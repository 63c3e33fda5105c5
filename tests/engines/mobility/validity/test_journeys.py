"""Trips that cannot be as they are told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.mobility.validity.feeds import CLEAN, added, edited, found

AGAIN = added("trips", "A,SEM,A2") | added(
    "stop_times",
    "A2,07:30:00,07:30:00,GARE1,10",
    "A2,07:33:00,07:33:00,HALLE,20",
    "A2,07:36:00,07:36:00,PORT,30",
)


def test_the_same_stop_twice_in_a_row_is_remarked() -> None:
    rows = found(edited("stop_times", "A1,07:36:00,07:36:00,PORT", "A1,07:36:00,07:36:00,HALLE"))

    assert rows["stop_twice_in_a_row"].index.tolist() == [2]
    assert "loop" not in rows


def test_a_loop_is_only_told() -> None:
    rows = found(edited("stop_times", "A1,07:36:00,07:36:00,PORT", "A1,07:36:00,07:36:00,GARE1"))

    assert rows["loop"][["route_id", "stop_id", "n_trips"]].to_numpy().tolist() == [
        ["A", "GARE1", 1]
    ]


def test_a_trip_told_twice_is_remarked() -> None:
    rows = found(AGAIN)["trip_twice"]

    assert rows[["trip_id", "other_trip_id"]].to_numpy().tolist() == [["A2", "A1"]]


def test_a_merge_that_renamed_stops_does_not_hide_a_trip_told_twice() -> None:
    renamed = {
        "stops": CLEAN["stops"] + "X1,Port (cars),47.648,-2.083,,\n",
        "stop_times": AGAIN["stop_times"].replace("PORT,30", "X1,30"),
    }

    assert "trip_twice" in found(AGAIN | renamed)


def test_the_same_times_on_other_days_are_another_trip() -> None:
    other = {"trips": AGAIN["trips"].replace("A,SEM,A2", "A,CARS,A2")}

    assert "trip_twice" not in found(AGAIN | other)


def test_trips_of_frequencies_are_not_compared() -> None:
    bands = {"frequencies": "trip_id,start_time,end_time,headway_secs\nA2,07:00:00,09:00:00,600\n"}

    assert "trip_twice" not in found(AGAIN | bands)


@settings(max_examples=9)
@given(st.integers(0, 2), st.sampled_from(["07:31:00", "07:34:30", "07:38:00"]))
def test_one_time_that_differs_makes_another_trip(place: int, time: str) -> None:
    lines = AGAIN["stop_times"].splitlines()
    cells = lines[6 + place].split(",")
    lines[6 + place] = ",".join([cells[0], time, time, *cells[3:]])

    assert "trip_twice" not in found(AGAIN | {"stop_times": "\n".join(lines) + "\n"})
