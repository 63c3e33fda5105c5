"""Stops, calls and stretches from where rides stood."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.informal.halts import found
from beffroi.territory.informal import INFORMAL_CALLS, INFORMAL_SECTIONS, INFORMAL_STOPS
from tests.engines.informal.halts.drawn import BACK, STREET, laid


def rides(n: int, *, seed: int = 1) -> list[tuple[int, dict[float, float]]]:
    """Draw rides that halt at 800 and 1,600 m three times out of four, and once each elsewhere."""
    draw = np.random.default_rng(seed)
    made = []
    for k in range(n):
        halts = {
            place + draw.normal(0, 4): draw.gamma(4, 4) + 4
            for place in (800.0, 1600.0) if draw.random() < 0.75
        }  # fmt: skip
        halts[250.0 + 330 * k] = 8.0
        made.append((0, halts))
    return made


def between(calls: pd.DataFrame, variant: str = "a") -> list[float]:
    return calls[calls["variant_id"] == variant]["along_m"].tolist()[1:-1]


def test_where_most_rides_halt_is_a_stop_and_where_one_did_is_none() -> None:
    made = found(laid((STREET,), rides(8)), ["a"])

    assert np.allclose(between(made.calls), [800, 1600], atol=10)
    inner = made.calls.iloc[1:-1]
    assert (inner["probability"] > 0.5).all()
    assert (inner["n_passes"] == 8).all()
    assert inner["n_halts"].between(4, 8).all()


def test_the_ends_of_every_variant_are_stops() -> None:
    made = found(laid((STREET, BACK), [(0, {}), (1, {})]), ["a", "b"])

    for variant in ("a", "b"):
        own = made.calls[made.calls["variant_id"] == variant]
        assert own["along_m"].tolist() == [0.0, 3000.0]
    assert (made.stops.loc[~made.stops["is_station"], "source"] == "terminal").all()
    # Both ways end at one place: two stations of two stops.
    assert made.stops["is_station"].sum() == 2


def test_marks_of_passengers_weigh_more_than_stays_without_any() -> None:
    # All rides wait at 1,000 m (a light), and somebody gets on at 2,000 m alone.
    ways = [(0, {1000.0: 20.0, 2000.0: 6.0}) for _ in range(4)]
    drawn = laid((STREET,), ways, noise=1.0)
    lon, lat = drawn.traces.plane.degrees(np.array([[2000.0, 0.0]]))
    marks = pd.DataFrame({
        "ride_id": [f"r{k}" for k in range(4)], "lon": lon[0], "lat": lat[0],
        "boardings": 2, "alightings": 0,
    })  # fmt: skip

    assert np.allclose(between(found(drawn, ["a"]).calls), [1000, 2000], atol=10)
    counted = found(drawn, ["a"], marks=marks)
    assert np.allclose(between(counted.calls), [2000], atol=10)
    assert counted.calls["boardings"].tolist()[1] == 2.0


def test_rides_without_times_have_the_stops_that_were_marked() -> None:
    drawn = laid((STREET,), [(0, {}) for _ in range(3)], has_time=False)
    lon, lat = drawn.traces.plane.degrees(np.array([[1200.0, 0.0]]))
    marks = pd.DataFrame({"ride_id": ["r0", "r1", "r2"], "lon": lon[0], "lat": lat[0],
                          "boardings": 1, "alightings": 1})  # fmt: skip

    assert between(found(drawn, ["a"]).calls) == []
    assert np.allclose(between(found(drawn, ["a"], marks=marks).calls), [1200], atol=5)


def test_a_stop_of_a_list_keeps_its_place_and_name() -> None:
    drawn = laid((STREET,), [(0, {1000.0: 15.0}) for _ in range(4)])
    lon, lat = drawn.traces.plane.degrees(np.array([[1012.0, 3.0], [2000.0, 2000.0]]))
    listed = pd.DataFrame({"lon": lon, "lat": lat, "name": ["Marché", "Loin"]})

    made = found(drawn, ["a"], given=listed)

    assert np.allclose(between(made.calls), [1012], atol=1)
    stops = made.stops.set_index("name")
    assert stops.loc["Marché", "source"] == "given"
    assert stops.loc["Loin", "n_passes"] == 0


def test_a_listed_stop_keeps_its_clock_though_no_ride_halts_on_the_way() -> None:
    drawn = laid((STREET,), [(0, {}) for _ in range(3)])
    lon, lat = drawn.traces.plane.degrees(STREET[-1:])
    listed = pd.DataFrame({
        "lon": lon, "lat": lat, "name": ["Albina"], "time_zone": ["America/Paramaribo"],
    })  # fmt: skip

    made = found(drawn, ["a"], given=listed)

    last = made.stops.set_index("stop_id").loc[made.calls["stop_id"].iloc[-1]]
    assert (last["name"], last["time_zone"]) == ("Albina", "America/Paramaribo")


def test_a_line_that_passes_a_stop_twice_calls_there_twice() -> None:
    loop = np.array([[0.0, 0.0], [1500.0, 0.0], [1500.0, 800.0], [700.0, 800.0], [700.0, 0.0],
                     [1500.0, 0.0], [3000.0, 0.0]])  # fmt: skip
    # The point (1100, 0) is passed at 1,100 m and at 4,300 m.
    ways = [(0, {1100.0: 14.0, 4300.0: 14.0}) for _ in range(5)]

    calls = between(found(laid((loop,), ways, noise=2.0), ["a"]).calls)

    assert np.allclose(calls, [1100, 4300], atol=12)


def test_hail_and_ride_is_told_where_it_is_and_unknown_where_nothing_was_seen() -> None:
    drawn = laid((STREET,), [(0, {200.0 + 300 * k: 7.0}) for k in range(8)], noise=1.0)

    sections = found(drawn, ["a"]).sections

    assert sections["ends_m"].iloc[-1] == 3000.0
    assert sections["hailed"].iloc[0] == 1.0
    assert sections["hailed"].isna().any()
    assert sections["n_seen"].sum() == 8


@settings(max_examples=5)
@given(st.integers(0, 10**6), st.integers(1, 6))
def test_tables_keep_their_schemas_whatever_the_rides(seed: int, n: int) -> None:
    draw = np.random.default_rng(seed)
    ways = [(int(draw.integers(2)), {float(x): float(draw.uniform(5, 60))
                                     for x in draw.uniform(0, 3000, draw.integers(0, 6))})
            for _ in range(n)]  # fmt: skip

    made = found(laid((STREET, BACK), ways, seed=seed), ["a", "b"])

    INFORMAL_STOPS.check(made.stops)
    INFORMAL_CALLS.check(made.calls)
    INFORMAL_SECTIONS.check(made.sections)
    for _, own in made.calls.groupby("variant_id"):
        assert (np.diff(own["along_m"].to_numpy(dtype=float)) > 0).all()
    assert set(made.calls["stop_id"]) <= set(made.stops["stop_id"])
