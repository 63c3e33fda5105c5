"""Changes: openings and closings by year and street, and premises that keep nobody."""

import pandas as pd

from beffroi.engines.commerce.vitality.changes import by_group, by_year, unlucky

DATE = "2026-09-01"
SINCE = pd.Timestamp("2016-09-01")


def lives(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame({
        "cell": [row[0] for row in rows], "street": [row[0] for row in rows],
        "name": [f"shop {k}" for k in range(len(rows))],
        "opened": pd.to_datetime([row[1] for row in rows]),
        "closed": pd.to_datetime([row[2] for row in rows]),
    })  # fmt: skip


HELD = lives(("1 RUE HAUTE", "2015-01-01", "2018-03-01"), ("1 RUE HAUTE", "2018-06-01",
             "2020-01-01"), ("1 RUE HAUTE", "2020-02-01", None), ("2 RUE HAUTE", "2001-01-01",
             None), ("3 RUE HAUTE", "2017-01-01", "2019-01-01"), ("3 RUE HAUTE", "2017-01-01",
             "2019-06-01"), ("3 RUE HAUTE", "2017-01-01", None))  # fmt: skip


def test_each_year_has_its_openings_and_closings() -> None:
    found = by_year(HELD, SINCE, DATE).set_index("year")

    assert found.loc[2018, ["opened", "closed", "open"]].tolist() == [1, 1, 5]
    assert found.loc[2018, "turnover"] == 0.2
    assert found.loc[2025, "is_whole"]
    assert not found.loc[2026, "is_whole"]
    assert 2016 not in found.index


def test_who_comes_and_leaves_street_by_street() -> None:
    found = by_group(HELD, "street", SINCE, DATE).set_index("name")

    assert found.loc["3 RUE HAUTE", ["open", "opened", "closed", "net"]].tolist() == [1, 3, 2, 1]
    assert "2 RUE HAUTE" not in found.index


def test_three_one_after_the_other_are_unlucky_and_three_at_once_are_not() -> None:
    found = unlucky(HELD, SINCE)

    assert found["cell"].tolist() == ["1 RUE HAUTE"]
    assert found["occupants"].tolist() == [3]
    assert found["names"].iloc[0] == ("shop 0", "shop 1", "shop 2")


def test_a_shop_without_an_address_is_in_no_premises() -> None:
    assert unlucky(HELD.assign(cell=None), SINCE).empty
