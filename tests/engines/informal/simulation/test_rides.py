"""Rides drawn from a feed, and the truth of them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from beffroi.engines.informal.published import published
from beffroi.engines.informal.simulation import Options, simulated
from beffroi.formats import gtfs
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.kernels.polylines import apart
from tests.engines.informal.feeds import HERE, feed, moved

PLAIN = Options(rides=8, noise=0.0, sampling=5.0, gaps=0.0, skipped=0.0, detours=0.0, lights=False,
                fill_and_go=False, seed=1)  # fmt: skip


def test_a_plain_ride_runs_on_its_line_and_keeps_to_the_timetable() -> None:
    made = simulated(feed(), PLAIN)

    lines = {v.key: v.line for v in published(feed(), HERE).variants}
    rides = made.truth["rides"].set_index("ride_id")
    for ride_id, own in made.fixes.groupby("ride_id"):
        points = HERE.metres(own["lon"], own["lat"])
        line = lines[rides.at[ride_id, "variant"]]
        assert apart(points, np.zeros_like(points), line).max() < 0.5
        assert (own["time"].diff().dropna().round(3) == 5.0).all()
    passes = made.truth["passes"].groupby("ride_id")
    lasted = passes["arrival"].last() - passes["departure"].first()
    assert 375 * 0.8 < lasted.mean() < 375 * 1.25
    assert rides["variant"].value_counts().eq(2).all()
    local = (rides["departure"] - 3 * 3600) % 86_400
    assert local.between(5 * 3600, 21 * 3600).all()


def test_the_same_seed_gives_the_same_rides_and_another_others() -> None:
    options = Options(rides=3, seed=5, counts=True, fares=True)

    first, again = simulated(feed(), options), simulated(feed(), options)

    assert first.fixes.equals(again.fixes)
    assert first.fares.equals(again.fares)
    assert not first.fixes.equals(simulated(feed(), replace(options, seed=6)).fixes)


def test_what_is_marked_on_board_is_the_truth() -> None:
    made = simulated(feed(), replace(PLAIN, skipped=0.5, counts=True, fares=True))

    marks = made.fixes[made.fixes["event"].notna()]
    passes = made.truth["passes"]
    served = passes[passes["served"]]
    assert len(marks) == len(served) < len(passes)
    assert marks["boardings"].tolist() == served["boardings"].tolist()
    assert passes["boardings"].sum() == passes["alightings"].sum() == len(made.fares)
    assert passes.loc[~passes["served"], ["boardings", "alightings"]].eq(0).all(axis=None)
    assert set(made.fares["price"]) == {2.0, 3.0}


def test_stops_far_from_their_shape_are_no_truth() -> None:
    with pytest.raises(InputError, match="more than 100 m"):
        simulated(moved(moved(feed(), "stops", 0.0), "shapes", 5000.0), PLAIN)


def test_strange_numbers_are_refused() -> None:
    with pytest.raises(SettingsError, match="--sampling is 0"):
        simulated(feed(), replace(PLAIN, sampling=0.0))


@pytest.mark.real
def test_rides_of_a_real_feed_last_what_it_says(real_data: Path) -> None:
    tables = gtfs.read(real_data / "gtfs-informal" / "freetown.gtfs.zip").tables

    made = simulated(tables, Options(rides=60, variants=60, seed=2, sampling=10.0))

    calls = tables["stop_times"].groupby("trip_id")["arrival_time"]
    said = (calls.max() - calls.min()).astype(float)
    passes = made.truth["passes"].groupby("ride_id")
    lasted = passes["arrival"].last() - passes["departure"].first()
    rides = made.truth["rides"].set_index("ride_id")
    ratio = lasted / said.reindex(rides["trip_id"].to_numpy()).set_axis(rides.index)
    assert 0.9 < ratio.median() < 1.1
