import numpy as np
import pandas as pd

from beffroi.report.parking_map import classed, near_classes


def test_times_are_classed_by_minutes() -> None:
    assert classed(np.array([0.5, 1.0, 2.9, 5.0]), (1.0, 2.0, 3.0, 5.0)).tolist() == [0, 1, 2, 4]


def test_places_are_free_full_or_unknown() -> None:
    places = pd.DataFrame({
        "spaces": [5.0, 5.0, 5.0, np.nan], "occupancy": [0.5, 0.5, 0.9, 0.5],
        "is_free": [True, True, False, False], "walk_min": [4.0, 6.0, 2.0, 1.0],
    })  # fmt: skip

    assert near_classes(places) == ("class-1", "class-2", "class-5", "class-none")
