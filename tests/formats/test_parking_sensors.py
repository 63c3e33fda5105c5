"""Events of sensors summed by day and hour, against a plain loop."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.formats.parking_sensors import read
from beffroi.foundation.errors import FaultyFileError

DAY = 86_400


def test_hours_taken_are_those_of_a_plain_loop(tmp_path: Path) -> None:
    draw = np.random.default_rng(0)
    t = np.sort(draw.choice(3 * DAY, 60, replace=False)) + 20_000 * DAY
    code, bit = draw.integers(0, 2, 60), draw.integers(0, 2, 60)
    pd.DataFrame({
        "Capteur": [f"C{k}" for k in code], "Horodatage": t.astype("datetime64[s]"),
        "État": np.where(bit, "Occupé", "libre"),
    }).sample(frac=1, random_state=1).to_csv(tmp_path / "s.csv", index=False)  # fmt: skip

    days, said = read(tmp_path / "s.csv")

    plain = np.zeros((2, 72))
    for k in (0, 1):
        own, state = t[code == k], bit[code == k]
        for start, stop, taken in zip(own, [*own[1:], t[-1]], state, strict=True):
            for second in range(start, stop) if taken else ():
                plain[k, (second - 20_000 * DAY) // 3_600] += 1
        assert days.changes[k].sum() == (np.diff(state) != 0).sum()
    assert said == ()
    assert days.first == 20_000
    assert np.abs(days.taken.reshape(2, -1) - plain).max() == 0


@pytest.mark.parametrize("time", ["1767225600", "1767225600000", "2026-01-01T00:00:00Z",
                                  "2026-01-01 00:00:00+02:00", "01/01/2026 00:00"])  # fmt: skip
def test_times_are_read_as_operators_write_them(tmp_path: Path, time: str) -> None:
    (tmp_path / "s.csv").write_text(f"id,time,state\nA,{time},1\nA,jamais,0\n", encoding="utf-8")

    days, said = read(tmp_path / "s.csv")

    assert days.start[0] == 1_767_225_600
    assert [words.en for words in said] == [
        "s.csv: 1 event left out, without a sensor or a time that can be read"
    ]


def test_a_state_that_is_none_is_counted(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        "id,time,state\nA,2026-01-01 00:00:00,1\nA,2026-01-01 01:00:00,?\n", encoding="utf-8"
    )

    days, _ = read(tmp_path / "s.csv")

    assert (days.events.tolist(), days.bad.tolist()) == ([[2]], [[1]])


def test_events_of_no_time_are_refused(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("id,time,state\nA,jamais,1\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="no event"):
        read(tmp_path / "s.csv")
