"""What can be stated is published, the rest is told with its reason."""

from dataclasses import replace

import pandas as pd
import pytest

from beffroi.engines.informal.publishing import REASONS, Assumed, Options, feed, planned
from beffroi.foundation.errors import SettingsError
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER, network
from tests.towns import informal

OPTIONS = Options(PUBLISHER, BEGIN)


def test_a_provisional_variant_is_left_out_with_all_that_only_it_needs() -> None:
    found = planned(informal.network(), OPTIONS)

    assert [v.variant_id for v in found.plan.variants] == ["1-out", "1-back"]
    assert set(zip(found.left_out["kind"], found.left_out["id"], strict=True)) == {
        ("variant", "2-out"), ("route", "2"), ("stop", "hopital"), ("fare", "2"),
    }  # fmt: skip


def test_an_unknown_headway_is_not_published_unless_the_town_states_one() -> None:
    town = informal.network()
    town = replace(town, headways=town.headways.assign(headway_s=pd.NA))

    found = planned(town, OPTIONS)
    stated = planned(town, replace(OPTIONS, assumed=Assumed(900, 5.0, 6 * 3600, 19 * 3600)))

    assert found.plan.variants == ()
    assert "headway_unknown" in set(found.left_out["reason"])
    assert {int(b[2]) for v in stated.plan.variants for r in v.runs for b in r.bands} == {900}
    with pytest.raises(SettingsError):
        feed(found.plan, "canonical")


@pytest.mark.parametrize("seed", range(3))
def test_every_variant_stop_and_route_is_published_or_left_out(seed: int) -> None:
    town = network(seed)

    found = planned(town, OPTIONS)

    out = {kind: set(own["id"]) for kind, own in found.left_out.groupby("kind")}
    ids = {kind: {new: old for old, new in own.items()} for kind, own in found.ids.items()}
    published = {
        "variant": {ids["variant"][v.variant_id] for v in found.plan.variants},
        "stop": {ids["stop"][s] for s in found.plan.stops["stop_id"]},
        "route": {ids["route"][r] for r in found.plan.routes["route_id"]},
    }
    for kind, table in (("variant", town.variants), ("stop", town.stops), ("route", town.routes)):
        gone = out.get(kind, set())
        assert published[kind] | gone == set(table.iloc[:, 0])
        assert not published[kind] & gone
    assert set(found.left_out["reason"]) <= set(REASONS)
