"""Rides judged: what limits each is told, what can be mended is."""

from collections import Counter

import numpy as np
import pandas as pd

from beffroi.formats.rides.judging import judged
from beffroi.formats.rides.track import Track, frame, nothing


def track(time: object, metres: object, lon: float = 2.0) -> Track:
    """A ride along a meridian."""
    north = 48 + np.asarray(metres, dtype=float) / 111_195
    columns = {"time": np.asarray(time, dtype=float), "lat": north, "lon": np.full(len(north), lon)}
    return Track(frame(columns, len(north)), nothing())


SECONDS = np.arange(60.0) + 1.7e9


def reasons(time: object, metres: object) -> list[str]:
    return judged(track(time, metres), Counter()).reasons


def test_each_limit_is_named() -> None:
    metres = np.arange(60) * 10.0
    back, hole = SECONDS.copy(), SECONDS.copy()
    back[30:] -= 5
    hole[30:] += 1000
    mixed = np.where(np.arange(60) % 2, metres, metres + 5000)

    assert reasons(SECONDS, metres) == []
    assert reasons(SECONDS[:10], metres[:10]) == ["few"]
    assert reasons(SECONDS[:1], metres[:1]) == ["too_few"]
    assert reasons(np.full(60, np.nan), metres) == ["no_time"]
    assert reasons(back, metres) == ["clock"]
    assert reasons(hole, metres) == ["gaps"]
    assert reasons(SECONDS[0] + 60 * np.arange(60), 60 * metres) == ["sparse"]
    assert reasons(SECONDS, mixed) == ["interleaved"]


def test_rows_out_of_order_are_put_in_order_of_time() -> None:
    shuffled = np.random.default_rng(1).permutation(60)
    notes: Counter[str] = Counter()

    one = judged(track(SECONDS[shuffled], shuffled * 10.0), notes)

    assert one.fixes["time"].is_monotonic_increasing
    assert notes["ordered"] == 1


def test_repeats_and_lost_positions_are_counted() -> None:
    ride = track(np.repeat(SECONDS, 2), np.repeat(np.arange(60) * 10.0, 2))
    ride.fixes.loc[[0, 1], ["lon", "lat"]] = 0.0
    ride.fixes.loc[5, "accuracy_m"] = -1.0
    notes: Counter[str] = Counter()

    one = judged(ride, notes)

    assert (one.n_read, len(one.fixes)) == (120, 59)
    assert (notes["lost"], notes["repeats"]) == (2, 59)
    assert pd.isna(one.fixes["accuracy_m"]).all()


def test_a_count_that_no_vehicle_holds_is_unknown() -> None:
    marks = frame({"lon": [1.0, 1.0], "lat": [2.0, 2.1], "boardings": [3.0, 1e30]}, 2)

    kept = judged(Track(nothing(), marks), Counter()).marks

    assert kept["boardings"].tolist()[0] == 3.0
    assert kept["boardings"].isna().tolist() == [False, True]
