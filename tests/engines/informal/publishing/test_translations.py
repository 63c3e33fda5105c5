"""Translations of the words of a feed."""

from pathlib import Path

import pandas as pd

from beffroi.engines.informal.publishing import (
    PROFILES,
    Options,
    feed,
    planned,
    translated,
    translations_to_fill,
)
from beffroi.formats import gtfs
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER
from tests.towns import informal


def test_only_translations_of_words_of_the_feed_are_written(tmp_path: Path) -> None:
    tables = feed(planned(informal.network(), Options(PUBLISHER, BEGIN)).plan, "canonical")
    rows = [
        ("stops", "stop_name", "pt", "Mercado", "Marché"),
        ("stops", "stop_name", "nl", "", "Marché"),
        ("stops", "stop_name", "nl", "Ziekenhuis", "Hôpital"),
        ("levels", "level_name", "nl", "x", "x"),
    ]
    columns = ["table_name", "field_name", "language", "translation", "field_value"]

    whole = translated(tables, pd.DataFrame(rows, columns=columns))

    gtfs.write(whole, tmp_path / "feed.zip")
    assert whole["translations"]["translation"].tolist() == ["Mercado"]
    assert gtfs.validated(tmp_path / "feed.zip", BEGIN, most_rows=3).notices == ()
    assert "translations" not in translated(tables, pd.DataFrame(rows[1:], columns=columns))


def test_a_sheet_filled_in_part_gives_a_valid_feed_in_every_profile(tmp_path: Path) -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan
    sheet = translations_to_fill(feed(plan, "canonical"))
    sheet["translation"] = sheet["field_value"].where(sheet["language"] == "djk", "")

    for profile in PROFILES:
        gtfs.write(translated(feed(plan, profile), sheet), tmp_path / "feed.zip")

        assert gtfs.validated(tmp_path / "feed.zip", BEGIN, most_rows=3).notices == ()
        assert set(gtfs.read(tmp_path / "feed.zip").tables["translations"]["language"]) == {"djk"}

    again = translations_to_fill(feed(plan, "canonical"), sheet[sheet["translation"] != ""])
    assert again.equals(sheet)
