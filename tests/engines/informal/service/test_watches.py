"""Watches at terminals."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.service.watches import watched
from tests.engines.informal.service.rides import HERE, MONDAY

STARTS = np.array([[0.0, 0.0], [10.0, 0.0], [900.0, 0.0]])
NAMES = [["a", "1"], ["b", "1"], ["c", "2"]]


def _counts(times: list[float], at: float = 0.0, **columns: object) -> pd.DataFrame:
    lon, lat = HERE.degrees(np.array([[at, 0.0]]))
    return pd.DataFrame({"time": times, "lon": lon[0], "lat": lat[0], **columns})


def test_a_watch_lasts_from_its_first_departure_and_a_long_silence_ends_it() -> None:
    times = [MONDAY + 600.0 * k for k in range(6)]
    later = [MONDAY + 30_000 + 600.0 * k for k in range(4)]

    found = watched(_counts(times + later), HERE, STARTS, NAMES)

    assert [(w.begins - MONDAY, w.ends - MONDAY, len(w.times)) for w in found.watches] == [
        (0, 3_000, 5), (30_000, 31_800, 3),
    ]  # fmt: skip
    assert found.watches[0].variants.tolist() == [0, 1]
    assert not found.watches[0].given


def test_a_watch_that_is_given_counts_all_and_may_see_nothing() -> None:
    begins, ends = MONDAY, MONDAY + 7_200.0
    seen = _counts([MONDAY + 600], begins=begins, ends=ends, label="B")
    empty = _counts([np.nan], at=900.0, begins=begins, ends=ends)

    found = watched(pd.concat([seen, empty]), HERE, STARTS, NAMES)

    assert sorted(len(w.times) for w in found.watches) == [0, 1]
    assert next(w for w in found.watches if len(w.times)).labelled.tolist() == [1]


def test_a_label_of_two_variants_of_the_place_tells_neither() -> None:
    found = watched(_counts([MONDAY, MONDAY + 60], label="1"), HERE, STARTS, NAMES)

    assert found.watches[0].labelled.tolist() == [-1]


def test_departures_where_no_line_begins_are_lost_and_counted() -> None:
    found = watched(_counts([MONDAY, MONDAY + 60, MONDAY + 120], at=5_000.0), HERE, STARTS, NAMES)

    assert not found.watches
    assert found.lost == 2


def test_of_two_places_watched_at_once_a_line_belongs_to_the_nearer() -> None:
    times = [MONDAY + 300.0 * k for k in range(5)]
    both = pd.concat([_counts(times), _counts(times, at=30.0)])

    found = watched(both, HERE, STARTS, NAMES)

    assert [w.variants.tolist() for w in found.watches] == [[0, 1]]
