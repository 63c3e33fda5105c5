"""Vacancy: shares by premises and metres with their intervals, and ages."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.commerce.vitality.vacancy import (
    age_of,
    ages,
    by,
    is_surveyed,
    months_vacant,
    vacancy,
)
from beffroi.kernels.proportions import wilson_interval
from tests.engines.commerce.vitality.street import premises

DATE = "2026-09-01"


def sides(table: pd.DataFrame) -> pd.Series:
    return table["premises_id"].astype("object")


def test_by_premises_and_by_metres() -> None:
    held = premises("tttvt?", front=[5.0, 5.0, 5.0, 15.0, None, 9.0])

    found = vacancy(held, sides(held))

    assert (found.premises, found.vacant, found.unknown) == (5, 1, 1)
    assert found.share == 0.2
    assert (found.low, found.high) == pytest.approx(wilson_interval(1, 5))
    assert (found.metres, found.vacant_metres, found.unmeasured) == (30.0, 15.0, 1)
    assert found.metre_low < found.metre_share == 0.5 < found.metre_high


def test_without_a_front_metres_are_unknown_not_zero() -> None:
    held = premises("ttv")

    assert np.isnan(vacancy(held, sides(held)).metre_share)


def test_where_nobody_looked_vacancy_is_unknown_not_zero() -> None:
    held = premises("tttt", front=5.0)

    assert not is_surveyed(held)
    found = by(held, sides(held), "street")[0]
    assert np.isnan([found.share, found.low, found.metre_share]).all()


def test_a_full_street_of_a_town_that_was_walked_has_none_and_its_bound_says_how_sure() -> None:
    held = premises("ttttv")
    held.loc[[0, 1, 2], "street"] = "Rue Basse"

    low_street = {one.name: one for one in by(held, sides(held), "street")}["Rue Basse"]

    assert low_street.share == 0
    assert low_street.high == pytest.approx(float(wilson_interval(0, 3)[1]))


def test_ages_are_counted_and_the_undated_stand_apart() -> None:
    since = [None, "2026-07-01", "2025-06-01", "2020-01-01", None, "2027-01-01"]
    held = premises("tvvvvv", vacant_since=since)

    found = {one.key: one for one in ages(held, DATE)}

    assert [found[key].premises for key in ("frictional", "lasting", "structural", "undated")] == [
        1, 1, 1, 2,
    ]  # fmt: skip
    assert found["structural"].share == pytest.approx(1 / 3)
    assert np.isnan(found["undated"].share)


def test_without_a_date_no_vacancy_has_an_age() -> None:
    held = premises("v", vacant_since=["2026-01-01"])

    assert age_of(months_vacant(held, "")).tolist() == ["undated"]


def test_half_a_year_and_two_years_are_the_bounds() -> None:
    assert age_of(pd.Series([5.99, 6.0, 24.0, 24.01])).tolist() == [
        "frictional", "lasting", "lasting", "structural",
    ]  # fmt: skip


@pytest.mark.parametrize(("n_walked", "expected"), [(0, True), (8, True), (9, False), (10, False)])
def test_vacancy_is_a_floor_until_a_walk_saw_most_premises(
    n_walked: int, *, expected: bool
) -> None:
    held = premises("tttvtttvtt").assign(
        sources=["osm+walk" if k < n_walked else "osm" for k in range(10)]
    )

    assert vacancy(held, sides(held)).minimum is expected
