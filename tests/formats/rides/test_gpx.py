"""GPX: what is read of it, and what it may not do."""

import pytest

from beffroi.formats.rides import gpx
from beffroi.formats.rides.track import Options
from tests.formats.rides.made import gpx as document
from tests.formats.rides.made import track

HOSTILE = {
    "entities": document("", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "no_gpx": "<a><gpx/></a>",
    "is_trainingcenterdatabase": "<TrainingCenterDatabase/>",
    "no_xml": "<gpx",
    "nested": "<gpx>" + "<a>" * 100,
}


@pytest.mark.parametrize("code", HOSTILE)
def test_what_is_no_gpx_is_named(code: str) -> None:
    found = gpx.read(HOSTILE[code].encode(), Options())

    assert found.tracks == []
    assert found.notes[code] == 1


def test_an_entity_in_another_encoding_is_seen_too() -> None:
    raw = HOSTILE["entities"].replace("UTF-8", "UTF-16").encode("utf-16")

    assert gpx.read(raw, Options()).notes["entities"] == 1


def test_tracks_routes_waypoints_and_extensions_are_read() -> None:
    point = """<trkpt lat="5,5" lon="-54"><ele>3</ele><time>2023-02-19T13:00:00Z</time>
      <extensions><x:speed xmlns:x="u">2.5</x:speed><accuracy>-1</accuracy></extensions></trkpt>"""
    way = '<wpt lat="5.5" lon="-54"><name>Marché</name></wpt>'
    route = '<rte><name>B</name><rtept lat="5.6" lon="-54"/></rte><trk/>'

    found = gpx.read(document(way + f"<trk><name>A</name><trkseg>{point}</trkseg></trk>" + route)
                     .encode(), Options())  # fmt: skip

    first, second = found.tracks
    assert (first.name, second.name) == ("A", "B")
    assert first.fixes[["lat", "elevation", "speed_ms"]].iloc[0].tolist() == [5.5, 3.0, 2.5]
    assert first.marks["event"].tolist() == ["Marché"]
    assert second.fixes["time"].isna().all()
    assert found.notes["empty_lines"] == 1


def test_the_name_of_a_person_is_not_read() -> None:
    author = "<metadata><author><name>Jean Dupont</name></author></metadata>"

    found = gpx.read(document(author + track(name="302")).encode(), Options())

    assert "Dupont" not in repr([(t.name, t.fixes.to_csv()) for t in found.tracks])
