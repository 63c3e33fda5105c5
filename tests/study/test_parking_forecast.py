"""Forecasting car parks from files: what is written, what is set aside, what is refused."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study.parking_forecast import FILES, as_json, run, told
from tests.engines.parking.forecast.test_ahead import drawn

GERMANY = Path(__file__).parents[2].parent / "shared" / "data" / "parking" / "occupancy_de_2023-09"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    clock = pd.date_range("2026-03-04", periods=8 * 96, freq="15min")
    free = {f"p{k}": np.round(200 * (1 - drawn(k).occupancy)) for k in range(5)}
    table = pd.DataFrame(free | {"dead": 7, "unknown": free["p1"]}, clock)
    table.to_csv(tmp_path / "free.csv", index_label="time")
    spaces = pd.Series({**dict.fromkeys(free, 200), "dead": 90}, name="num_all")
    spaces.to_csv(tmp_path / "spaces.csv", index_label="id")
    return tmp_path / "free.csv", tmp_path / "spaces.csv"


def test_each_car_park_is_forecast_or_set_aside_and_why(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    done = run([files[0]], files[1], tmp_path / "out")

    assert len(done.ahead) == 5
    assert (done.ahead["taken_low"] <= done.ahead["taken"]).all()
    assert (done.ahead["at"] - done.ahead["known_at"] == pd.Timedelta(hours=1)).all()
    assert dict(done.aside.itertuples(index=False)) == {"dead": "stuck", "unknown": "capacity"}
    assert all((tmp_path / "out" / name).is_file() for name in FILES)
    said = " ".join(words.fr for words in told(done, tmp_path))
    assert "2 parcs mis de côté" in said
    assert as_json(done)["forecast"][0]["spaces"] == 200
    assert ",200," in (tmp_path / "out" / FILES[0]).read_text().splitlines()[1]
    assert done.days == 8


def test_an_archive_that_ends_a_minute_after_midnight_holds_no_day_more(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    table = pd.read_csv(files[0], index_col="time", parse_dates=True)
    table.loc[pd.Timestamp("2026-03-12 00:00")] = table.iloc[-1]
    table.to_csv(files[0])

    assert run([files[0]], files[1], tmp_path / "out").days == 8


@pytest.mark.parametrize(
    ("options", "said"),
    [({"minutes": 50}, "multiple of 15"), ({"zone": "Paris"}, "time zone"),
     ({"country": "Gaul"}, "two letters")],
)  # fmt: skip
def test_strange_options_are_refused(
    files: tuple[Path, Path], tmp_path: Path, options: dict, said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        run([files[0]], files[1], tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


def test_too_little_to_learn_from_is_told(files: tuple[Path, Path], tmp_path: Path) -> None:
    table = pd.read_csv(files[0])
    table.head(96).to_csv(tmp_path / "day.csv", index=False)
    table[["time", "p1", "dead"]].to_csv(tmp_path / "one.csv", index=False)

    with pytest.raises(InputError, match="1 days"):
        run([tmp_path / "day.csv"], files[1], tmp_path / "out")
    with pytest.raises(InputError, match=r"Only 1 car parks can be used \(hardly ever"):
        run([tmp_path / "one.csv"], files[1], tmp_path / "out")


@pytest.mark.real
@pytest.mark.skipif(not GERMANY.is_dir(), reason="../shared/data is absent")
def test_the_german_week_is_forecast_better_than_by_its_own_past(tmp_path: Path) -> None:
    done = run(sorted(GERMANY.glob("*.csv.gz")), GERMANY / "meta-data.csv", tmp_path / "out",
               zone="Europe/Berlin", country="DE")  # fmt: skip

    means = done.scores[done.scores["n"] > 0].mean(numeric_only=True)
    assert len(done.ahead) > 100
    assert done.days == 7
    assert means["forecast"] < 0.5 * means["seasonal"]
    assert means["forecast"] < 0.7 * means["same"]
    assert 0.85 < means["covered"] < 0.95
