"""Counts set as passes."""

import pandas as pd

from beffroi.engines.parking.surveys.counts import as_passes


def test_counts_are_passes_of_their_day() -> None:
    counts = pd.DataFrame({"section": ["R"], "time": [86_400.0 + 9 * 3_600], "vehicles": [4.0]})

    passes = as_passes(counts)

    assert passes.loc[0].tolist() == ["R", "1970-01-02", 118_800.0, 4.0, "read"]
