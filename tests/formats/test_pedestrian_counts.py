"""Counts of people on foot."""

from datetime import datetime
from pathlib import Path

import pytest

from beffroi.formats.pedestrian_counts import read
from beffroi.foundation.errors import FaultyFileError

HEAD = "point;lon;lat;begins;ends;passers\n"


def file(folder: Path, rows: str) -> Path:
    path = folder / "counts.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_a_count_says_where_when_and_how_many(tmp_path: Path) -> None:
    row = "Mairie;-2,0846;47,6512;2026-09-15T11:00;2026-09-15 13:00;212\n"
    blank = "Gare;-2.08;47.65;2026-09-15T11:00;2026-09-15T13:00;\n"
    found = read(file(tmp_path, row + blank))

    assert found.table["passers"].tolist() == [212]
    assert found.table["lon"].tolist() == [-2.0846]
    assert found.table["ends"][0] == datetime.fromisoformat("2026-09-15T13:00")
    assert "blank" in found.warnings[-1].en


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A;-2;47;noon;2026-09-15T13:00;5\n", "local time"),
        ("A;-2;47;2026-09-15;2026-09-15T13:00;5\n", "local time"),
        ("A;-2;47;2026-09-15T14:00;2026-09-15T13:00;5\n", "after they begin"),
        ("A;-2;47;2026-09-15T11:00Z;2026-09-15T13:00;5\n", "local time"),
        ("A;-2;97;2026-09-15T11:00;2026-09-15T13:00;5\n", "globe"),
        ("A;-2;47;2026-09-15T11:00;2026-09-15T13:00;-5\n", "negative"),
        ("A;-2;47;2026-09-15T11:00;2026-09-15T13:00;many\n", "no numbers"),
        (";-2;47;2026-09-15T11:00;2026-09-15T13:00;5\n", "no point"),
        ("", "no count"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(FaultyFileError, match=said):
        read(file(tmp_path, row))
