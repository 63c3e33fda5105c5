"""Coverage by class, counted by hand."""

import numpy as np
import pandas as pd

from beffroi.engines.mobility.service.coverage import Weighed, coverage

NEAR = pd.DataFrame({"origin": [0, 0, 1], "stop": [0, 1, 1], "metres": [250.0, 400.0, 100.0]})
SERVED = pd.DataFrame(
    {"kind": ["school_weekday"] * 2 + ["saturday"], "stop": [0, 1, 1], "place_class": [15, 60, 1]}
)


def found(inside: list[bool], weights: list[float]) -> pd.Series:
    held = Weighed(np.array(weights), np.array(inside), NEAR)
    return coverage(held, SERVED).set_index(["kind", "area", "metres", "at_least"])


def test_people_count_for_the_best_class_near_them() -> None:
    shares = found([True, True, False], [10, 30, 60])["total"]

    assert shares["school_weekday", "map", 300, 60] == 30
    assert shares["school_weekday", "map", 300, 15] == 40
    assert shares["school_weekday", "map", 500, 60] == 40
    assert shares["saturday", "map", 300, 15] == 0
    assert shares["saturday", "map", 300, 1] == 30


def test_shares_are_of_their_area() -> None:
    shares = found([True, True, False], [10, 30, 60])["share"]

    assert shares["school_weekday", "map", 300, 15] == 0.4
    assert shares["school_weekday", "perimeter", 300, 15] == 1


def test_where_nobody_lives_the_share_is_unknown() -> None:
    shares = found([False, False, False], [10, 30, 60])["share"]

    assert np.isnan(shares["school_weekday", "perimeter", 300, 1])


def test_a_day_type_without_service_has_no_row() -> None:
    assert "sunday" not in found([True] * 3, [1, 1, 1]).index.get_level_values("kind")
