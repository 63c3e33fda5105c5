"""Tickets of meters, as operators export them."""

from pathlib import Path

import pytest

from beffroi.formats.meter_tickets import read
from beffroi.foundation.errors import FaultyFileError


def test_tickets_are_read_without_their_plates(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Zone;Plaque;Début;Fin;Montant\nHalle;AB-123-CD;12/05/2026 09:00;12/05/2026 10:30;1,20 €\n"
        "Halle;EF-456-GH;12/05/2026 09:00;12/05/2026 08:00;\n", encoding="utf-8",
    )  # fmt: skip

    tickets, said = read(path)

    row = tickets.iloc[0]
    assert (row["section"], row["end"] - row["start"], row["amount"]) == ("Halle", 5_400, 1.2)
    assert len(tickets) == 1
    assert said[0].en.endswith("cannot be read: 3")
    assert "AB-123" not in tickets.to_csv() + said[0].fr


def test_lengths_in_minutes_are_ends(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,heure,durée\n2026-05-12,9h,45\n", encoding="utf-8")

    tickets, _ = read(path)

    assert (tickets["end"] - tickets["start"]).tolist() == [2_700]


def test_a_file_without_money_nor_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("zone,début\nHalle,12/05/2026 9h\n", encoding="utf-8")

    with pytest.raises(FaultyFileError):
        read(path)


def test_tickets_that_end_first_and_negative_amounts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("zone;début;fin;montant\nHalle;46154,5;46154,4;1,20\nHalle;46154,5;46154,6;-1\n",
                    encoding="utf-8")  # fmt: skip

    tickets, said = read(path)

    assert tickets["end"].isna().tolist() == [True, False]
    assert tickets["amount"].isna().tolist() == [False, True]
    told = [words.en for words in said]
    assert "end before they begin" in told[0]
    assert told[0].endswith("on lines 2")
    assert told[1] == "t.csv: negative amounts, held as unknown, on lines 3"
