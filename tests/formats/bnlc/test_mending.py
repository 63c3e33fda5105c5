"""Mending of a register: what is understood is written as the schema asks, and told."""

from pathlib import Path

import pytest

from beffroi.formats import bnlc
from tests.formats.bnlc.registers import DAY, row, written


def test_what_is_understood_is_mended_and_told(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(date_maj="24/06/2019", ouvert="Oui", nbre_pl="12.0"),
        row(id_lieu="35236-C-002", type="PARKING RELAIS", Xlong="47.6512", Ylat="-2.0812"),
    )

    made = bnlc.mended(bnlc.opened(path), DAY, most_rows=5)

    assert made.is_valid
    assert made.faults == ()
    assert {notice.code for notice in made.repairs} == {
        "mended_day", "mended_flag", "mended_whole", "mended_kind", "mended_swap"
    }  # fmt: skip
    first, second = made.sheet.cells.to_dict("records")
    assert (first["date_maj"], first["ouvert"], first["nbre_pl"]) == ("2019-06-24", "true", "12")
    assert (second["type"], second["Xlong"], second["Ylat"]) == (
        "Parking relais", "-2.0812", "47.6512"
    )  # fmt: skip


def test_nothing_is_guessed(tmp_path: Path) -> None:
    path = written(tmp_path, row(date_maj="hier", ouvert="parfois", type="Place"))

    made = bnlc.mended(bnlc.opened(path), DAY, most_rows=5)

    assert not made.is_valid
    assert made.repairs == ()
    assert {n.code for n in made.faults} == {"bad_day", "bad_flag", "not_a_choice"}


@pytest.mark.real
def test_the_national_register_goes_round_without_loss(real_data: Path, tmp_path: Path) -> None:
    sheet = bnlc.opened(real_data / "parking" / "bnlc_2026-08.csv")
    made = bnlc.mended(sheet, DAY, most_rows=5)

    bnlc.write_sheet(made.sheet.cells, tmp_path / "out.csv")

    again = bnlc.opened(tmp_path / "out.csv")
    own = list(bnlc.COLUMNS)
    assert len(again.cells) == 2_473
    assert again.cells[own].equals(made.sheet.cells[own])
    assert bnlc.mended(again, DAY, most_rows=5).repairs == ()
    changed = sum(notice.count for notice in made.repairs)
    differs = (made.sheet.cells[own] != sheet.cells[own]).fillna(value=False).sum().sum()
    assert changed == differs
