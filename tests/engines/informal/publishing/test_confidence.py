"""How sure each item is, published or not."""

import pytest

from beffroi.engines.informal.publishing import Options, confidence, planned
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER, network
from tests.towns import informal


def test_bounds_of_headways_are_kept_and_what_is_left_out_says_why() -> None:
    town = informal.network()

    table = confidence(town, planned(town, Options(PUBLISHER, BEGIN)))

    headway = table[(table["quantity"] == "headway") & (table["id"] == "1-out:weekday:21600")]
    assert headway[["value", "low", "high"]].to_numpy().tolist() == [[600.0, 480.0, 780.0]]
    assert headway["sureness"].tolist() == ["sure"]
    gone = table[table["id"] == "2-out"]
    assert set(gone["state"]) == {"left_out"}
    assert set(gone["reason"]) == {"provisional"}


def test_a_wide_headway_is_doubtful_and_bounds_alone_are_kept() -> None:
    town = informal.network()
    town.headways.loc[0, "high_s"] = 6_000.0
    town.headways.loc[1, ["headway_s", "wait_s", "variation"]] = None

    table = confidence(town, planned(town, Options(PUBLISHER, BEGIN)))

    own = table[(table["quantity"] == "headway") & table["id"].str.startswith("1-out")]
    assert own["sureness"].tolist() == ["doubtful", "unknown"]
    assert own["value"].isna().tolist() == [False, True]
    assert own["low"].notna().all()
    assert own["state"].tolist() == ["published", "left_out"]
    assert own["reason"].tolist()[1] == "headway_unknown"


@pytest.mark.parametrize("seed", range(2))
def test_an_item_has_a_state_and_a_reason_only_if_left_out(seed: int) -> None:
    town = network(seed)

    table = confidence(town, planned(town, Options(PUBLISHER, BEGIN)))

    assert ((table["state"] == "left_out") == table["reason"].notna()).all()
