"""Departures shared out among the lines of a terminal."""

import numpy as np
import pytest

from beffroi.engines.informal.service.sharing import cell_of, cells, exposures, shared, sites
from beffroi.engines.informal.service.watches import Watch
from tests.engines.informal.service.rides import MONDAY


def _watch(hours: tuple[float, float], variants: tuple[int, ...] = (0,)) -> Watch:
    begin, end = (MONDAY + hour * 3600 for hour in hours)
    return Watch(np.array(variants), begin, end, np.zeros(0), np.zeros(0, dtype=np.int64))


def test_a_watch_looks_at_the_cells_of_its_hours() -> None:
    kind, seconds = exposures(_watch((6.75, 8.0)), "UTC")

    assert kind == 0
    assert seconds.sum() == 4_500
    assert seconds[cell_of(np.array([6.8, 7.2, 7.7]) * 3600)].tolist() == [900, 1800, 1800]


def test_watches_of_the_same_lines_go_together() -> None:
    found = list(sites([_watch((6, 7)), _watch((7, 8), (0, 1)), _watch((9, 10))]))

    assert [(v.tolist(), len(own)) for v, own in found] == [([0], 2), ([0, 1], 1)]


def test_all_departures_are_shared_out_and_more_to_who_was_ridden_more() -> None:
    counts = np.full(cells(), 3.0)
    known = np.zeros((3, cells()))
    known[2, 0] = 1.0

    drawn = shared(counts, known, np.array([8.0, 2.0, 2.0]), np.random.default_rng(1))

    assert drawn.sum(axis=1) == pytest.approx(np.broadcast_to(counts + known.sum(axis=0),
                                                              (len(drawn), cells())))  # fmt: skip
    mean = drawn.sum(axis=2).mean(axis=0)
    assert mean[0] > 2 * mean[1]
    assert drawn.sum(axis=2).std(axis=0).min() > 0
