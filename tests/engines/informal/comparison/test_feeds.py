"""Feeds compared whole: what is known by hand must come out."""

from pathlib import Path

import pandas as pd
import pytest

from beffroi.engines.informal.comparison import Comparison, compared
from beffroi.formats import gtfs
from tests.engines.informal.feeds import feed, moved


def without(tables: dict[str, pd.DataFrame], stops: list[str]) -> dict[str, pd.DataFrame]:
    calls = tables["stop_times"]
    return tables | {"stop_times": calls[~calls["stop_id"].isin(stops)]}


def perfect(said: Comparison) -> None:
    scored = [*said.stops.within.values(), said.variants, said.routes]
    for one in scored:
        for figure in (one.precision, one.recall, one.f1):
            assert (figure.value, figure.low, figure.high) == (1.0, 1.0, 1.0)
    assert said.shapes.covered.value == 1.0
    errors = [said.stops.position, said.shapes.mean, said.shapes.p95, said.times.headway,
              said.times.running, said.times.whole, *said.times.headways.values()]  # fmt: skip
    assert all(abs(error.value or 0.0) < 1e-6 for error in errors if error.n)


def test_a_feed_is_itself() -> None:
    said = compared(feed(), feed())

    perfect(said)
    assert said.fares.value == 1.0
    assert said.stops.n_feed == 28
    assert said.times.headway.n == 20


def test_stops_moved_count_within_their_distance_alone() -> None:
    said = compared(moved(feed(), "stops", 25.0), feed())

    assert said.stops.within[20].f1.value == 0.0
    assert said.stops.within[30].f1.value == 1.0
    assert said.stops.position.value == pytest.approx(25.0, abs=0.01)


def test_stops_left_out_are_missed_and_the_other_way_round_invented() -> None:
    poor = without(feed(), ["EW0-1", "EW0-2", "NS1-3", "NS1-5"])

    there, back = compared(poor, feed()), compared(feed(), poor)

    assert there.stops.within[30].recall.value == pytest.approx(24 / 28)
    assert there.stops.within[30].precision.value == 1.0
    assert back.stops.within[30].precision.value == there.stops.within[30].recall.value
    assert back.stops.within[30].f1.value == there.stops.within[30].f1.value
    assert there.shapes.mean.value == pytest.approx(back.shapes.mean.value, abs=1e-9)
    low, high = there.stops.within[30].recall.low, there.stops.within[30].recall.high
    assert low is not None
    assert high is not None
    assert 0.6 < low < 24 / 28 < high <= 1.0


def test_a_line_left_out_a_headway_doubled_and_a_price_changed_are_seen() -> None:
    poor = feed(headway=1200, price="2.50")
    poor["trips"] = poor["trips"][poor["trips"]["trip_id"] != "NS1"]

    said = compared(poor, feed())

    assert said.variants.recall.value == 0.75
    assert said.variants.precision.value == 1.0
    assert said.routes.f1.value == 0.5
    assert said.shapes.covered.value == pytest.approx(0.75, abs=0.01)
    assert said.times.headway.value == pytest.approx(1.0)
    assert said.fares.value == pytest.approx(1 / 3)


def test_lines_moved_aside_are_as_far_as_they_were_moved() -> None:
    near, far = (compared(moved(feed(), "shapes", east), feed()) for east in (10.0, 40.0))

    assert near.variants.f1.value == 1.0
    assert near.shapes.p95.value == pytest.approx(10.0, abs=0.1)
    assert 3.0 < (near.shapes.mean.value or 0) < 7.0
    assert far.variants.f1.value == 0.5


def test_slower_trips_are_slower_by_as_much() -> None:
    slow = feed()
    calls = slow["stop_times"]
    stretched = {name: 18_000 + (calls[name] - 18_000) * 5 // 4 for name in
                 ("arrival_time", "departure_time")}  # fmt: skip
    slow["stop_times"] = calls.assign(**stretched)

    said = compared(slow, feed())

    assert said.times.running.value == pytest.approx(0.25, abs=0.01)
    assert said.times.whole.value == pytest.approx(0.25, abs=0.01)


def test_what_one_of_both_lacks_is_unknown() -> None:
    bare = {name: table for name, table in feed().items()
            if name not in {"shapes", "frequencies", "fare_attributes", "fare_rules"}}  # fmt: skip
    bare["stop_times"] = bare["stop_times"].assign(arrival_time=pd.NA, departure_time=pd.NA)

    said = compared(bare, feed())

    assert said.shapes.mean.value is None
    assert not said.drawn
    assert said.variants.f1.value == 1.0
    assert said.times.headway.value is said.times.running.value is said.fares.value is None


def test_a_feed_without_trips_has_nothing_right() -> None:
    empty = feed()
    empty["stop_times"] = empty["stop_times"].iloc[:0]

    for said in (compared(empty, feed()), compared(feed(), empty)):
        assert said.stops.within[30].f1.value is None
        assert said.variants.f1.value is None
        assert said.times.headway.value is None


@pytest.mark.real
def test_a_real_feed_is_itself(real_data: Path) -> None:
    tables = gtfs.read(real_data / "gtfs-informal" / "duitama_trufi_osm.gtfs.zip").tables

    perfect(compared(tables, tables))
