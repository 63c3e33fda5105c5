"""Days and hours as people write them, and clocks that change with the seasons."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.carriers.clocks import (
    DAY,
    clocks,
    day_begin,
    days,
    in_utc,
    instants,
    refuse_unknown_zone,
)
from beffroi.foundation.errors import SettingsError

MAY = days(["2026-05-12"])[0]


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_way_to_write_a_time_says_the_same(hour: int, minute: int) -> None:
    written = [
        f"{hour}h{minute:02d}", f"{hour:02d}:{minute:02d}", f"{hour} h {minute:02d}",
        f"{hour}:{minute:02d}:00", f"{(hour * 60 + minute) / 1440:.6f}",
    ]  # fmt: skip

    assert clocks(written) == pytest.approx([hour * 3600 + minute * 60] * 5, abs=1)


def test_the_days_of_excel_are_days() -> None:
    assert days(["46154", "12/05/2026", "12-05-26", "2026-05-12T00:00:00"]).tolist() == [MAY] * 4
    assert instants(["46154.375", "12/05/2026 à 9h", "2026-05-12T09:00:00"]) == pytest.approx(
        MAY * DAY + 9 * 3600
    )


def test_what_is_no_time_is_not_known() -> None:
    assert np.isnan(clocks(["", "25:00", "matin", "9:75", "-1"])).all()
    assert np.isnan(days(["", "31/02/2026", "mardi", "12"])).all()
    assert np.isnan(instants(["", "2026-05-12T25:00:00", "12/05/2026"])).all()


def test_the_night_when_the_clock_changes_keeps_its_true_length() -> None:
    noon = days(["2026-10-24", "2026-10-25"]) * DAY + DAY / 2

    seconds, skipped, twice = in_utc(noon, "Europe/Paris")

    assert np.diff(seconds).tolist() == [25 * 3600]
    assert not skipped.any()
    assert not twice.any()


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="Europe/Pari"):
        refuse_unknown_zone("Europe/Pari")


def test_a_day_begins_where_nobody_passes() -> None:
    hours = {
        (8, 12, 19): 0.0, (2, 8, 12, 20): 0.0, (22, 2): 12.0, (9, 12, 15, 18, 23.5, 0.5): 4.75,
        tuple(range(24)): 0.0, (): 0.0,
    }  # fmt: skip
    for at, begin in hours.items():
        assert day_begin(np.array(at, dtype=float) * 3_600) == begin * 3_600
    around = np.arange(18, 41) * 3_600.0
    assert day_begin(around) == -6 * 3_600
    assert day_begin(np.arange(18, 90) * 3_600.0) == 0
