"""Remarks."""

import pandas as pd

from beffroi.engines.mobility.validity.remark import WHOLE, remarked, whole


def test_nothing_found_is_no_remark() -> None:
    assert list(remarked("loop", "stop_times", pd.DataFrame())) == []


def test_a_remark_about_the_whole_feed_has_no_row() -> None:
    remark = whole("feed_expired", last_day="2026-01-01")

    assert remark.table == ""
    assert remark.rows.index.tolist() == [WHOLE]
    assert remark.rows["last_day"].tolist() == ["2026-01-01"]
