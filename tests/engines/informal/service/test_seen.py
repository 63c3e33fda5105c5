"""What was seen of departures."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.informal.service.seen import at_terminals, by_waiting, from_vehicles
from beffroi.engines.informal.service.watches import Watch
from tests.engines.informal.service.rides import MONDAY


def _watch(times: np.ndarray, *, given: bool, labels: list[int] | None = None) -> Watch:
    said = np.array(labels or [-1] * len(times))
    variants = np.arange(max(said.max() + 1, 1))
    ends = MONDAY + 10 * 3600 if given else times[-1]
    return Watch(variants, MONDAY + 6 * 3600, ends, times, said, given=given)


def test_headways_are_spread_where_a_departure_opened_the_watch() -> None:
    times = MONDAY + 6 * 3600 + 2_700.0 * np.arange(1, 6)
    draw = np.random.default_rng(0)

    seen = at_terminals([_watch(times, given=False)], np.ones(1), "UTC", draw)["weekday"]

    watched = seen.exposure[0] > 0
    rate = seen.counts[0, 0][watched] / seen.exposure[0][watched]
    assert rate == pytest.approx(np.full(watched.sum(), 1 / 2_700), rel=1e-6)
    assert seen.gaps[:, 2].tolist() == [2_700] * 4


def test_labels_part_the_lines_of_a_watch() -> None:
    times = MONDAY + 6 * 3600 + 900.0 * np.arange(1, 9)
    watch = _watch(times, given=True, labels=[0, 1] * 4)

    seen = at_terminals([watch], np.ones(2), "UTC", np.random.default_rng(0))["weekday"]

    assert seen.counts[0].sum(axis=1).tolist() == [4, 4]
    assert np.ptp(seen.counts, axis=0).max() == 0


def test_a_line_is_watched_while_it_runs_not_while_its_terminal_is() -> None:
    start, late = MONDAY + 6 * 3600, 900.0 * np.arange(9, 17)
    early, again = 900.0 * np.arange(1, 9), 900.0 * np.arange(30, 33)
    times = start + np.concatenate([early, late, again])
    watch = _watch(times, given=False, labels=[0] * 8 + [1] * 8 + [0] * 3)

    seen = at_terminals([watch], np.ones(2), "UTC", np.random.default_rng(0))["weekday"]

    assert seen.exposure.sum(axis=1).tolist() == [9 * 900, 7 * 900]
    assert seen.counts[0].sum(axis=1) == pytest.approx([9, 7])


def test_vehicles_met_and_waits_tell_as_much_as_a_watch() -> None:
    met = pd.DataFrame({"variant": [0], "begins": [MONDAY + 28_800.0],
                        "ends": [MONDAY + 32_400.0], "n": [6]})  # fmt: skip
    waits = pd.DataFrame({"variant": [1] * 3, "since": [MONDAY + 30_000.0] * 3,
                          "seconds": [300.0, 600.0, 900.0]})  # fmt: skip

    driven = from_vehicles(met, 2, "UTC")["weekday"]
    stood = by_waiting(waits, 2, 1.0, "UTC")["weekday"]

    assert driven.counts[0, 0].sum() == 6
    assert driven.exposure[0].sum() == 3_600
    assert stood.counts[0, 1].sum() == 3
    assert stood.exposure[1].sum() == 1_800
    assert driven.exposure[1].sum() == 0
