"""`beffroi study`, typed as a person would: make, check, run, report, and every bad input."""

import gzip
import json
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.study.test_arbitrations import with_decision
from tests.towns import hamlet


def test_a_study_from_nothing_to_its_report(beffroi: Callable, tmp_path: Path) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    hamlet.write_gtfs(tmp_path / "bus.zip")

    made = beffroi("study", "new", "redon", "--commune", "35236", "--osm", "hamlet.osm",
                   "--gtfs", "bus.zip")  # fmt: skip
    checked = beffroi("study", "check", "redon")
    ran = beffroi("study", "run", "redon", "--json", "-")
    again = beffroi("study", "run", "redon")
    reported = beffroi("study", "report", "redon")

    assert made.returncode == checked.returncode == ran.returncode == reported.returncode == 0
    assert "it would add" in checked.stderr
    answer = json.loads(ran.stdout)
    assert set(answer) == {"decisions", "figures", "findings", "needs", "proposals", "warnings"}
    assert {figure["id"]: figure["value"] for figure in answer["figures"]}[
        "commerce.vacancy_rate"
    ] == 0.25
    assert " 1. " in ran.stderr
    assert "nothing was computed again" in again.stderr
    page = (tmp_path / "redon" / "report" / "index.html").read_text(encoding="utf-8")
    assert "Redon" in page


def test_what_people_said_is_given_with_the_other_sources(
    beffroi: Callable, tmp_path: Path
) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    for name in ("answers.csv", "margins.csv", "notes.csv", "a.csv", "b.csv"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / "answers.csv").write_text("qui,deviceid\nhab,d\n", encoding="utf-8")

    made = beffroi("study", "new", "s", "--commune", "35236", "--osm", "hamlet.osm",
                   "--survey", "form=achats,answers=answers.csv,margins=margins.csv",
                   "--notes", "notes.csv", "--maturity", "a.csv",
                   "--maturity", "b.csv")  # fmt: skip
    wrong = beffroi("study", "new", "t", "--commune", "35236", "--survey", "answers.csv")

    assert made.returncode == 0, made.stderr
    assert "were not copied into it (deviceid)" in made.stderr
    given = tomllib.loads((tmp_path / "s" / "study.toml").read_text(encoding="utf-8"))
    assert given["survey"] == [
        {"form": "achats", "answers": "inputs/answers.csv", "margins": "inputs/margins.csv"}
    ]
    assert given["sources"]["maturity"] == ["inputs/a.csv", "inputs/b.csv"]
    assert wrong.returncode == 2
    assert "key=value" in wrong.stderr
    assert not (tmp_path / "t").exists()


def test_the_json_of_check_lists_what_is_missing(beffroi: Callable, tmp_path: Path) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    beffroi("study", "new", "s", "--commune", "35236", "--osm", "hamlet.osm")

    answer = json.loads(beffroi("study", "check", "s", "--json", "-").stdout)

    assert {"figures", "findings", "warnings", "lacks"} == set(answer)
    assert "gtfs" in {lack["id"] for lack in answer["lacks"]}


def test_a_report_before_any_run_says_what_to_do(beffroi: Callable, tmp_path: Path) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    beffroi("study", "new", "s", "--commune", "35236", "--osm", "hamlet.osm")

    ran = beffroi("study", "report", "s")

    assert ran.returncode == 2
    assert "beffroi study run s" in ran.stderr


BOMB = """<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><osm version="0.6"><node id="1" lat="&b;"/></osm>"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<osm version="0.6"><note>&x;</note></osm>"""


DAMAGED_MAPS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: whole[:0],
    "empty.osm.pbf": lambda whole: whole[:60],
    "cut.osm.pbf": lambda whole: whole[: len(whole) * 2 // 3],
    "page.osm": lambda _: b"<!DOCTYPE html><html><title>404</title></html>",
    "bomb.osm": lambda _: BOMB.encode(),
    "external.osm": lambda _: EXTERNAL.encode(),
    "gzip-bomb.osm.gz": lambda _: gzip.compress(b"<osm>" + b" " * 300_000_000),
    "noise.osm.pbf": lambda _: bytes(range(256)) * 40,
}
"""Maps that nobody should be able to study, from a whole one."""


