"""Virtual stops where vehicles are hailed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.publishing import Options, planned
from beffroi.engines.informal.publishing.virtual import spacing, virtual
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER, network
from tests.towns import informal


@given(st.floats(200, 50_000))
def test_virtual_stops_stand_100_to_150_m_apart(length: float) -> None:
    assert 100 <= length / spacing(length) <= 150


def test_both_ways_have_stops_of_their_own_and_the_times_stay() -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan

    out, back = virtual(plan).variants

    added = [set(v.stop_ids) - set(plan.variants[0].stop_ids) for v in (out, back)]
    assert [len(own) for own in added] == [11, 11]
    assert not added[0] & added[1]
    assert out.runs[0].arrivals[-1] == plan.variants[0].runs[0].arrivals[-1]


def test_a_second_variant_of_the_same_way_shares_the_stops_of_the_first() -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan
    twin = replace(plan.variants[0], variant_id="twin")

    one, other = virtual(replace(plan, variants=(plan.variants[0], twin))).variants

    assert one.stop_ids == other.stop_ids


@pytest.mark.parametrize("seed", range(3))
def test_times_and_places_still_rise(seed: int) -> None:
    for variant in virtual(planned(network(seed), Options(PUBLISHER, BEGIN)).plan).variants:
        assert (np.diff(variant.along) > 0).all()
        for run in variant.runs:
            assert (run.arrivals[1:] > run.departures[:-1]).all()
            assert len(run.arrivals) == len(variant.stop_ids)
