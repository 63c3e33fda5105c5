"""Rides drawn from a file into a folder."""

import json
from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import rides
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study.informal_simulation import Options, as_json, simulate, told
from tests.engines.informal.feeds import files
from tests.formats.gtfs.feeds import zipped


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return zipped(tmp_path, files())


def test_the_rides_written_are_those_of_the_truth(feed: Path, tmp_path: Path) -> None:
    options = Options(rides=4, sampling=5.0, counts=True, fares=True, labels=True, seed=3)

    drawn = simulate(feed, tmp_path / "out", options, form="csv")

    reading = rides.read([tmp_path / "out" / "rides"])
    truth = pd.read_csv(tmp_path / "out" / "truth" / "rides.csv")
    assert reading.rides["n_fixes"].sum() >= truth["n_fixes"].sum()
    assert sorted(reading.rides["label"]) == sorted(truth["label"])
    assert reading.rides["state"].eq("used").all()
    assert {"departures.csv", "fares.csv", "truth/passes.csv"} <= set(drawn.files)
    assert all((tmp_path / "out" / name).is_file() for name in drawn.files)
    kept = json.loads((tmp_path / "out" / "truth" / "options.json").read_text(encoding="utf-8"))
    assert kept["seed"] == 3
    assert as_json(drawn)["rides"] == 4
    assert next(told(drawn)).en.startswith("4 invented rides, ")


def test_a_feed_without_fares_gives_no_sheet_of_prices(tmp_path: Path) -> None:
    bare = {name: text for name, text in files().items() if not name.startswith("fare")}

    drawn = simulate(zipped(tmp_path, bare), tmp_path / "out", Options(rides=1, fares=True))

    assert "fares.csv" not in drawn.files
    assert any("no fares" in words.en for words in told(drawn))


def test_nothing_is_written_over(feed: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not empty"):
        simulate(feed, tmp_path, Options(rides=1))
    with pytest.raises(SettingsError, match="gpx or csv"):
        simulate(feed, tmp_path / "out", Options(), form="kml")
    assert not (tmp_path / "out").exists()
