"""Lives: periods joined, late entries kept, what is not known left out."""

import pandas as pd
import pytest

from beffroi.engines.commerce.vitality.lives import lives, watched
from beffroi.territory.commerce import PERIODS

DATE = "2026-09-01"


def periods(*rows: tuple[str, str | None, str | None, str]) -> pd.DataFrame:
    return PERIODS.typed(pd.DataFrame({
        "period_id": [f"{siret}{k}" for k, (siret, *_) in enumerate(rows)],
        "siret": [row[0] for row in rows], "begins": [row[1] for row in rows],
        "ends": [row[2] for row in rows], "state": [row[3] for row in rows],
        "activity": [f"47.{k}" for k in range(len(rows))],
    }))  # fmt: skip


def test_a_change_of_activity_is_one_life_and_the_last_activity_counts() -> None:
    found = lives(periods(("A", "2010-01-01", "2012-12-31", "active"),
                          ("A", "2013-01-01", "2019-06-30", "active"),
                          ("A", "2019-07-01", None, "closed")), DATE)  # fmt: skip

    assert len(found) == 1
    assert found["opened"].iloc[0] == pd.Timestamp("2010-01-01")
    assert found["closed"].iloc[0] == pd.Timestamp("2019-07-01")
    assert found["activity"].iloc[0] == "47.1"


def test_a_season_is_no_end_and_a_year_is() -> None:
    found = lives(periods(("A", "2010-01-01", "2011-10-31", "active"),
                          ("A", "2011-11-01", "2011-12-31", "closed"),
                          ("A", "2012-01-01", "2014-12-31", "active"),
                          ("A", "2015-01-01", "2016-01-01", "closed"),
                          ("A", "2016-01-02", None, "active")), DATE)  # fmt: skip

    assert found["opened"].dt.year.tolist() == [2010, 2016]
    assert found["closed"].isna().tolist() == [False, True]


def test_what_the_future_holds_is_not_heeded() -> None:
    found = lives(periods(("A", "2010-01-01", "2027-01-01", "active"),
                          ("B", "2026-12-01", None, "active")), DATE)  # fmt: skip

    assert found["siret"].tolist() == ["A"]
    assert found["closed"].isna().all()


def test_lives_are_watched_from_their_age_at_the_start_and_the_dead_before_are_left_out() -> None:
    held = lives(periods(("A", "2010-01-01", "2019-12-31", "active"),
                         ("B", "2010-01-01", "2014-12-31", "active"),
                         ("C", "2020-01-01", None, "active"),
                         ("D", None, None, "active")), DATE)  # fmt: skip

    found = watched(held, pd.Timestamp("2016-01-01"), pd.Timestamp("2025-01-01"))

    assert found["siret"].tolist() == ["A", "C"]
    assert found["entry"].tolist() == pytest.approx([6.0, 0.0], abs=0.01)
    assert found["exit"].tolist() == pytest.approx([10.0, 5.0], abs=0.01)
    assert found["ended"].tolist() == [True, False]


def test_the_day_that_stands_for_none_is_unknown() -> None:
    found = lives(periods(("A", "1900-01-01", None, "active")), DATE)

    assert found["opened"].isna().all()


def test_no_period_is_no_life() -> None:
    assert lives(PERIODS.empty(), DATE).empty
