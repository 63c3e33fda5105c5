"""Headways, from departures to the table."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.informal.service.headways import headways
from beffroi.engines.informal.service.seen import Seen, at_terminals, by_waiting
from beffroi.engines.informal.service.watches import Watch
from beffroi.territory.informal import INFORMAL_HEADWAYS
from tests.engines.informal.service.rides import MONDAY

HOUR = 3_600.0


def _watch(variant: int, times: np.ndarray, hours: tuple[float, float] = (6, 20)) -> Watch:
    begins, ends = (MONDAY + hour * HOUR for hour in hours)
    return Watch(np.array([variant]), begins, ends, times, np.full(len(times), -1))


def _leaving(mean: float, draw: np.random.Generator, hours: tuple[float, float]) -> np.ndarray:
    begin, end = (MONDAY + hour * HOUR for hour in hours)
    waits = draw.gamma(6, mean / 6, int(3 * (end - begin) / mean) + 9)
    times = begin + np.cumsum(waits) - waits[0] * draw.random()
    return times[times < end]


def test_a_peak_has_its_own_band_and_its_own_headway() -> None:
    draw = np.random.default_rng(1)
    days = [np.concatenate([_leaving(1_200, draw, (6, 12)), _leaving(300, draw, (12, 15)),
                            _leaving(1_200, draw, (15, 20))]) for _ in range(3)]  # fmt: skip
    seen = at_terminals([_watch(0, times) for times in days], np.ones(1), "UTC", draw)

    made = headways(["a"], [seen])

    INFORMAL_HEADWAYS.check(made)
    assert (made["begins_s"] / HOUR).tolist() == pytest.approx([6, 12, 15], abs=0.5)
    assert made["headway_s"].tolist() == pytest.approx([1_200, 300, 1_200], rel=0.12)
    assert made["variation"].tolist() == pytest.approx([0.41] * 3, abs=0.12)
    assert (made["wait_s"] > made["headway_s"] / 2).all()
    assert (made["ends_s"].iloc[:-1].to_numpy() <= made["begins_s"].iloc[1:].to_numpy()).all()


def test_intervals_hold_the_truth_nine_times_in_ten() -> None:
    draw = np.random.default_rng(6)
    means = np.exp(draw.normal(np.log(700), 0.5, 150))
    watches = [_watch(k, _leaving(mean, draw, (8, 12)), (8, 12)) for k, mean in enumerate(means)]
    seen = at_terminals(watches, np.ones(150), "UTC", draw)

    made = headways([f"{k:03d}" for k in range(150)], [seen])

    whole = made[made["headway_s"].notna()]
    truth = means[whole["variant_id"].astype(int)]
    covered = (whole["low_s"] <= truth) & (truth <= whole["high_s"])
    assert 0.85 <= covered.mean() <= 0.95
    assert np.median(np.abs(whole["headway_s"] / truth - 1)) < 0.12


def test_what_nobody_watched_is_unknown_and_an_empty_watch_is_not() -> None:
    empty = at_terminals([_watch(0, np.zeros(0), (6, 9))], np.ones(2), "UTC",
                         np.random.default_rng(0))  # fmt: skip
    rides = {"weekday": pd.DataFrame({"variant": [1, 1], "seconds": [30_000.0, 40_000.0]})}

    made = headways(["a", "b"], [empty], rides).set_index("variant_id")

    assert made["headway_s"].isna().all()
    assert made.loc["a", "method"] == "terminal_counts"
    assert made.loc["a", "low_s"] > 0
    assert pd.isna(made.loc["b", "method"])
    assert pd.isna(made.loc["b", "low_s"])
    assert made.loc["b", "n_departures"] == 2


def test_the_surest_evidence_is_taken_for_each_line() -> None:
    draw = np.random.default_rng(2)
    counted = at_terminals([_watch(0, _leaving(600, draw, (6, 20)))], np.ones(2), "UTC", draw)
    waits = pd.DataFrame({"variant": [0, 1, 1], "since": MONDAY + 8 * HOUR,
                          "seconds": [60.0, 500.0, 700.0]})  # fmt: skip

    made = headways(["a", "b"], [counted, by_waiting(waits, 2, 0.6, "UTC")])

    assert set(made.loc[made["variant_id"] == "a", "method"]) == {"terminal_counts"}
    assert set(made.loc[made["variant_id"] == "b", "method"]) == {"waits"}


def _mixed() -> dict[str, Seen]:
    """Count two lines of one terminal without saying which left: a ride in thirty is of "b"."""
    draw = np.random.default_rng(2)
    times = np.sort(np.concatenate([_leaving(mean, draw, (6, 20)) for mean in (300.0, 1500.0)]))
    seen = Watch(np.array([0, 1]), MONDAY + 6 * 3600, MONDAY + 20 * 3600, times,
                 np.full(len(times), -1))  # fmt: skip
    return at_terminals([seen], np.array([30.0, 1.0]), "", np.random.default_rng(1))


def test_lines_that_were_not_told_apart_have_bounds_and_no_figure() -> None:
    told = headways(["a", "b"], [_mixed()]).set_index("variant_id")

    assert told.loc[["b"], ["headway_s", "wait_s"]].isna().all(axis=None)
    assert (told["low_s"] < told["high_s"]).all()
    assert told["n_departures"].gt(0).all()
    assert told.loc[["a"], "headway_s"].notna().all()


def test_what_counts_do_not_tell_apart_the_next_evidence_tells() -> None:
    waits = pd.DataFrame({"variant": 1, "since": MONDAY + 8 * HOUR, "seconds": [900.0] * 9})
    counted, waited = _mixed(), by_waiting(waits, 2, 0.6, "UTC")

    told = headways(["a", "b"], [counted, waited]).set_index("variant_id")

    # E[W] = E[H] (1 + c²) / 2, c = 0.6.
    assert told.loc[["b"], "headway_s"].max() == pytest.approx(900 * 2 / 1.36, rel=0.25)
    assert "waits" in set(told.loc[["b"], "method"])
    assert set(told.loc[["a"], "method"]) == {"terminal_counts"}
    alone = headways(["a", "b"], [counted])
    assert told["begins_s"].tolist() == alone["begins_s"].tolist()
