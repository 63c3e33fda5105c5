"""Stops by direction."""

import numpy as np

from beffroi.engines.informal.comparison.stops import compared, directed
from beffroi.engines.informal.published import published
from tests.engines.informal.feeds import HERE, feed


def test_a_stop_served_both_ways_is_two() -> None:
    tables = feed()
    calls = tables["stop_times"]
    back = {f"EW1-{6 - rank}": f"EW0-{rank}" for rank in range(7)}
    shared = tables | {"stop_times": calls.assign(stop_id=calls["stop_id"].replace(back))}

    ours = directed(published(shared, HERE))

    assert len(ours.places) == 28
    assert np.allclose(np.hypot(*ours.units.T), 1.0)


def test_the_pole_over_the_street_is_another_stop() -> None:
    tables = feed()
    one_way = tables | {"trips": tables["trips"][tables["trips"]["trip_id"] == "EW0"]}
    other_way = tables | {"trips": tables["trips"][tables["trips"]["trip_id"] == "EW1"]}

    said = compared(published(one_way, HERE), published(other_way, HERE), np.random.default_rng(0))

    assert said.within[50].f1.value == 0.0
