"""Running times, from rides to the table."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.informal.published import published
from beffroi.engines.informal.service.passages import passages
from beffroi.engines.informal.service.times import times
from beffroi.engines.informal.simulation import Options, simulated
from beffroi.formats import gtfs
from beffroi.territory.informal import INFORMAL_TIMES
from tests.engines.informal.service.rides import MONDAY, calls, laid, ride

NOON = MONDAY + 12 * 3600


def test_a_leg_lasts_what_its_middling_ride_does_without_the_stay() -> None:
    rides = [ride(NOON + 3600 * k, stood=5 + 30.0 * k) for k in range(4)]

    made = times(calls(), {"a": "1"}, passages(laid(rides), ["a"], calls()))

    INFORMAL_TIMES.check(made)
    assert made["seconds"].tolist() == pytest.approx([50, 50], abs=1.5)
    assert (made["low_s"] < made["seconds"]).all()
    assert (made["seconds"] < made["high_s"]).all()
    assert made["n_rides"].tolist() == [4, 4]


def test_more_rides_make_a_narrower_interval() -> None:
    draw = np.random.default_rng(1)
    rides = [ride(NOON + 900 * k, speed=8 * np.exp(draw.normal(0, 0.15))) for k in range(24)]

    def width(n: int) -> float:
        made = times(calls(), {}, passages(laid(rides[:n]), ["a"], calls()))
        return float(np.log(made["high_s"] / made["low_s"]).mean())

    assert width(4) > width(12) > width(24)


def test_a_leg_nobody_rode_takes_the_pace_of_its_line() -> None:
    known = calls("a")
    unseen = calls("b", (0.0, 200.0))
    passed = passages(laid([ride(NOON), ride(NOON + 600)]), ["a"], known)

    made = times(pd.concat([known, unseen]), {"a": "1", "b": "1"}, passed).set_index("time_id")

    last = made[made["variant_id"] == "b"].iloc[0]
    assert last["n_rides"] == 0
    assert last["seconds"] == pytest.approx(20, rel=0.05)


def test_a_slow_morning_has_a_band_of_its_own() -> None:
    rides = [ride(MONDAY + hour * 3600 + 1200 * k, speed=4.0 if hour in {7, 8} else 8.0)
             for hour in range(6, 20) for k in range(3)]  # fmt: skip

    made = times(calls(), {}, passages(laid(rides), ["a"], calls()))

    first = made[made["rank"] == 0].set_index("begins_s")["seconds"]
    assert first.index.tolist() == [4 * 3600, 7 * 3600, 9 * 3600]
    assert first.tolist() == pytest.approx([62.5, 125, 62.5], rel=0.06)


def test_without_any_time_there_is_no_row() -> None:
    assert not len(times(calls(), {}, passages(laid([ride(NOON)]), ["z"], calls())))


@pytest.mark.real
def test_legs_of_real_rides_are_timed_within_twelve_in_a_hundred(real_data: Path) -> None:
    tables = gtfs.read(real_data / "gtfs-informal" / "freetown.gtfs.zip").tables
    known = {v.key: v for v in published(tables).variants}

    def legs(rides: int) -> pd.DataFrame:
        made = simulated(tables, Options(rides=rides, variants=5, sampling=600.0, seed=4))
        ridden = made.truth["rides"][["ride_id", "variant"]]
        passed = made.truth["passes"].merge(ridden, on="ride_id")
        return passed.rename(columns={
            "variant": "variant_id", "stop_sequence": "rank", "arrival": "arrives",
            "departure": "leaves",
        }).assign(trace=pd.factorize(passed["ride_id"])[0])  # fmt: skip

    many, few = legs(100), legs(40)
    ridden = many.sort_values(["trace", "rank"])
    seconds = ridden.groupby("trace")["arrives"].shift(-1) - ridden["leaves"]
    truth = seconds.groupby([ridden["variant_id"], ridden["rank"]]).median().dropna()
    stops = pd.concat([calls(key, tuple(known[key].where)) for key in few["variant_id"].unique()])
    made = times(stops, {key: v.route_id for key, v in known.items()}, few)

    found = made.groupby(["variant_id", "rank"])[["seconds", "low_s", "high_s"]].mean()
    both = found.join(truth.rename("truth"), how="inner")
    error = (both["seconds"] - both["truth"]).abs().sum() / both["truth"].sum()
    covered = ((both["low_s"] <= both["truth"]) & (both["truth"] <= both["high_s"])).mean()
    assert error < 0.12
    assert covered > 0.8
