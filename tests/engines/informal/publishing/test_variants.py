"""Variants as they are published."""

from dataclasses import replace

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


def test_where_nobody_counted_hailing_is_unknown_unless_the_town_states_it() -> None:
    town = informal.network()
    uncounted = replace(town, sections=town.sections.assign(is_counted=False))
    said = [
        planned(uncounted, Options(PUBLISHER, BEGIN, hailed=hailed)).plan
        for hailed in (False, True)
    ]

    assert np.isnan(said[0].variants[0].hailed).all()
    assert (said[1].variants[0].hailed == said[1].hail_some).all()
