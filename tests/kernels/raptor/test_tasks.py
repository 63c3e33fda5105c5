"""What a search cannot be asked is refused."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor import durations, spans, walks
from tests.kernels.raptor.drawing import a_bus


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"departures": [60, 0]}, "rising"),
        ({"departures": []}, "rising"),
        ({"departures": [0.5]}, "rising"),
        ({"limit": -1}, "longest"),
        ({"most_rides": 99}, "99"),
        ({"percentiles": [101]}, "101"),
        ({"direct": lambda rows: [[np.nan]]}, "missing"),
        ({"direct": lambda rows: [[1.0, 2.0]]}, "1; 2"),
    ],
)
def test_a_window_out_of_range_is_refused(wrong: dict[str, object], said: str) -> None:
    task = {"departures": [900], "limit": 3600, "most_rides": 2} | wrong

    with pytest.raises(ShapeError) as refusal:
        list(spans(a_bus(), **task))

    assert said in str(refusal.value)


def test_stops_of_another_timetable_are_refused() -> None:
    elsewhere = a_bus()._replace(walks=walks([], [], [], n_stops=3))

    with pytest.raises(ShapeError, match="same stops"):
        durations(elsewhere, departure=900, limit=3600, most_rides=1)
