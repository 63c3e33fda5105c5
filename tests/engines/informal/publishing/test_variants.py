"""Variants as they are published."""

import numpy as np

from beffroi.engines.informal.publishing import Options, planned
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER
from tests.towns import informal


def test_a_variant_keeps_its_stops_its_times_and_what_is_hailed() -> None:
    variant = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan.variants[0]

    assert variant.stop_ids == ("marche", "ecole", "pont", "village")
    assert np.allclose(variant.along, [0, 600, 1_200, 2_100], rtol=0.01)
    assert np.allclose(variant.hailed, 0.2)
    (run,) = variant.runs
    assert run.arrivals.tolist() == [0, 100, 215, 380]
    assert run.departures.tolist() == [0, 115, 230, 380]
    assert run.bands[:, 2].tolist() == [600, 1_200]
