"""Lines at shop hours: in and out, tried by hand."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.service.basin import basin
from beffroi.engines.mobility.service.shop_hours import at_shop_hours
from tests.engines.mobility.service.drawn import calendar, feed, tables

WEEK = [calendar("w", "1111100", "2026-09-01", "2026-09-30")]


def tried(**runs: tuple[str, float]) -> tuple[bool, bool]:
    """Try a line of trips of half an hour from home `h` to the centre `c` and back."""
    given = {
        name: {"stops": stops, "hours": [hour + 0.5 * n for n in range(len(stops))]}
        for name, (stops, hour) in runs.items()
    }
    found = basin([feed(tables(given, WEEK))])
    central = np.asarray(found.stops["stop_id"] == "c")
    row = at_shop_hours(found.passages["school_weekday"], central).iloc[0]
    return bool(row["serves_centre"]), bool(row["at_shop_hours"])


@pytest.mark.parametrize(
    ("there", "back", "useful"),
    [
        (9.5, 11.0, True),
        (9.5, 10.25, False),  # a quarter of an hour in town
        (6.5, 12.0, False),  # the shops open later
        (17.5, 18.5, True),
        (18.5, 20.0, False),  # the shops close
        (12.5, 17.0, False),  # the shops rest
        (14.0, 8.0, False),  # no way back
    ],
)
def test_one_must_come_while_shops_are_open_and_go_back(
    there: float, back: float, *, useful: bool
) -> None:
    assert tried(there=("hc", there), back=("ch", back)) == (True, useful)


def test_a_line_that_only_goes_round_the_centre_brings_nobody() -> None:
    assert tried(t=("hi", 10.0)) == (False, False)


def test_a_trip_that_goes_on_beyond_the_centre_brings_people_too() -> None:
    assert tried(there=("hci", 9.5), back=("ich", 11)) == (True, True)


def test_a_stop_without_a_place_is_not_in_the_centre() -> None:
    called = pd.DataFrame(
        {
            "run": [0, 0], "line": [0, 0], "stop": [-1, 0], "boards": [True, False],
            "alights": [False, True], "arrival": [36_000.0] * 2, "departure": [36_000.0] * 2,
        }
    )  # fmt: skip

    row = at_shop_hours(called, np.array([True])).iloc[0]

    assert row["serves_centre"]
    assert not row["at_shop_hours"]
