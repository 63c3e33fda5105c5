import re
from dataclasses import replace

import numpy as np
import pandas as pd

from beffroi.foundation.language import Words
from beffroi.report.parking_forecast_page import parks, rendered
from beffroi.study.parking_forecast import Forecast

AT = pd.Timestamp("2026-03-11 10:00")
DONE = Forecast(
    pd.DataFrame({
        "car_park": ["Halle <b>", "Gare"], "known_at": AT, "at": AT + pd.Timedelta(hours=1),
        "spaces": [100.0, 50.0], "taken_now": [40.0, 45.0], "taken": [50.0, np.nan],
        "taken_low": [42.0, np.nan], "taken_high": [58.0, np.nan],
    }),
    pd.DataFrame({
        "key": ["Halle <b>", "Gare"], "forecast": [0.02, np.nan], "same": [0.05, np.nan],
        "seasonal": [0.04, np.nan], "moved": [0.03, np.nan], "covered": [0.9, np.nan],
        "width": [0.1, np.nan], "n": [200, 0],
    }),
    pd.DataFrame({"car_park": ["Quai"], "reason": ["stuck"]}), 60, (Words("lu", "read"),),
    pd.DataFrame({
        "car_park": "Halle <b>", "at": [AT - pd.Timedelta(hours=k) for k in (3, 2, 1, 0)],
        "taken": [10.0, np.nan, 30.0, 40.0], "guess": 20.0, "low": 10.0, "high": 30.0,
    }), 8,
)  # fmt: skip


def test_the_page_says_the_hour_ahead_with_its_bounds_and_how_good_that_is() -> None:
    page = rendered(DONE)

    assert "default-src 'none'" in page
    assert page.count("<section") == page.count("</section>") == 5
    assert "42 à 58" in page
    assert "Halle &lt;b&gt;" in page
    assert "Halle <b>" not in page
    assert ">nan" not in page
    assert not re.search(r'd="[^"]*nan', page)
    assert "Quai" in page


def test_the_fullest_come_first_and_unknown_stays_unknown() -> None:
    first, second = parks(DONE)

    assert (first.name, first.ahead.en, first.error.en) == ("Gare", "unknown", "unknown")
    assert (second.ahead.en, second.bounds.en, second.seasonal.en) == ("50", "42 to 58", "4.0")
    # Nothing is drawn across what is not known: a run of one value is none.
    assert second.drawing.count("f-line") == 1


def test_car_parks_that_could_not_be_judged_are_not_said_to_be_good() -> None:
    page = rendered(replace(DONE, scores=DONE.scores.assign(n=0)))

    assert "trop peu de jours pour en juger" in page
    assert 'id="errors"' not in page
