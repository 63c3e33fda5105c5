"""Check of what is published of an offer."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import SettingsError
from beffroi.study.offer_checks import check_bnlc, check_gbfs, export_bnlc
from tests.formats.bnlc.registers import DAY, row
from tests.formats.bnlc.registers import written as register
from tests.formats.gbfs.systems import saved, system


def test_a_valid_system_has_nothing_said_of_it(tmp_path: Path) -> None:
    inspected = check_gbfs(saved(tmp_path / "velo", system("3.0")), DAY)

    assert inspected.format == "GBFS 3.0"
    assert not inspected.has_errors
    assert inspected.as_json()["check"]["counts"]["error"] == {"notices": 0, "rows": 0}
    assert len(list(inspected.lines())) == 1


def test_faults_are_explained_in_both_languages(tmp_path: Path) -> None:
    inspected = check_bnlc(register(tmp_path, row(ouvert="oui"), row(nbre_pl="x")), DAY)

    said = [words.fr for words in inspected.lines()]
    assert inspected.has_errors
    assert any("bnlc.csv:2" in line and "column=ouvert" in line for line in said)
    assert {notice["code"] for notice in inspected.as_json()["notices"]} == {
        "bad_flag", "bad_number", "repeated_id"
    }  # fmt: skip


def test_a_register_that_cannot_be_mended_is_not_written(tmp_path: Path) -> None:
    path = register(tmp_path, row(ouvert="parfois"))

    inspected = export_bnlc(path, tmp_path / "out.csv", DAY)

    assert inspected.has_errors
    assert not (tmp_path / "out.csv").exists()


def test_a_register_that_can_be_mended_is_written_and_valid(tmp_path: Path) -> None:
    path = register(tmp_path, row(ouvert="oui", date_maj="24/06/2019"))

    export_bnlc(path, tmp_path / "out.csv", DAY)

    assert check_bnlc(tmp_path / "out.csv", DAY).told == ()


def test_what_is_no_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        check_gbfs(tmp_path, "demain")
