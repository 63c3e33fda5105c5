"""Runs of plain points: found only where the parser would have said the same."""

import re
from collections import Counter

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.rides import gpx, runs
from beffroi.formats.rides.track import Options

POINT = "<trkpt lat='5.49' lon='-54.03'><time>2026-01-05T06:00:00Z</time></trkpt>".replace("'", '"')
PIECES = st.sampled_from([
    POINT, POINT.replace("06", "07"), '<trkpt lon="-54.1" lat="5.5"/>', "<trkseg>", "</trkseg>",
    "</trk><trk>", '<trkpt lat="5.4" lon="-54"><ele>3.5</ele></trkpt>\n',
    '<trkpt lat="5.4" lon="-54"><hdop>1</hdop></trkpt>', "<hdop>1</fix>", "<!-- ", " -->", "&amp;",
    '<trkpt lat="5.4" lon="-54"><hdop>1</sat></trkpt>', "<![CDATA[", "]]>", "<?php ?>", "</gpx>",
    '<trkpt lat="5.4" lon="-54"><speed>2</speed><time> 2026-01-05T06:00:09Z </time></trkpt>',
    '<wpt lat="5.4" lon="-54"><name>a</name></wpt>', '<trkpt lat="" lon="-54"></trkpt>',
])  # fmt: skip


def _read(raw: bytes) -> tuple[list[pd.DataFrame], Counter[str]]:
    found = gpx.read(raw, Options())
    return [frame for track in found.tracks for frame in (track.fixes, track.marks)], +found.notes


@given(st.lists(PIECES, max_size=12), st.booleans())
def test_a_file_reads_alike_with_and_without_runs(pieces: list[str], is_closed: bool) -> None:
    end = "</trkseg></trk></gpx>" if is_closed else ""
    raw = f'<?xml version="1.0"?><gpx><trk><trkseg>{"".join(pieces)}{end}'.encode()
    # One more attribute, and no point is plain any more: the parser reads them all.
    slow = re.sub(rb"<trkpt ", b'<trkpt a="" ', raw)

    (frames, notes), (expected, told) = _read(raw), _read(slow)

    assert [*runs.runs(slow)] == []
    assert notes == told
    assert len(frames) == len(expected)
    for frame, other in zip(frames, expected, strict=True):
        pd.testing.assert_frame_equal(frame, other)


def test_plain_points_need_no_parser() -> None:
    (run,) = runs.runs(f"<gpx><trk><trkseg>{POINT * 3}</trkseg></trk></gpx>".encode())

    assert (run.begin, run.lat, run.time[0]) == (18, ("5.49",) * 3, "2026-01-05T06:00:00Z")
