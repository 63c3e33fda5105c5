"""The survival curve drawn: in both languages, with its table beside."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.commerce.vitality.lasting import Lasting
from beffroi.kernels.survival import survival
from beffroi.report.commerce_survival_chart import survival_chart, survival_rows


@pytest.fixture(scope="module")
def lasted() -> Lasting:
    dice = np.random.default_rng(1)
    life = dice.exponential(8, 300)
    curve = survival(np.zeros(300), np.minimum(life, 9), life <= 9)
    day = pd.Timestamp("2026-09-01")
    return Lasting(curve, curve, pd.DataFrame(), day, day, None, 0)


def test_the_curve_is_drawn_once_in_each_language(lasted: Lasting) -> None:
    drawn = survival_chart(lasted)

    assert drawn.count("<svg") == 2
    assert "Part des commerces encore là" in drawn
    assert "Share of shops still there" in drawn
    assert "NaN" not in drawn


def test_the_table_says_who_was_at_risk_and_nothing_beyond_the_watch(lasted: Lasting) -> None:
    rows = dict(survival_rows(lasted.curve))

    by_age = {name.en: [cell.en for cell in cells] for name, cells in rows.items()}
    assert by_age["1 year"][0] > "2"
    assert " to " in by_age["5 years"][3]
    assert by_age["10 years"] == ["unknown", "unknown", "unknown", "unknown"]


def test_where_nothing_ended_there_is_no_curve(lasted: Lasting) -> None:
    none = survival([0.0], [5.0], [False])

    assert (
        survival_chart(Lasting(none, none, lasted.seen, lasted.since, lasted.until, None, 0)) == ""
    )
