"""Instants: one clock for all that devices write."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from beffroi.formats.rides.instants import instants

NOON = 1_676_808_000.0
"""2023-02-19T12:00:00Z. [s]"""


@pytest.mark.parametrize(
    "text",
    ["2023-02-19T12:00:00Z", "2023-02-19 09:00:00-03:00", "19/02/2023 12:00:00", "20230219120000",
     "2023-02-19 12:00:00 UTC", "1676808000", "1676808000000", "2/19/2023 12:00:00 PM"],
)  # fmt: skip
def test_one_instant_is_read_whatever_writes_it(text: str) -> None:
    assert instants(pd.Series([text]), "", Counter()).tolist() == [NOON]


def test_an_instant_without_offset_is_placed_only_by_what_is_known() -> None:
    mixed = pd.Series(["2023-02-19T12:00:00Z", "2023-02-19 09:00:00", None])
    notes: Counter[str] = Counter()

    assert np.isnan(instants(mixed, "", notes)[1:]).all()
    assert notes == {"zone_unknown": 1}
    assert instants(mixed, "America/Cayenne", Counter())[:2].tolist() == [NOON, NOON]
    assert instants(mixed[1:2], "", notes)[0] == NOON - 3 * 3600
    assert notes["zone_assumed"] == 1


def test_what_is_no_instant_is_unknown_and_counted() -> None:
    notes: Counter[str] = Counter()

    read = instants(pd.Series(["0001-01-01T00:00:00Z", "hier", "12:00", "2023-02-30T10:00:00Z"]),
                    "", notes)  # fmt: skip

    assert np.isnan(read).all()
    assert notes["instants"] == 4
