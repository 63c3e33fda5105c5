"""The program that runs the validator."""

import json
from pathlib import Path

import pytest

from beffroi.formats.gtfs import guru
from tests.formats.gtfs.feeds import MINIMAL, zipped

DAY = "2024-03-01"
BROKEN = {"stops.txt": MINIMAL["stops.txt"] + "LA,Là,0,0,,\nICI,Ici,47.6,-2.0,,\nICI,Ici,47,-2,,\n"}


def notices(folder: Path, changes: dict[str, str], most: int = 100) -> dict[str, dict]:
    told = guru.answered(str(zipped(folder, MINIMAL | changes)), DAY, most)["notices"]
    return {notice["code"]: notice for notice in told}


def test_each_notice_counts_its_rows_and_says_where_they_are(tmp_path: Path) -> None:
    told = notices(tmp_path, BROKEN)

    assert told["point_near_origin"]["severity"] == "ERROR"
    row = told["point_near_origin"]["rows"][0]
    assert (row["file"], row["line"]) == ("stops.txt", 6)
    assert told["duplicate_key"]["rows"][0]["line"] == 8
    assert told["duplicate_key"]["rows"][0]["fields"]["oldCsvRowNumber"] == 7


def test_all_rows_are_counted_and_the_first_are_kept(tmp_path: Path) -> None:
    told = notices(tmp_path, BROKEN, most=1)["stop_without_stop_time"]

    assert told["count"] == 3
    assert [row["line"] for row in told["rows"]] == [6]


def test_the_day_decides_what_is_over(tmp_path: Path) -> None:
    feed = str(zipped(tmp_path, MINIMAL))

    codes = [
        {notice["code"] for notice in guru.answered(feed, day, 1)["notices"]}
        for day in (DAY, "2030-01-01")
    ]

    assert "expired_calendar" not in codes[0]
    assert "expired_calendar" in codes[1]


def test_the_program_answers_to_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed, answer = zipped(tmp_path, MINIMAL), tmp_path / "answer.json"
    monkeypatch.setattr("sys.argv", ["guru.py", str(feed), DAY, "5", str(answer)])

    guru.main()

    assert json.loads(answer.read_text(encoding="utf-8")) == guru.answered(str(feed), DAY, 5)
    assert capsys.readouterr().out == ""
