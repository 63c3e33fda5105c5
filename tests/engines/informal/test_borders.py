"""Clocks and currencies that are not those of the network."""

import pandas as pd

from beffroi.engines.informal.borders import Naming, abroad, unconverted
from tests.towns import informal_street

HOME = Naming("A", "America/Cayenne", "EUR")


def test_what_is_of_the_network_is_not_told_again() -> None:
    listed = pd.DataFrame({
        "time_zone": pd.array(["America/Cayenne", "America/Paramaribo", None], dtype="string"),
    })  # fmt: skip

    made = abroad(listed, HOME)

    assert made is not None
    assert made["time_zone"].notna().tolist() == [False, True, False]
    assert "currency" not in made
    assert abroad(None, HOME) is None


def test_a_line_that_calls_where_other_money_is_paid_is_told() -> None:
    network = informal_street.network()
    before = list(unconverted(network, "EUR"))
    network.stops.loc[network.stops.index[0], "currency"] = "SRD"

    told = [words.en for words in unconverted(network, "EUR")]

    assert before == []
    assert len(told) == 1
    assert "SRD" in told[0]
    assert list(unconverted(network, "")) == []
