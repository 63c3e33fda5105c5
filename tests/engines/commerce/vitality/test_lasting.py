"""Lasting: the survival of shops is recovered, and what goes with it."""

import numpy as np
import pandas as pd
import pytest

from beffroi.drawing.lives import lives as drawn_lives
from beffroi.drawing.lives import outliving
from beffroi.engines.commerce.vitality.lasting import ASKED, groups, hazards, lasting

DATE = "2026-09-01"
DAY = pd.Timestamp(DATE)
MEAN, LAG = 9.0, 1.5


def town(seed: int, n: int = 2_500) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw shops over forty years, exponential lives, closings told late by an exponential lag."""
    dice = np.random.default_rng(seed)
    opened = DAY - pd.to_timedelta(dice.uniform(0, 40 * 365.25, n).astype(int), unit="D")
    life, lag = dice.exponential(MEAN, n) + 0.003, dice.exponential(LAG, n)
    closed = pd.Series(opened + pd.to_timedelta((life * 365.25).astype(int) + 1, unit="D"))
    told = closed + pd.to_timedelta((lag * 365.25).astype(int), unit="D")
    is_known = told <= DAY
    lives = pd.DataFrame({"siret": np.arange(n).astype(str), "opened": opened,
                          "closed": closed.where(is_known)})  # fmt: skip
    return lives, pd.DataFrame({"closed": closed, "told": told})[is_known]


def test_the_true_curve_is_within_the_band_and_the_plain_one_is_biased() -> None:
    true = np.exp(-np.array(ASKED) / MEAN)
    held, plain, cut = [], [], []
    for seed in range(12):
        lives, lags = town(seed)
        found = lasting(lives, DATE, lags)
        _, low, high = found.curve.at(ASKED)
        held.append((low <= true) & (true <= high))
        plain.append(found.plain.at(ASKED)[0])
        cut.append(lasting(lives, DATE).curve.at(ASKED)[0])

    assert np.mean(held) > 0.85
    assert np.mean(plain, axis=0)[2] > true[2] + 0.03
    assert abs(np.mean(cut, axis=0)[2] - true[2]) < np.mean(plain, axis=0)[2] - true[2]


def test_the_drawn_town_s_law_is_recovered_as_often_as_a_band_promises() -> None:
    true, held, plain, mended = outliving(np.array(ASKED)), [], [], []
    for seed in range(24):
        dice = np.random.default_rng(seed)
        table = drawn_lives(dice.random(300) >= 0.12, np.full(300, 0.12), dice).table
        days = {name: DAY - pd.to_timedelta(table[name], unit="D")
                for name in ("opened", "closed", "told")}  # fmt: skip
        is_told = table["told"].notna()
        lives = pd.DataFrame({"opened": days["opened"], "closed": days["closed"].where(is_told)})
        lags = pd.DataFrame({"closed": days["closed"], "told": days["told"]})[is_told]

        found = lasting(lives, DATE, lags)

        share, low, high = found.curve.at(ASKED)
        held.append((low <= true) & (true <= high))
        plain.append(found.plain.at(ASKED)[0])
        mended.append(share)

    assert np.mean(held) >= 0.9
    bias, left = (np.mean(one, axis=0)[2] - true[2] for one in (plain, mended))
    assert bias > 0.015
    assert abs(left) < bias / 2


def test_without_delays_the_last_months_are_left_aside() -> None:
    lives, lags = town(1)

    assert lasting(lives, DATE, lags.head(5)).law is None
    assert lasting(lives, DATE).until < DAY - pd.Timedelta(days=540)
    assert lasting(lives, DATE, lags).law is not None


def test_lives_of_unknown_birth_are_counted_and_left_out() -> None:
    lives, _ = town(1)
    lives.loc[:9, "opened"] = pd.NaT

    assert lasting(lives, DATE).undated == 10


@pytest.fixture(scope="module")
def seen() -> pd.DataFrame:
    lives, lags = town(3, 1_500)
    frame = lasting(lives, DATE, lags).seen
    return frame.assign(family=np.where(np.arange(len(frame)) % 3 == 0, "food", "home"))


def test_families_that_last_alike_are_not_told_apart(seen: pd.DataFrame) -> None:
    found, (statistic, probability) = groups(seen, "family")

    assert [one.name for one in found] == ["home", "food"]
    assert statistic >= 0
    assert probability > 0.01


def test_what_doubles_the_hazard_is_found_with_its_interval() -> None:
    dice = np.random.default_rng(4)
    n = 1_200
    chain, near = dice.random(n) < 0.4, dice.random(n) * 0.3
    life = dice.exponential(8.0 / np.exp(np.log(2.0) * chain))
    entry = dice.uniform(0, 6, n)
    kept = life > entry
    frame = pd.DataFrame({"entry": entry, "exit": np.minimum(life, entry + 5),
                          "ended": life <= entry + 5})[kept]  # fmt: skip
    covariates = pd.DataFrame({"chain": chain, "near": near}, dtype=float)[kept]

    found = hazards(frame.reset_index(drop=True), covariates.reset_index(drop=True))

    row = found.set_index("covariate")
    assert row.loc["chain", "low"] < 2.0 < row.loc["chain", "high"]
    assert row.loc["chain", "probability"] < 1e-4
    assert row.loc["near", "low"] < 1.0 < row.loc["near", "high"]


def test_few_closings_carry_few_covariates(seen: pd.DataFrame) -> None:
    few = seen.head(40)
    covariates = pd.DataFrame(np.random.default_rng(0).random((40, 9)), index=few.index)

    found = hazards(few, covariates)

    assert len(found) == int(few["ended"].sum()) // 10
    assert hazards(few.head(5), covariates.head(5)).empty


def test_a_covariate_that_does_not_vary_is_left_out(seen: pd.DataFrame) -> None:
    covariates = pd.DataFrame({"same": 1.0}, index=seen.index)

    assert hazards(seen, covariates).empty
