"""Lives: the law of lives and the share of empty premises hold in every year of the past."""

import numpy as np
import pandas as pd
import pytest

from beffroi.drawing.lives import FIVE_YEARS, MEAN, PAST, lives, outliving

N, EMPTY = 4_000, 0.12
DAYS = 365.25


@pytest.fixture(scope="module")
def held() -> pd.DataFrame:
    dice = np.random.default_rng(1)
    return lives(dice.random(N) >= EMPTY, np.full(N, EMPTY), dice).table


def test_the_law_is_that_of_insee_at_five_years() -> None:
    assert outliving(np.array([0.0, 5.0])).tolist() == [1.0, pytest.approx(FIVE_YEARS)]


@pytest.mark.parametrize("before", [0.0, 5.0, 12.0])
def test_as_many_premises_stand_empty_in_the_past_as_today(
    held: pd.DataFrame, before: float
) -> None:
    day = before * DAYS
    there = (held["opened"] >= day) & ~(held["closed"] >= day)

    assert abs(1 - there.sum() / N - EMPTY) < 0.015


def test_shops_opened_in_one_year_outlive_by_the_law(held: pd.DataFrame) -> None:
    cohort = held[held["opened"].between(10 * DAYS, 16 * DAYS)]
    life = (cohort["opened"] - cohort["closed"].fillna(0)) / DAYS

    for year in (1.0, 3.0, 5.0):
        assert abs((life > year).mean() - outliving(np.array([year]))[0]) < 0.03


def test_lives_follow_one_another_without_overlap(held: pd.DataFrame) -> None:
    rows = held.sort_values(["row", "rank"])
    later = rows.groupby("row")["opened"].shift()

    assert (rows["closed"][later.notna()] >= later.dropna()).all()
    assert (rows["opened"] > rows["closed"].fillna(0)).all()
    assert rows["closed"].max() <= PAST * DAYS


def test_some_closings_are_declared_late_and_the_last_ones_not_yet(held: pd.DataFrame) -> None:
    closed = held[held["closed"].notna()]

    assert (closed["told"] <= closed["closed"]).sum() == closed["told"].notna().sum()
    recent = closed["closed"] < DAYS
    assert closed["told"].isna()[recent].mean() > 0.2
    assert closed["told"].isna()[closed["closed"] > 10 * DAYS].mean() < 0.01


def test_those_met_today_live_longer_than_most(held: pd.DataFrame) -> None:
    today = held[held["closed"].isna()]

    assert (today["opened"] / DAYS).mean() > MEAN
