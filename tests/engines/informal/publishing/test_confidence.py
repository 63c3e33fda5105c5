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
    gone = table[table["id"] == "2-out"]
    assert set(gone["state"]) == {"left_out"}
    assert set(gone["reason"]) == {"provisional"}


@pytest.mark.parametrize("seed", range(2))
def test_an_item_has_a_state_and_a_reason_only_if_left_out(seed: int) -> None:
    town = network(seed)

    table = confidence(town, planned(town, Options(PUBLISHER, BEGIN)))

    assert ((table["state"] == "left_out") == table["reason"].notna()).all()
