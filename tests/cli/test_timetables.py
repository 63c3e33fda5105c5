"""`beffroi gtfs`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.engines.mobility.validity.feeds import CLEAN, DAY
from tests.formats.gtfs.feeds import zipped
from tests.formats.gtfs.flex import described

FILES = {f"{name}.txt": text for name, text in CLEAN.items()}


def test_a_feed_without_error_ends_well(beffroi: Callable, tmp_path: Path) -> None:
    zipped(tmp_path, FILES)

    ran = beffroi("gtfs", "check", "feed.zip", "--date", DAY, "--json", "-")

    answer = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert "0 errors, 1 warning, 0 remarks" in ran.stderr
    assert (answer["check"]["feed"], answer["check"]["date"]) == ("feed.zip", DAY)
    assert answer["check"]["counts"]["error"] == {"notices": 0, "rows": 0}
    assert [answer[key] for key in ("figures", "findings", "warnings")] == [[], [], []]


def test_errors_in_the_feed_end_with_code_1_and_are_explained(
    beffroi: Callable, tmp_path: Path
) -> None:
    zipped(tmp_path, FILES | {"stops.txt": FILES["stops.txt"] + "LA,Là,0,0,,\n"})

    ran = beffroi("gtfs", "check", "feed.zip", "--date", DAY, language="fr")

    assert ran.returncode == 1
    assert "Un point est placé au large de l'Afrique (0, 0)" in ran.stderr
    assert "stops.txt:7" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_bad_usage_ends_with_code_2(beffroi: Callable, tmp_path: Path) -> None:
    zipped(tmp_path, FILES)

    absent = beffroi("gtfs", "check", "none.zip")
    undated = beffroi("gtfs", "check", "feed.zip", "--date", "demain")

    assert (absent.returncode, undated.returncode) == (2, 2)
    assert "there is no such file" in absent.stderr
    assert "is not a date" in undated.stderr


def test_without_a_day_the_feed_is_judged_today(beffroi: Callable, tmp_path: Path) -> None:
    zipped(tmp_path, {"stops.txt": "stop_id\nA\n"})

    ran = beffroi("gtfs", "check", "feed.zip", "--json", "out.json")

    answer = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert ran.returncode == 1
    assert len(answer["check"]["date"]) == 10


def test_a_service_on_demand_is_written(beffroi: Callable, tmp_path: Path) -> None:
    described.written(tmp_path)

    made = beffroi("gtfs", "flex", "tad.toml", "--out", "flex.zip", "--json", "-")
    refused = beffroi("gtfs", "flex", "zones.geojson", "--out", "x.zip")

    assert made.returncode == 0
    assert json.loads(made.stdout)["files"] == ["flex.zip"]
    assert (tmp_path / "flex.zip").is_file()
    assert refused.returncode == 2
