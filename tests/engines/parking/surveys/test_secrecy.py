"""Counts of stays that give nobody away."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.parking.surveys.secrecy import CLASSES, HIDDEN, counted, overstays


def table(counts: list[list[int]]) -> pd.DataFrame:
    middles = np.array([0.2, 0.7, 1.5, 3, 5, 9]) * 3_600
    rows = [(f"S{s}", middles[c]) for s, own in enumerate(counts)
            for c, n in enumerate(own) for _ in range(n)]  # fmt: skip
    section, length = zip(*rows, strict=True)
    last = np.array(length)
    return pd.DataFrame({"section": section, "before": 0.0, "first": 0.0, "last": last,
                         "after": last})  # fmt: skip


COUNTS = st.lists(
    st.lists(st.integers(0, 12), min_size=6, max_size=6).filter(lambda own: sum(own) > 0),
    min_size=1, max_size=5,
)  # fmt: skip


@given(COUNTS)
def test_no_small_count_is_shown_nor_left_by_a_subtraction(counts: list[list[int]]) -> None:
    found = counted(table(counts))

    cells = found[[*CLASSES, "all"]].to_numpy()
    assert not ((cells > 0) & (cells < 5)).any()
    for row in cells[:-1]:
        own, total = row[:-1], row[-1]
        if total != HIDDEN:
            assert total >= 10
            left = total - own[own != HIDDEN].sum()
            assert left == 0 or left >= 5


def test_a_short_section_is_hidden_with_another() -> None:
    found = counted(table([[3, 3, 0, 0, 0, 0], [20, 20, 0, 0, 0, 0], [30, 30, 0, 0, 0, 0]]))

    assert found["all"].tolist() == [HIDDEN, HIDDEN, 60, 106]


def test_vehicles_beyond_the_limit_and_long_stayers_are_counted_apart() -> None:
    rows = table([[9, 0, 0, 6, 0, 7], [9, 0, 0, 6, 0, 2], [20, 0, 0, 0, 0, 8], [0, 0, 0, 0, 9, 30]])

    found = overstays(rows, pd.Series({"S0": 120.0, "S1": 120.0, "S3": 480.0}))

    assert found["seen"].tolist() == [22, 17, 28, 39]
    assert found["over"].fillna(-9).tolist() == [13, HIDDEN, -9, 30]
    # Two long-stayers would follow from those of the whole survey: a second section hides them.
    assert found["long"].tolist() == [7, HIDDEN, HIDDEN, 30]
