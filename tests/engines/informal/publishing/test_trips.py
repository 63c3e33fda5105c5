"""Trips: frequencies, or one for each departure."""

import numpy as np
import pytest

from beffroi.engines.informal.publishing import Options, planned
from beffroi.engines.informal.publishing.trips import departures, trip_tables
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER, network


@pytest.mark.parametrize("seed", range(3))
def test_expanded_trips_number_the_bands_over_their_headways(seed: int) -> None:
    plan = planned(network(seed), Options(PUBLISHER, BEGIN)).plan

    trips = trip_tables(plan, expanded=True, hailed=True)["trips"]

    expected = 0
    for variant in plan.variants:
        for run in variant.runs:
            begin, end, headway = run.bands.T
            expected += int(np.ceil((end - begin) / headway).sum())
            assert departures(run)[0] == begin[0]
    assert len(trips) == expected
    assert trips["trip_id"].is_unique


@pytest.mark.parametrize("seed", range(3))
def test_frequencies_start_at_zero_and_never_overlap(seed: int) -> None:
    plan = planned(network(seed), Options(PUBLISHER, BEGIN)).plan

    tables = trip_tables(plan, expanded=False, hailed=True)

    times, bands = tables["stop_times"], tables["frequencies"]
    assert (times.groupby("trip_id")["departure_time"].first() == 0).all()
    assert (times["timepoint"] == 0).all()
    assert (bands["exact_times"] == 0).all()
    assert (bands["headway_secs"] > 0).all()
    for _, own in bands.groupby("trip_id"):
        ordered = own.sort_values("start_time")
        ends, starts = ordered["end_time"].to_numpy(), ordered["start_time"].to_numpy()
        assert (ends[:-1] <= starts[1:]).all()
