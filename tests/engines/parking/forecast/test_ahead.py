"""An hour ahead: days alike are followed, nothing to come is looked at, intervals hold."""

import numpy as np
import pytest

from beffroi.engines.parking.forecast.ahead import LEVEL, forecast, learnt, past
from beffroi.engines.parking.forecast.series import A_DAY, SATURDAY, SUNDAY, WEEKDAY, Site
from beffroi.foundation.errors import ShapeError

KINDS = np.array([WEEKDAY] * 3 + [SATURDAY, SUNDAY] + [WEEKDAY] * 3)


def drawn(seed: int, noise: float = 0.02) -> Site:
    draw = np.random.default_rng(seed)
    hours = np.arange(A_DAY) / 4
    day = {WEEKDAY: 0.2 + 0.6 * np.exp(-(((hours - 11) / 3) ** 2)),
           SATURDAY: 0.2 + 0.7 * np.exp(-(((hours - 16) / 2) ** 2)),
           SUNDAY: np.full(A_DAY, 0.2)}  # fmt: skip
    means = np.concatenate([day[kind] for kind in KINDS])
    drift = np.zeros(len(means))
    for t in range(1, len(means)):
        drift[t] = 0.95 * drift[t - 1] + draw.normal(0, noise)
    return Site(f"s{seed}", 200.0, np.clip(means + drift, 0, 1))


def test_what_is_to_come_is_never_looked_at() -> None:
    whole, at = drawn(1), 5 * A_DAY + 40
    cut = Site("cut", 200.0, np.where(np.arange(len(whole.occupancy)) <= at, whole.occupancy, 0.0))
    law = learnt([past(drawn(2), KINDS, ahead=4)])

    both = [forecast(past(s, KINDS, ahead=4), law) for s in (whole, cut)]

    for one, other in zip(*both, strict=True):
        assert one[: at + 1] == pytest.approx(other[: at + 1], nan_ok=True)


def test_days_alike_are_followed_and_intervals_of_a_car_park_never_seen_hold() -> None:
    law = learnt([past(drawn(seed), KINDS, ahead=4) for seed in range(8)])
    judged = slice(5 * A_DAY, -4)
    covered, error, same = [], [], []
    for seed in range(20, 26):
        seen = past(drawn(seed), KINDS, ahead=4)
        middle, low, high = (values[judged] for values in forecast(seen, law))
        then = seen.then[judged]
        covered.append(((then >= low) & (then <= high)).mean())
        error.append(np.abs(then - middle).mean())
        same.append(np.abs(then - seen.now[judged]).mean())

    assert np.mean(error) < 0.8 * np.mean(same)
    assert np.mean(covered) == pytest.approx(LEVEL, abs=0.06)


def test_a_saturday_is_told_by_saturdays() -> None:
    kinds = np.array([SATURDAY, WEEKDAY, SATURDAY])
    y = np.concatenate([np.linspace(0, 0.96, A_DAY), np.full(A_DAY, 0.5), np.full(A_DAY, 0.3)])

    seen = past(Site("p", 100.0, y), kinds, ahead=4)

    assert seen.told[2 * A_DAY + 10, 0] == pytest.approx(y[14] - y[10])
    assert seen.told[2 * A_DAY + 10, 2] == pytest.approx(y[10] - 0.3)
    assert seen.told[2 * A_DAY + 10, 1] == 0
    assert np.isnan(seen.told[5, 0])


def test_unknown_values_leave_unknown_forecasts() -> None:
    gone = Site("p", 200.0, np.where(np.arange(8 * A_DAY) % 50 == 0, np.nan, drawn(3).occupancy))

    middle, low, high = forecast(past(gone, KINDS, ahead=4), learnt([past(drawn(2), KINDS,
                                                                          ahead=4)]))  # fmt: skip

    assert np.isnan(middle[50 * 10])
    assert (np.isnan(middle) == np.isnan(low)).all()
    assert (low[~np.isnan(low)] <= high[~np.isnan(low)]).all()


def test_nothing_to_learn_from_and_strange_days_are_refused() -> None:
    with pytest.raises(ShapeError, match="No car park"):
        learnt([])
    with pytest.raises(ShapeError, match="each day"):
        past(drawn(1), KINDS[:3], ahead=4)