@pytest.mark.parametrize("name", DAMAGED_MAPS)
def test_a_map_that_cannot_be_read_is_one_sentence_and_no_result(
    beffroi: Callable, tmp_path: Path, name: str
) -> None:
    whole = hamlet.write_osm(tmp_path / "whole.osm.pbf").read_bytes()
    path = tmp_path / name
    path.write_bytes(DAMAGED_MAPS[name](whole))
    beffroi("study", "new", "s", "--commune", "35236", "--osm", path)

    ran = beffroi("study", "run", "s")

    assert ran.returncode == 2, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Error:" in ran.stderr
    assert Path(name).name.partition(".")[0] in ran.stderr
    assert not (tmp_path / "s" / "results" / "figures.json").exists()
    assert not (tmp_path / "s" / "report").exists()


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def members(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def damaged_feed(folder: Path, name: str) -> Path:
    """Write a timetable that nobody should be able to study."""
    if name == "bomb.zip":
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("stops.txt", "0" * 300_000_000)
        return folder / name
    whole = members(hamlet.write_gtfs(folder / "whole.zip"))
    times = whole["stop_times.txt"]
    broken = {
        "climbing.zip": whole | {"../evil.txt": "x"},
        "absolute.zip": whole | {"/etc/evil.txt": "x"},
        "timeless.zip": {n: t for n, t in whole.items() if n != "stop_times.txt"},
        "sixty-one.zip": whole | {"stop_times.txt": times.replace("08:00:00", "25:61:00")},
    }
    return zipped(folder / name, broken[name])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("climbing.zip", "outside the archive"),
        ("absolute.zip", "outside the archive"),
        ("timeless.zip", "stop_times"),
        ("sixty-one.zip", "25:61:00"),
        ("bomb.zip", "bomb"),
    ],
)
def test_a_timetable_that_cannot_be_used_is_one_sentence(
    beffroi: Callable, tmp_path: Path, name: str, said: str
) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    path = damaged_feed(tmp_path, name)
    beffroi("study", "new", "s", "--commune", "35236", "--osm", "hamlet.osm", "--gtfs", path)

    ran = beffroi("study", "run", "s")

    assert ran.returncode == 2, ran.stderr
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "s" / "results" / "figures.json").exists()
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_timetable_written_oddly_is_repaired_and_says_so(
    beffroi: Callable, tmp_path: Path
) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    whole = members(hamlet.write_gtfs(tmp_path / "whole.zip"))
    stops = whole["stops.txt"].replace("47.6", "  47.6").replace("Marché", "Marche")
    odd = whole | {"stops.txt": "\ufeff" + stops}
    zipped(tmp_path / "odd.zip", odd)
    beffroi("study", "new", "s", "--commune", "35236", "--osm", "hamlet.osm", "--gtfs", "odd.zip")

    ran = beffroi("study", "run", "s", "--json", "-")

    answer = json.loads(ran.stdout)
    values = {figure["id"]: figure["value"] for figure in answer["figures"]}
    assert values["mobility.stops"] == 3
    assert any("space" in words["en"] for words in answer["warnings"])


def test_a_perimeter_in_the_wrong_place_or_shape_is_one_sentence(
    beffroi: Callable, tmp_path: Path
) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    ring = [[-2.08, 47.65], [-2.07, 47.65], [-2.07, 47.66]]
    shapes = {
        "open": [*ring, [-2.0799, 47.66]],
        "metres": [[x * 1e5 + 6e5, y * 1e5 + 2e6] for x, y in [*ring, ring[0]]],
        "elsewhere": [[x + 6, y - 3] for x, y in [*ring, ring[0]]],
    }
    for name, corners in shapes.items():
        drawn = {"type": "Polygon", "coordinates": [corners]}
        (tmp_path / f"{name}.geojson").write_text(json.dumps(drawn), encoding="utf-8")
        beffroi("study", "new", name, "--commune", "35236", "--osm", "hamlet.osm",
                "--perimeter", f"{name}.geojson")  # fmt: skip

        ran = beffroi("study", "run", name)

        assert ran.returncode == 2, (name, ran.stderr)
        assert "Traceback" not in ran.stderr


