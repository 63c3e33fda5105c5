"""Rides written are the rides read again."""

from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.formats import rides
from beffroi.formats.rides.writing import write_csv, write_gpx
from tests.formats.rides.made import START


def drawn() -> pd.DataFrame:
    n = 30
    plain = pd.DataFrame({
        "ride_id": "s1", "device": "PHONE-1", "time": START + np.arange(n) * 1.5, "lon": -54.03,
        "lat": 5.5 + np.arange(n) * 1e-4, "event": None, "boardings": np.nan, "alightings": np.nan,
    })  # fmt: skip
    mark = plain.iloc[[9]].assign(event="Marché <&>", boardings=3, alightings=1)
    return pd.concat([plain, mark, plain.assign(ride_id="s2", time=np.nan)], ignore_index=True)


def test_gpx_and_tables_give_back_positions_times_and_marks(tmp_path: Path) -> None:
    (tmp_path / "gpx").mkdir()

    names = write_gpx(drawn(), tmp_path / "gpx", labels={"s1": "A & B"})
    write_csv(drawn(), tmp_path / "rides.csv", labels={"s1": "A & B"})

    assert names == ["s1.gpx", "s2.gpx"]
    for path in (tmp_path / "gpx", tmp_path / "rides.csv"):
        reading = rides.read([path])
        plain = reading.fixes[reading.fixes["event"].isna()]
        assert len(plain) == 60
        first = plain[plain["ride_id"] == "r00001"]
        assert np.allclose(first["time"].iloc[:9].astype(float), START + np.arange(9) * 1.5)
        assert np.allclose(first["lat"].iloc[:9].astype(float), 5.5 + np.arange(9) * 1e-4)
        assert "Marché <&>" in set(reading.fixes["event"].dropna())
        assert reading.rides["has_time"].tolist() == [True, False]
    assert reading.rides["label"].iloc[0] == "A & B"
    assert reading.fixes["boardings"].dropna().tolist() == [3]
    assert "PHONE-1" not in reading.fixes.to_csv()
