import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.regulation.draws import Dice, told

positive = st.floats(0.1, 1e6)


@given(st.tuples(positive, positive, positive).map(sorted))
def test_the_best_estimate_stands_within_its_interval(bounds: list[float]) -> None:
    low, value, high = bounds
    dice = Dice(np.random.default_rng(0), 50)

    for drawn in (dice.between(value, low, high), dice.around(value, low, high)):
        said = told(drawn)
        assert said.value == value
        assert said.low is None or said.low <= value <= (said.high or 0)


def test_nine_draws_in_ten_lie_within_the_bounds_given() -> None:
    drawn = Dice(np.random.default_rng(0), 20_000).around(600.0, 500.0, 900.0)

    assert abs(((drawn >= 500) & (drawn <= 900)).mean() - 0.9) < 0.01


def test_factors_have_mean_one() -> None:
    drawn = Dice(np.random.default_rng(0), 20_000).factor(0.3)

    assert abs(drawn[1:].mean() - 1) < 0.01
    assert Dice(np.random.default_rng(0), 2).factor(0.0).tolist() == [1.0, 1.0, 1.0]


def test_what_is_unknown_has_no_interval(dice: Dice) -> None:
    assert told(dice.certain(float("nan")), minimum=True).value is None
