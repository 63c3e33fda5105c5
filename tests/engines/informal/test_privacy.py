"""Ends of rides outside hubs are taken away."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.privacy import blurred, hubs
from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.traces import Floats, Traces


def drawn(*lines: Floats) -> Traces:
    points = np.concatenate(lines)
    n = len(points)
    return Traces(
        Plane(0, 0), tuple(f"r{k}" for k in range(len(lines))),
        np.concatenate([[0], np.cumsum([len(line) for line in lines])]).astype(np.int64),
        np.arange(n), np.arange(float(n)), points, np.full(n, 5.0),
    )  # fmt: skip


def straight(start: float, end: float, y: float = 0.0) -> Floats:
    x = np.arange(start, end, 10.0 if end > start else -10.0)
    return np.column_stack([x, np.full(len(x), y)])


def test_a_terminal_of_two_devices_stays_and_a_home_goes() -> None:
    traces = drawn(straight(0, 2000), straight(2000, 0), straight(2000, 5000))
    devices = pd.Series({"r0": "a", "r1": "b", "r2": "a"})

    left = blurred(traces, devices)

    assert hubs(traces, devices).tolist() == [[True, True], [True, True], [True, False]]
    assert left.points[left.of(0)].tolist() == traces.points[traces.of(0)].tolist()
    # The last ride ends at 4,990 m, alone.
    assert 4790 <= left.points[left.of(2)][-1, 0] < 4890


def test_many_rides_of_one_device_do_not_make_a_home_a_hub() -> None:
    homes = [straight(0, 3000, y) for y in (0.0, 5.0, 10.0, 15.0)]
    devices = pd.Series({f"r{k}": "a" for k in range(4)})

    assert not hubs(drawn(*homes), devices).any()
    assert hubs(drawn(*homes), pd.Series(dtype=object)).all()


def test_a_ride_around_its_home_is_left_without_a_fix() -> None:
    left = blurred(drawn(straight(0, 90), straight(3000, 6000)), pd.Series(dtype=object))

    assert np.diff(left.indptr)[0] == 0
    assert np.diff(left.indptr)[1] > 200


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(-3000, 3000)), min_size=1, max_size=6))
def test_no_fix_is_left_near_an_end_that_is_no_hub(rides: list[tuple[int, int]]) -> None:
    traces = drawn(*(straight(x, x + 10 + 7 * abs(y), y) for x, y in rides))
    none = pd.Series(dtype=object)

    left, is_hub = blurred(traces, none), hubs(traces, none)

    assert len(left.ride_ids) == len(rides)
    for trace in range(len(rides)):
        own, points = traces.points[traces.of(trace)], left.points[left.of(trace)]
        for side, end in enumerate((own[0], own[-1])):
            if not is_hub[trace, side] and len(points):
                assert np.hypot(*(points - end).T)[0 if side == 0 else -1] > 100
        assert {*map(tuple, points)} <= {*map(tuple, own)}
