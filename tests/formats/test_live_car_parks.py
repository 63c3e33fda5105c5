"""Archives of free spaces: two shapes, times with and without an offset, strange files."""

import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from beffroi.formats.live_car_parks import capacities, read
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError

PARIS = ZoneInfo("Europe/Paris")


def _file(folder: Path, text: str, name: str = "a.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_column_a_car_park_told_in_local_time(tmp_path: Path) -> None:
    path = _file(tmp_path, "timestamp,A,B\n2026-03-02T07:00:01+00:00,5,\n2026-03-02T08:00Z,4,9\n")
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"timestamp,B\n2026-03-03T07:00Z,8\n"))

    live = read([path, tmp_path / "b.csv.gz"], PARIS)

    assert live.free.index.strftime("%d %H:%M").tolist() == ["02 08:00", "02 09:00", "03 08:00"]
    assert live.free["B"].tolist()[1:] == [9, 8]
    assert np.isnan(live.free.loc[live.free.index[0], "B"])
    assert live.warnings == ()


def test_a_row_a_car_park_with_french_dates_and_decimal_commas(tmp_path: Path) -> None:
    text = ("Horodatage;Parking;Libres\n02/03/2026 08:00;Mairie;12\n02/03/2026 08:15;Mairie;11,0\n"
            "le matin;Mairie;3\n02/03/2026 08:15;Gare;fermé\n")  # fmt: skip

    live = read([_file(tmp_path, text)], PARIS)

    assert live.free["Mairie"].tolist() == [12, 11]
    assert live.free.index[0] == pd.Timestamp("2026-03-02 08:00")
    assert [words.en for words in live.warnings] == [
        "a.csv: 1 row set aside, whose time cannot be read.",
        "a.csv: 1 value that is no number is held as unknown.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A,B\n1,2\n", "lacks columns: timestamp"),
        ("time,A\nhier,2\ndemain,3\n", "times cannot be read"),
        ("time\n2026-03-02\n", "lacks columns: place_id, free"),
    ],
)
def test_files_of_something_else_are_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FaultyFileError, match=said):
        read([_file(tmp_path, text)], PARIS)


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(b"timestamp,B\n2026-03-03T07:00Z,8\n" * 90)
    (tmp_path / "cut.csv.gz").write_bytes(whole[:-20])

    with pytest.raises(UnreadableFileError, match="cut or damaged"):
        read([tmp_path / "cut.csv.gz"], PARIS)


def test_capacities_come_from_the_national_register_too(tmp_path: Path) -> None:
    counts = capacities(_file(tmp_path, "id;nom;nb_places\nx;Mairie;1 200\nx;again;3\ny;Gare;\n"))

    assert counts["x"] == 1200
    assert np.isnan(counts["y"])
    with pytest.raises(FaultyFileError, match="num_all"):
        capacities(_file(tmp_path, "id;nom\nx;Mairie\n"))
