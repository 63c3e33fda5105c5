"""`beffroi gtfs merge`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.engines.mobility.integration.feeds import BUS, COACH
from tests.formats.gtfs.feeds import zipped


def written(folder: Path) -> None:
    for name, files in (("bus.zip", BUS), ("car.zip", COACH)):
        zipped(folder, {f"{table}.txt": text for table, text in files.items()}, name)


def test_two_timetables_are_merged_and_told(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path)

    ran = beffroi("gtfs", "merge", "bus.zip", "car.zip", "--out", "merged.zip", "--json", "-",
                  "--review", "review.csv", "--keys", "tib, bleus")  # fmt: skip

    assert ran.returncode == 0
    assert (tmp_path / "merged.zip").is_file()
    assert (tmp_path / "review.csv").is_file()
    assert "2 trips in merged.zip (2 before: 1 tib + 1 bleus), none lost." in ran.stderr
    assert json.loads(ran.stdout)["files"] == ["merged.zip"]


def test_it_is_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    written(tmp_path)

    ran = beffroi("gtfs", "merge", "bus.zip", "car.zip", "--out", "m.zip", language="fr")

    assert "2 courses dans m.zip" in ran.stderr


def test_a_file_that_is_not_there_is_told_in_one_sentence(beffroi: Callable) -> None:
    ran = beffroi("gtfs", "merge", "a.zip", "b.zip", "--out", "m.zip")

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
