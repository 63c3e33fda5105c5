"""Small shifts."""

import numpy as np
import pandas as pd

from beffroi.engines.mobility.breaks.shifts import useful_shifts

ONE = {
    "to_operator": "TIB", "to_line": "A", "to_headsign": None, "place": "Gare", "to_stop_id": "1",
    "days": "saturday",
}  # fmt: skip


def missed(*rows: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            ONE | {"departure": at, "minutes": late, "next_departure": then}
            for at, late, then in rows
        ]
    )


def test_one_shift_mends_all_that_it_is_long_enough_for() -> None:
    found = useful_shifts(missed((100.0, 0.2, np.nan), (100.0, 3.4, np.nan), (100.0, 8.0, np.nan)))

    assert found[["shift", "mended", "left", "stranded"]].values.tolist() == [[4.0, 2, 1, 2]]


def test_the_most_useful_departure_comes_first_and_one_that_none_helps_is_left_out() -> None:
    found = useful_shifts(
        missed(
            (100.0, 2.0, 4000.0), (200.0, 1.0, 4000.0), (200.0, 2.0, 4000.0), (300.0, 9.0, 4000.0)
        )
    )

    assert found["departure"].tolist() == [200.0, 100.0]
    assert found["stranded"].tolist() == [0, 0]


def test_nothing_missed_asks_for_no_shift() -> None:
    assert useful_shifts(missed((100.0, 2.0, np.nan)).head(0)).empty
