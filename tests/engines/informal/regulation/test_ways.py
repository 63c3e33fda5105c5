from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.informal.regulation.ways import middle, ways
from beffroi.territory.informal import InformalNetwork


def test_a_way_is_measured_in_metres(street: InformalNetwork) -> None:
    made = {way.variant_id: way for way in ways(street, middle(street))}

    out = made["A-out"]
    assert np.hypot(*np.diff(out.line, axis=0).T).sum() == pytest.approx(6_000, rel=0.01)
    assert out.boardings == pytest.approx(0.3 * 41)
    assert out.stays == pytest.approx(10.0 * 39)
    assert out.hailed == pytest.approx(0.4)
    assert made["D-out"].is_loop
    assert not out.is_loop


def test_passengers_of_a_way_are_unknown_where_one_stop_was_not_counted(
    street: InformalNetwork,
) -> None:
    calls = street.calls.copy()
    calls.loc[3, "boardings"] = pd.NA
    made = ways(replace(street, calls=calls), middle(street))

    assert np.isnan(made[0].boardings)
    assert made[0].weights.tolist() == [1.0] * 41


def test_a_variant_without_two_stops_is_left_out(street: InformalNetwork) -> None:
    calls = street.calls[street.calls["variant_id"] != "C-out"]
    made = ways(replace(street, calls=calls), middle(street))

    assert "C-out" not in {way.variant_id for way in made}
