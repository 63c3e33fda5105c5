"""A calendar written is read again, whatever stands in it."""

from pathlib import Path

import pandas as pd

from beffroi.formats import ical
from beffroi.territory.events import EVENTS
from tests.formats.ical.test_reading import DECEMBER, JULY, MARKET, calendar


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        f"{MARKET}\nRRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3\nLOCATION:Place\\, halle\n"
        "DESCRIPTION:Légumes\\, <b>fruits</b>\\nBEGIN:VEVENT\nURL:https://ville.fr/m",
        "UID:f\nSUMMARY:Fête\nDTSTART;VALUE=DATE:20260714\nSTATUS:CANCELLED",
    )
    table = ical.read(path, JULY, DECEMBER).table

    text = ical.written(table, name="Agenda", made=JULY)
    again_path = tmp_path / "again.ics"
    again_path.write_bytes(text.encode())
    again = ical.read(again_path, JULY, DECEMBER).table

    same = ["title", "description", "place", "begins", "ends", "all_day", "state", "website"]
    pd.testing.assert_frame_equal(pd.DataFrame(again[same]), pd.DataFrame(table[same]))
    assert EVENTS.faults(again) == []
    assert text.count("\nBEGIN:VEVENT") == len(table)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