def test_an_unknown_commune_is_offered_its_nearest_names(beffroi: Callable) -> None:
    ran = beffroi("study", "new", "s", "--commune", "Redom")

    assert ran.returncode == 2
    assert "Redon (35236)" in ran.stderr


@pytest.mark.real
def test_redon_counts_what_its_file_holds(
    beffroi: Callable, tmp_path: Path, real_data: Path
) -> None:
    osm = real_data / "osm" / "redon_35_fr.osm"
    beffroi("study", "new", "redon", "--commune", "35236", "--osm", osm)

    ran = beffroi("study", "run", "redon", "--json", "-")

    values = {figure["id"]: figure["value"] for figure in json.loads(ran.stdout)["figures"]}
    assert values["commerce.trading_shops"] == 96
    assert values["commerce.vacant_premises"] == 9
    assert values["parking.car_parks"] == 31
    assert values["town.buildings"] == 1075
    assert values["town.streets"] == 370
    assert values["commerce.amenities"] == 275
    assert (
        str(real_data.parent) not in (tmp_path / "redon" / "inputs" / "manifest.json").read_text()
    )


def test_a_page_left_by_an_interruption_is_written_again(beffroi: Callable, tmp_path: Path) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    beffroi("study", "new", "s", "--commune", "35236", "--osm", "hamlet.osm")
    beffroi("study", "run", "s")
    page = tmp_path / "s" / "report" / "index.html"
    page.write_text("half")
    kept = beffroi("study", "run", "s")
    untouched = page.read_text()
    # What a run that was interrupted before its page leaves: results newer than the page's key.
    (page.parent / ".index.html.key").write_text("of an earlier run")

    again = beffroi("study", "run", "s")

    assert untouched == "half"
    assert kept.returncode == again.returncode == 0
    assert "Redon" in page.read_text(encoding="utf-8")


def test_the_json_never_replaces_a_pipe_nor_makes_a_folder(
    beffroi: Callable, tmp_path: Path
) -> None:
    ran = beffroi("draw", "town", "--inhabitants", "5000", "--json", "typo/a.json")

    assert ran.returncode == 2
    assert "its folder does not exist" in ran.stderr
    assert not (tmp_path / "typo").exists()


def test_what_a_source_would_add_ends_a_sentence(beffroi: Callable, tmp_path: Path) -> None:
    hamlet.write_osm(tmp_path / "hamlet.osm")
    beffroi("study", "new", "s", "--commune", "35236", "--osm", "hamlet.osm")

    for language, lead in {"fr": "apporterait ", "en": "it would add "}.items():
        said = beffroi("study", "check", "s", language=language).stderr

        assert lead in said
        assert not re.search(lead + r"[A-Z][a-z ]", said)


def test_a_run_writes_the_documents_of_its_decisions_once(
    beffroi: Callable, tmp_path: Path
) -> None:
    study = with_decision(tmp_path)

    first = beffroi("study", "run", study, "--json", "-")
    note = study / "report" / "decision-1" / "note.pdf"
    made_at = note.stat().st_mtime_ns
    again = beffroi("study", "run", study)

    assert (first.returncode, again.returncode) == (0, 0)
    assert {path.name for path in note.parent.iterdir() if path.name[0] != "."} == {
        "note.pdf", "note.docx", "slides.pptx", "table.xlsx", "arbitration.json",
    }  # fmt: skip
    assert note.stat().st_mtime_ns == made_at
    assert "Nothing has changed" in again.stderr
    assert "comes first in" in first.stderr
    assert json.loads(first.stdout)["decisions"][0]["file"] == "decision.toml"
    assert 'href="decision-1/note.pdf"' in (study / "report" / "index.html").read_text("utf-8")
