"""`beffroi gbfs` and `beffroi bnlc`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.formats.bnlc.registers import DAY, row, written
from tests.formats.gbfs.systems import saved, system


def test_a_valid_system_ends_well(beffroi: Callable, tmp_path: Path) -> None:
    saved(tmp_path / "velo", system())

    ran = beffroi("gbfs", "check", "velo", "--date", DAY, "--json", "-")

    assert ran.returncode == 0
    assert json.loads(ran.stdout)["check"]["format"] == "GBFS 2.3"
    assert "0 errors" in ran.stderr


def test_errors_end_with_code_1(beffroi: Callable, tmp_path: Path) -> None:
    files = system()
    files["station_information"]["data"]["stations"][0].pop("lat")
    saved(tmp_path / "velo", files)

    ran = beffroi("gbfs", "check", "velo", "--date", DAY, language="fr")

    assert ran.returncode == 1
    assert "Un champ obligatoire manque" in ran.stderr


def test_a_register_is_checked_mended_and_written(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path, row(ouvert="oui"))

    checked = beffroi("bnlc", "check", "bnlc.csv", "--date", DAY)
    exported = beffroi("bnlc", "export", "bnlc.csv", "--out", "neuf.csv", "--date", DAY)
    again = beffroi("bnlc", "check", "neuf.csv", "--date", DAY)

    assert (checked.returncode, exported.returncode, again.returncode) == (1, 0, 0)


def test_an_absent_file_ends_with_code_2(beffroi: Callable) -> None:
    assert beffroi("gbfs", "check", "rien").returncode == 2
    assert beffroi("bnlc", "check", "rien.csv").returncode == 2
