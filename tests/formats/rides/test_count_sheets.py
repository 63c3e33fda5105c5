"""Sheets of counts, told by their columns."""

from pathlib import Path

import pytest

from beffroi.formats.rides import count_sheets
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.language import message

SHEETS = {
    "departs": "heure;lon;lat;ligne\n2026-01-05 08:10;-54,03;5,49;1\n",
    "passagers": "trajet;lon;lat;montées;descentes\nA;-54,03;5,49;3;\n",
    "croises": "trajet;véhicules croisés\nA;4\n",
    "attentes": "trajet;attente min\nA;7,5\n",
    "flotte": "ligne;véhicules\n1;6\n2;4\n2;5\n",
}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_kind_is_told_by_its_columns(tmp_path: Path) -> None:
    found = count_sheets.read([written(tmp_path, *item) for item in SHEETS.items()])

    assert found.departures is not None
    assert found.departures["label"].tolist() == ["1"]
    assert found.passengers is not None
    assert found.passengers.loc[0, ["ride", "boardings"]].tolist() == ["A", 3.0]
    assert found.passengers["alightings"].isna().all()
    assert found.met is not None
    assert found.met["met"].tolist() == [4.0]
    assert found.waits is not None
    assert found.waits["seconds"].tolist() == [450.0]
    # Line 2 is told to have four vehicles, and five.
    assert found.fleet == {"1": 6}
    assert any("2" in words.fr and "ligne" in words.fr for words in found.warnings)


def test_all_that_is_wrong_is_gathered_and_named_by_its_line(tmp_path: Path) -> None:
    text = "ride,met\nA,3\n,4\nB,-1\nC,2.5\nD,1e9\nE,many\n"

    found = count_sheets.read([written(tmp_path, "met", text)])

    assert found.met is not None
    assert found.met["ride"].tolist() == ["A"]
    assert ["3" in found.warnings[0].fr, "4, 5, 6, 7" in found.warnings[1].fr] == [True, True]
    with pytest.raises(FaultyFileError, match="met cannot be used on lines 2"):
        count_sheets.read([written(tmp_path, "none", "ride,met\n,-3\n")])


@pytest.mark.parametrize("text", [
    "ride,met,wait_min\nA,1,2\n", "animal,colour\ncat,black\n", "ride,lon,lat\nA,1,2\n",
    "ride,wait_min\n",
])  # fmt: skip
def test_a_sheet_of_no_kind_or_of_several_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FaultyFileError):
        count_sheets.read([written(tmp_path, "sheet", text)])


def test_the_faults_of_several_sheets_are_told_at_once(tmp_path: Path) -> None:
    sheets = [written(tmp_path, "met", "ride,met\n,-3\n"), written(tmp_path, "cat", "cat\nblack\n"),
              tmp_path / "absent.csv"]  # fmt: skip

    with pytest.raises(InputError) as refused:
        count_sheets.read(sheets)

    said = message(refused.value, "fr")
    assert said.startswith("3 feuilles")
    assert all(name in said for name in ("met", "cat", "absent.csv"))
