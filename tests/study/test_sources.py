import tomllib
from pathlib import Path
from typing import Any

import pytest

import beffroi
from beffroi.foundation.errors import SettingsError
from beffroi.store.contents import KINDS
from beffroi.study.settings import SOURCES
from beffroi.study.sources import chosen, defaults, described, drawn, published

TABLES = sorted(Path(beffroi.__file__).parent.rglob("sources.toml"))
ENTRIES = [
    pytest.param(entry, id=f"{path.parent.name}/{id_}")
    for path in TABLES
    for id_, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_source_says_who_publishes_it_under_which_licence_where_and_when(
    entry: dict[str, Any],
) -> None:
    told = ("name", "publisher", "licence", "home", "date", "schema", "covers", "size", "reviewed")

    assert [name for name in told if not entry.get(name)] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_source_has_an_encrypted_address_and_a_known_content(entry: dict[str, Any]) -> None:
    assert entry["url"].startswith("https://")
    assert entry["home"].startswith("https://")
    assert entry["format"] in KINDS


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_address_is_said_to_be_exercised_without_a_day(entry: dict[str, Any]) -> None:
    assert entry["checked"] == "" or entry["checked"] >= entry["date"]


def test_what_is_collected_unasked_is_what_a_study_reads() -> None:
    kinds = {source.kind for source in chosen(())}

    assert kinds <= set(SOURCES)
    assert defaults() == tuple(source.id for source in chosen(()))


def test_every_kind_that_a_study_reads_is_described() -> None:
    for kind in SOURCES:
        assert described(kind).kind == kind


def test_a_source_asked_for_twice_is_collected_once() -> None:
    assert [source.id for source in chosen(("bnlc", "osm", "bnlc"))] == ["bnlc", "osm"]


def test_an_unknown_source_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"No source is called meteo\..* osm, gtfs"):
        chosen(("osm", "meteo"))


def test_the_table_is_read_once() -> None:
    assert published() is published()


def test_who_publishes_a_timetable_given_by_hand_is_for_the_file_to_say() -> None:
    assert described("gtfs", supplied=True).publisher == ""
    assert described("gtfs", supplied=True).licence == ""
    assert described("grid", supplied=True).publisher == "INSEE"


def test_a_drawn_file_is_published_by_nobody() -> None:
    made = drawn("osm")

    assert "Beffroi" in made.publisher
    assert made.licence == made.home == ""
