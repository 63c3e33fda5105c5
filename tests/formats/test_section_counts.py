"""Counts of parked vehicles, as sheets hold them."""

from pathlib import Path

import pytest

from beffroi.formats.section_counts import read
from beffroi.foundation.errors import FaultyFileError


def test_counts_are_read_and_what_cannot_be_is_named(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        "Rue;Date;Heure;Véhicules\nRue Haute;12/05/2026;9h;4\nRue Haute;12/05/2026;9h;5\n"
        "Rue Haute;12/05/2026;10h;-1\n;12/05/2026;10h;3\n", encoding="utf-8",
    )  # fmt: skip

    counts, said = read(path)

    assert counts[["section", "day", "vehicles"]].to_numpy().tolist() == [
        ["Rue Haute", "2026-05-12", 5.0]
    ]
    assert [words.en for words in said] == [
        "c.csv: rows left out, without a section, a time or a number of 0 or more: 4, 5",
        "c.csv: 1 count left out, of a section counted again at the same time",
    ]


def test_a_sheet_without_a_count_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("rue;heure;véhicules\nR;9h;x\n", encoding="utf-8")

    with pytest.raises(FaultyFileError):
        read(path)
