"""Lines as they are published, and stops along them."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.publishing.lines import line, placed

DEGREE = 111_195.0
metres = st.integers(-3_000, 3_000)


@given(st.lists(st.tuples(metres, metres), min_size=2, max_size=12))
def test_distances_rise_along_a_line(points: list[tuple[int, int]]) -> None:
    drawn = line(shapely.LineString(np.array(points) / DEGREE / 10))

    if drawn is not None:
        assert drawn.distances[0] == 0
        assert (np.diff(drawn.distances) > 1).all()
        assert len(drawn.shape) >= 2


def test_a_line_that_stays_where_it_is_is_none() -> None:
    assert line(shapely.LineString([(0, 0), (1e-7, 0)])) is None
    assert line(None) is None


def test_a_stop_far_away_and_one_at_the_same_place_are_told() -> None:
    drawn = line(shapely.LineString([(0, 0), (1_000 / DEGREE, 0)]))
    assert drawn is not None
    stops = np.array([(0, 0), (300, 0), (300, 0), (500, 400), (1_000, 3)]) / DEGREE

    on = placed(drawn, stops, np.array([0.0, 300.0, 300.4, 500.0, 1_000.0]), 1_000.0)

    assert on.kept.tolist() == [True, True, False, False, True]
    assert on.is_same.tolist()[2]
    assert on.is_far.tolist()[3]


def test_a_stop_said_to_be_elsewhere_is_placed_again() -> None:
    drawn = line(shapely.LineString([(0, 0), (1_000 / DEGREE, 0)]))
    assert drawn is not None
    stops = np.array([(0, 0), (700, 5), (1_000, 0)]) / DEGREE

    on = placed(drawn, stops, np.array([0.0, 200.0, 1_000.0]), 1_000.0)

    assert abs(on.along[1] - 700) < 3
