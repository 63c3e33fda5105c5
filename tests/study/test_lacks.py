"""Lacks: what each missing source, or empty table, would add."""

from beffroi.study.lacks import known, missing_sources
from beffroi.study.settings import Settings


def test_a_source_that_is_named_is_not_lacking() -> None:
    settings = Settings("35236", sources={"osm": ("a.osm",), "gtfs": ("b.zip",)})

    lacking = [lack.id for lack in missing_sources(settings)]

    assert "gtfs" not in lacking
    assert "bnls" in lacking


def test_tables_of_the_map_are_no_sources() -> None:
    assert {"shops", "car_parks", "buildings"} <= set(known())
    assert "shops" not in {lack.id for lack in missing_sources(Settings("35236"))}
