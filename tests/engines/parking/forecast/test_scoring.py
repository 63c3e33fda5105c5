"""The forecast judged on car parks that taught it nothing, beside what costs nothing."""

import numpy as np
import pytest

from beffroi.engines.parking.forecast.ahead import past
from beffroi.engines.parking.forecast.scoring import scores
from beffroi.engines.parking.forecast.series import A_DAY
from tests.engines.parking.forecast.test_ahead import KINDS, drawn


def test_each_is_judged_without_having_taught() -> None:
    seeds = list(range(12))
    pasts = [past(drawn(seed), KINDS, ahead=4) for seed in seeds]

    table = scores([f"s{seed}" for seed in seeds], pasts, warm=5 * A_DAY)
    plain = pasts[3]
    then, n = plain.then[5 * A_DAY : -4], 3 * A_DAY - 4

    assert (table["n"] == n).all()
    assert table.loc[3, "same"] == pytest.approx(np.abs(then - plain.now[5 * A_DAY : -4]).mean())
    assert table.loc[3, "seasonal"] == pytest.approx(
        np.abs(then - drawn(3).occupancy[4 * A_DAY + 4 : 7 * A_DAY]).mean()
    )
    assert (table["forecast"] < table["seasonal"]).mean() > 0.9
    assert table["covered"].mean() == pytest.approx(0.9, abs=0.06)
