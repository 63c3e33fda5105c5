"""Counts at barriers, as sheets hold them."""

from pathlib import Path

import pytest

from beffroi.formats.barrier_counts import read
from beffroi.foundation.errors import FaultyFileError


def test_blank_movements_are_none_and_rows_come_in_order(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text(
        "Parking,Date heure,Entrées,Sorties\nHalle,12/05/2026 10:00,,3\n"
        "Halle,12/05/2026 09:00,5,\nHalle,hier,5,1\n", encoding="utf-8",
    )  # fmt: skip

    counts, said = read(path)

    assert counts[["entries", "exits"]].to_numpy().tolist() == [[5, 0], [0, 3]]
    assert "car park, a time or numbers of 0 or more: 4" in said[0].en


def test_a_sheet_of_entries_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("parking,heure,entrées\nHalle,9h,5\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="sorties"):
        read(path)
