"""Plate surveys as field agents write them, and plates that go nowhere."""

import string
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.plate_reads import read
from beffroi.foundation.errors import FaultyFileError, SettingsError
from beffroi.territory.parking_surveys import PLATE_READS

HEADER = "Plaque;Rue;Date;Heure;Passage"


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "plaques.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_survey_becomes_reads_without_plates(tmp_path: Path) -> None:
    path = written(
        tmp_path, "AB-123-CD;Rue Haute;12/05/2026;9h;1", "ab 123 cd;Rue Haute;12/05/2026;9h30;2",
        "EF-456-GH;Rue  Basse;2026-05-12;09:00;1", "vide;Rue Basse;12/05/2026;9h30;2",
    )  # fmt: skip

    found = read(path)

    reads = PLATE_READS.check(found.reads)
    assert reads["vehicle"].fillna(-9).tolist() == [0, 0, 1, -9]
    assert reads["section"].tolist() == ["Rue Haute"] * 2 + ["Rue Basse"] * 2
    assert set(reads["day"]) == {"2026-05-12"}
    assert reads["instant"].diff()[1] == 1_800
    assert found.warnings == ()


def test_nothing_links_the_days_of_a_vehicle(tmp_path: Path) -> None:
    rows = [f"AB-123-CD;R;{day}/05/2026;9h;1" for day in (12, 13)]

    assert read(written(tmp_path, *rows)).reads["vehicle"].tolist() == [0, 1]


def test_a_vehicle_seen_on_both_sides_of_midnight_is_one(tmp_path: Path) -> None:
    night = ("12/05/2026;22h30", "12/05/2026;23h30", "13/05/2026;0h30", "13/05/2026;23h30")
    rows = [f"AB-123-CD;R;{at};" for at in night]

    found = read(written(tmp_path, *rows))

    assert found.reads["vehicle"].tolist() == [0, 0, 0, 1]
    assert found.reads["day"].tolist() == ["2026-05-12"] * 3 + ["2026-05-13"]
    assert "the day of the survey begins at 11:30" in found.warnings[0].en


def test_a_night_without_a_date_keeps_the_order_of_its_passes(tmp_path: Path) -> None:
    path = written(tmp_path, "AB-123-CD;R;23h30", "AB-123-CD;R;0h30", header="Plaque;Rue;Heure")

    reads = read(path).reads

    assert reads["vehicle"].tolist() == [0, 0]
    assert reads["instant"].diff()[1] == 3_600


PLATES = st.text(string.ascii_uppercase, min_size=2, max_size=2)


@given(PLATES, st.integers(100, 999), PLATES, st.sampled_from(["", "25h", "31/02/2026"]))
def test_no_plate_is_in_what_is_said_or_kept(
    tmp_path_factory: pytest.TempPathFactory, start: str, n: int, end: str, bad: str
) -> None:
    plate = f"{start}-{n}-{end}"
    rows = [f"{plate};R;12/05/2026;9h;1", f"{plate};R;12/05/2026;9h;1", f"{plate};R;{bad};{bad};1"]

    found = read(written(tmp_path_factory.mktemp("p"), *rows, f"{plate};;12/05/2026;9h;1"))

    said = found.reads.to_csv() + "".join(w.fr + w.en for w in found.warnings)
    assert not any(text in said for text in (plate, plate.replace("-", ""), f"-{n}-"))


def test_faults_are_named_by_their_lines_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = written(
        tmp_path, "A1;R;12/05/2026;9h;1", "A1;R;12/05/2026;9h;1", "B2;;12/05/2026;9h;1",
        "C3;R;12/15/2026;9h;1", "D4;R;12/05/2026;29h;1", "?;R;12/05/2026;9h;1",
        "E5;R;12/05/2026;9h;1", "F6;R;12/05/2026;9h;1",
    )  # fmt: skip

    found = read(path)

    assert sorted(found.reads["vehicle"].tolist()) == [-1, 0, 1, 2]
    assert [words.en for words in found.warnings] == [
        "plaques.csv: rows without a section left out, on lines 4",
        "plaques.csv: rows whose day cannot be read left out, on lines 5",
        "plaques.csv: rows whose time cannot be read left out, on lines 6",
        "plaques.csv: 1 read left out, of a plate seen twice in a section at one pass",
    ]


def test_a_file_that_is_mostly_wrong_is_refused_with_all_its_faults(tmp_path: Path) -> None:
    path = written(tmp_path, "A1;R;mardi;9h;1", "B2;;12/05/2026;9h;1", "C3;R;12/05/2026;9h;1")

    with pytest.raises(FaultyFileError, match="2 faults") as caught:
        read(path)

    assert len(caught.value.faults) == 2


def test_the_clock_that_changes_is_told(tmp_path: Path) -> None:
    rows = [f"A{k};R;{when};1" for k, when in enumerate(
        ["29/03/2026;2h30", "25/10/2026;2h30", "29/03/2026;4h", "29/03/2026;1h"])]  # fmt: skip

    found = read(written(tmp_path, *rows))

    assert [words.en for words in found.warnings] == [
        "plaques.csv: rows left out, at a time that the clock skipped when it changed, on lines 2",
        (
            "plaques.csv: times that the clock showed twice when it changed: the first is taken, "
            "on lines 3"
        ),
    ]
    assert found.reads.loc[found.reads["day"] == "2026-03-29", "instant"].diff().iloc[-1] == -7_200


def test_a_workbook_with_its_dates_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Immatriculation", "Tronçon", "Date et heure"])
    for hour in (9, 10):
        sheet.append(["AB-123-CD", "Rue Haute", datetime(2026, 5, 12, hour)])  # noqa: DTZ001
    book.save(tmp_path / "a.xlsx")

    reads = read(tmp_path / "a.xlsx").reads

    assert reads["vehicle"].tolist() == [0, 0]
    assert (reads["time"] % 86_400).tolist() == [9 * 3600, 10 * 3600]


def test_passes_called_by_their_hour_need_no_other_column(tmp_path: Path) -> None:
    path = written(tmp_path, "A1;R;9h", "A1;R;10h", header="plaque;rue;passage")

    found = read(path)

    assert found.reads["time"].tolist() == [9 * 3600, 10 * 3600]
    assert "names no day" in found.warnings[0].en


def test_a_zone_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read(written(tmp_path, "A1;R;12/05/2026;9h;1"), zone="Mars")
