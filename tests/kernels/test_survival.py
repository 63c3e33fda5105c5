"""Survival: published lives, lifelines as a check, late entries, and ends told late."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import survdiff

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.survival import log_rank, survival


@pytest.fixture(scope="module")
def waltons() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    datasets = pytest.importorskip("lifelines.datasets")
    table = datasets.load_waltons()
    return table["T"].to_numpy(float), table["E"].to_numpy(bool), table["group"].to_numpy()


def test_the_published_lives_of_waltons(
    waltons: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    last, ended, _ = waltons

    curve = survival(np.zeros(len(last)), last, ended)

    assert len(last) == 163
    assert curve.at_risk[0] == 163
    assert curve.median() == 56
    assert curve.at([30.0, 60.0])[0].round(4).tolist() == [0.8272, 0.3115]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_curve_and_interval_are_those_of_lifelines_and_log_rank_that_of_statsmodels(
    waltons: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    lifelines = pytest.importorskip("lifelines")

    last, ended, group = waltons
    entry = np.where(np.arange(len(last)) % 3 == 0, last / 4, 0.0).round()
    fitted = lifelines.KaplanMeierFitter().fit(last, ended, entry=entry)
    asked = np.array([20.0, 40.0, 60.0])

    share, low, high = survival(entry, last, ended).at(asked)

    theirs = fitted.confidence_interval_survival_function_
    rows = [theirs.index[theirs.index <= age].max() for age in asked]
    assert np.allclose(share, fitted.predict(asked), atol=1e-12)
    assert np.allclose(np.stack([low, high], axis=1), theirs.loc[rows], atol=1e-6)
    code = (group == "control").astype(int)
    assert np.allclose(log_rank(entry, last, ended, code),
                       survdiff(last, ended, code, entry=entry), rtol=1e-6)  # fmt: skip
    three = np.arange(len(last)) % 3
    assert np.allclose(log_rank(entry, last, ended, three),
                       survdiff(last, ended, three, entry=entry), rtol=1e-6)  # fmt: skip


def test_lives_met_in_mid_life_bias_the_curve_unless_their_entry_is_told() -> None:
    dice = np.random.default_rng(2)
    life = dice.exponential(8.0, 8_000)
    age_at_start = dice.uniform(0, 20, 8_000)
    met = life > age_at_start
    entry, last = age_at_start[met], life[met]
    true = np.exp(-5 / 8)

    told, low, high = survival(entry, last, np.ones(len(last))).at(5.0)
    untold = survival(np.zeros(len(last)), last, np.ones(len(last))).at(5.0)[0]

    assert low < true < high
    assert abs(told - true) < 0.03
    assert untold > true + 0.15


def test_ends_told_late_bias_the_curve_and_the_correction_recovers_it() -> None:
    covered, plain, mended = [], [], []
    stop, now = 9.5, 10.0
    for seed in range(60):
        dice = np.random.default_rng(seed)
        born, life, lag = (dice.uniform(0, 9.4, 700), dice.exponential(8.0, 700),
                           dice.exponential(1.5, 700))  # fmt: skip
        dies = born + life
        ended = (dies <= stop) & (dies + lag <= now)
        last = np.where(ended, life, stop - born)
        chance = np.where(ended, 1 - np.exp(-(now - dies) / 1.5), 1.0)
        told = np.stack([chance, stop - born], axis=1)

        plain.append(survival(np.zeros(700), last, ended).at(5.0)[0])
        share, low, high = survival(np.zeros(700), last, ended, told).at([1.0, 3.0, 5.0])
        mended.append(share[2])
        covered.append((low <= np.exp(-np.array([1, 3, 5]) / 8)) & (
            np.exp(-np.array([1, 3, 5]) / 8) <= high))  # fmt: skip

    true = np.exp(-5 / 8)
    assert abs(np.mean(mended) - true) < 0.01
    assert np.mean(plain) > true + 0.05
    assert np.mean(covered) > 0.9


LIVES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 9), st.booleans()), min_size=1, max_size=30
)


@settings(deadline=None)
@given(LIVES)
def test_the_curve_falls_within_its_interval_and_never_rises(
    lives: list[tuple[int, int, bool]],
) -> None:
    entry, length, ended = (np.array(one) for one in zip(*lives, strict=True))

    curve = survival(entry, entry + length, ended)

    assert (np.diff(curve.survival) <= 1e-12).all()
    assert (curve.ended <= curve.at_risk).all()
    known = ~np.isnan(curve.low)
    assert (curve.low <= curve.survival + 1e-12)[known].all()
    assert (curve.survival <= curve.high + 1e-12)[known].all()
    assert ((curve.low >= 0) & (curve.high <= 1))[known].all()


@settings(deadline=None)
@given(LIVES)
def test_ends_that_were_sure_to_be_told_change_nothing(lives: list[tuple[int, int, bool]]) -> None:
    entry, length, ended = (np.array(one) for one in zip(*lives, strict=True))
    last = entry + length

    sure = survival(entry, last, ended, np.stack([np.ones(len(last)), last + 5], axis=1))

    assert np.allclose(sure.survival, survival(entry, last, ended).survival)


def test_nothing_is_known_beyond_what_was_watched() -> None:
    curve = survival([1.0, 2.0], [3.0, 4.0], [True, False])

    assert np.isnan(curve.at([0.5, 4.5])[0]).all()
    assert curve.at(2.0)[0] == 1
    assert np.isnan(curve.at(2.0)[1])
    assert np.isnan(survival([0.0], [9.0], [False]).median())


def test_one_group_has_nothing_to_be_compared_with() -> None:
    assert np.isnan(log_rank([0, 0], [1, 2], [True, True], [0, 0])).all()
    assert np.isnan(log_rank([0, 0], [1, 2], [False, False], [0, 1])).all()


@pytest.mark.parametrize(
    ("entry", "exit_", "ended", "told", "says"),
    [([0.0], [1.0, 2.0], [True], None, "one of each"),
     ([2.0], [1.0], [True], None, "to a later one"),
     ([0.0], [1.0], [True], [[0.0, 2.0]], "chance above 0"),
     ([0.0], [1.0], [True], [[0.5, 0.5]], "before the watch stops"),
     ([0.0], [1.0], [True], [0.5], "two columns")],
)  # fmt: skip
def test_impossible_lives_are_refused(
    entry: list[float], exit_: list[float], ended: list[bool], told: list[float] | None, says: str
) -> None:
    with pytest.raises(ShapeError, match=says):
        survival(entry, exit_, ended, told)
