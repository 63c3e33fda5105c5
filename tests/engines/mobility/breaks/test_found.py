"""What is found of breaks."""

import pandas as pd

from beffroi.engines.mobility.breaks.found import found_breaks, is_on
from tests.engines.mobility.breaks.drawn import both


def test_missed_connections_know_where_they_are() -> None:
    found = found_breaks(*both())

    assert found.missed is not None
    assert found.missed[["x", "y"]].notna().all(axis=None)


def test_a_connection_missed_on_two_days_counts_for_both() -> None:
    missed = pd.DataFrame({"days": ["school_weekday, saturday", "sunday"]})

    assert is_on(missed, "saturday").tolist() == [True, False]
