"""Timetables of a study: each feed read once, then handed on."""

import zipfile
from pathlib import Path

import pytest

from beffroi.study import new, run
from beffroi.study.opened import opened
from beffroi.study.rooms import dated
from beffroi.study.timetables import NEEDED, timetable
from beffroi.study.workshop import Workshop
from tests.study.conftest import NOW, made
from tests.towns import hamlet


def test_a_feed_keeps_its_own_stop_ids_and_every_table_needed(shop: Workshop) -> None:
    feed = timetable(shop, "gtfs-1", dated(shop, "gtfs-1"))

    assert feed.stops["stop_id"].tolist() == ["s0", "s1", "s2"]
    assert set(feed.tables) == set(NEEDED)
    assert feed.tables["frequencies"].empty
    assert feed.tables["stop_times"]["departure_time"].notna().all()


def test_a_network_of_another_town_is_pointed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hamlet, "LON", hamlet.LON + 3)
    bus = hamlet.write_gtfs(tmp_path / "bus.zip")
    monkeypatch.undo()
    osm = hamlet.write_osm(tmp_path / "hamlet.osm")
    sources = {"osm": (str(osm),), "gtfs": (str(bus),)}
    new.new(tmp_path / "study", commune="35236", sources=sources, now=NOW)

    run.run(tmp_path / "study", only=("mobility",), now=NOW)

    said = [words.en for words in opened(tmp_path / "study").warnings]
    assert any("bus.zip: none of its stops is on the map" in words for words in said)


def test_rows_of_a_feed_are_accounted_for(shop: Workshop) -> None:
    said = shop.document("gtfs-1")

    assert said["rows"]["stop_times"] == 18
    assert (said["date"], said["end"]) == ("2026-09-01", "2026-09-30")


YEARS = {
    "century": ("20000101", "21001231", NOW[:10], "lasts more than three years"),
    "ever": ("00010101", "99991231", NOW[:10], "lasts more than three years"),
    "past": ("19260901", "19260930", "1926-09-01", "far from 2026-11-22"),
}


def test_a_calendar_that_is_no_period_of_service_is_told(tmp_path: Path) -> None:
    feeds = [_running(tmp_path / f"{name}.zip", *years[:2]) for name, years in YEARS.items()]
    sources = {"osm": (str(hamlet.write_osm(tmp_path / "hamlet.osm")),),
               "gtfs": tuple(map(str, feeds))}  # fmt: skip
    new.new(tmp_path / "study", commune="35236", sources=sources, now=NOW)

    run.run(tmp_path / "study", only=("mobility",), now=NOW)

    study = opened(tmp_path / "study")
    departures = next(f for f in study.figures if f.id == "mobility.departures")
    assert departures.value == 12 * len(YEARS)
    workshop = made(tmp_path / "study")
    for rank, (name, (*_, date, said)) in enumerate(YEARS.items(), 1):
        assert any(said in one.en and f"{name}.zip" in one.en for one in study.warnings)
        assert dated(workshop, f"gtfs-{rank}").date == date


def _running(path: Path, first: str, last: str) -> Path:
    """Write the hamlet's bus, running from one day to another."""
    hamlet.write_gtfs(path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["calendar.txt"] = (
        members["calendar.txt"].replace("20260901", first).replace("20260930", last)
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path
