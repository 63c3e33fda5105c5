"""Timetables of a study: each feed read once, then handed on."""

from beffroi.study.rooms import dated
from beffroi.study.timetables import NEEDED, timetable
from beffroi.study.workshop import Workshop


def test_a_feed_keeps_its_own_stop_ids_and_every_table_needed(shop: Workshop) -> None:
    feed = timetable(shop, "gtfs-1", dated(shop, "gtfs-1"))

    assert feed.stops["stop_id"].tolist() == ["s0", "s1", "s2"]
    assert set(feed.tables) == set(NEEDED)
    assert feed.tables["frequencies"].empty
    assert feed.tables["stop_times"]["departure_time"].notna().all()


def test_rows_of_a_feed_are_accounted_for(shop: Workshop) -> None:
    said = shop.document("gtfs-1")

    assert said["rows"]["stop_times"] == 18
    assert (said["date"], said["end"]) == ("2026-09-01", "2026-09-30")
