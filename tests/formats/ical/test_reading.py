"""Calendars: events that come back, time zones, what is kept private, and files that would harm."""

import datetime as dt
from pathlib import Path

import pytest

from beffroi.formats import ical
from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError
from beffroi.foundation.language import message

JULY, DECEMBER = dt.date(2026, 7, 1), dt.date(2026, 12, 31)


def calendar(folder: Path, *events: str) -> Path:
    body = "\n".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events)
    path = folder / "agenda.ics"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//ville//FR\n{body}\nEND:VCALENDAR\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return path


def begins(path: Path, first: dt.date = JULY, last: dt.date = DECEMBER) -> list[str]:
    return ical.read(path, first, last).table["begins"].tolist()


MARKET = "UID:marche\nSUMMARY:Marché\nDTSTART;TZID=Europe/Paris:20260706T080000\nDURATION:PT5H"


def test_a_market_keeps_its_hour_when_clocks_change(tmp_path: Path) -> None:
    path = calendar(tmp_path, f"{MARKET}\nRRULE:FREQ=WEEKLY;BYDAY=MO")

    found = begins(path, dt.date(2026, 10, 19), dt.date(2026, 10, 26))

    assert found == ["2026-10-19T08:00:00+02:00", "2026-10-26T08:00:00+01:00"]


def test_days_taken_away_added_and_moved_are_followed(tmp_path: Path) -> None:
    path = calendar(
        tmp_path,
        f"{MARKET}\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Paris:20260713T080000\n"
        "RDATE;TZID=Europe/Paris:20260715T080000",
        "UID:marche\nSUMMARY:Marché déplacé\nRECURRENCE-ID:20260720T060000Z\n"
        "DTSTART;TZID=Europe/Paris:20260721T090000\nDURATION:PT5H",
    )

    table = ical.read(path, JULY, DECEMBER).table

    assert [text[:16] for text in table["begins"]] == [
        "2026-07-06T08:00", "2026-07-15T08:00", "2026-07-21T09:00", "2026-07-27T08:00",
    ]  # fmt: skip
    assert table["title"].tolist()[2] == "Marché déplacé"


def test_the_last_time_is_that_of_until_in_universal_time(tmp_path: Path) -> None:
    kept = calendar(tmp_path, f"{MARKET}\nRRULE:FREQ=DAILY;UNTIL=20260708T060000Z")
    assert len(begins(kept)) == 3
    cut = calendar(tmp_path, f"{MARKET}\nRRULE:FREQ=DAILY;UNTIL=20260708T055959Z")
    assert len(begins(cut)) == 2


def test_whole_days_end_on_their_last_day(tmp_path: Path) -> None:
    path = calendar(
        tmp_path, "UID:b\nSUMMARY:Braderie\nDTSTART;VALUE=DATE:20260829\nDTEND;VALUE=DATE:20260831"
    )

    row = ical.read(path, dt.date(2026, 8, 30), DECEMBER).table.iloc[0]

    assert (row["begins"], row["ends"], row["all_day"]) == ("2026-08-29", "2026-08-30", True)


def test_a_time_without_zone_is_that_of_the_town(tmp_path: Path) -> None:
    path = calendar(tmp_path, "UID:a\nSUMMARY:A\nDTSTART:20260714T220000")

    reading = ical.read(path, JULY, DECEMBER, zone="America/Cayenne")

    assert reading.table["begins"].tolist() == ["2026-07-14T22:00:00-03:00"]


def test_what_is_private_is_not_read_and_says_so(tmp_path: Path) -> None:
    path = calendar(tmp_path, MARKET, f"{MARKET}2\nCLASS:PRIVATE")

    reading = ical.read(path, JULY, DECEMBER)

    assert len(reading.table) == 1
    assert reading.warnings[0].en == "1 event that is not public: set aside."


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY", "HOURLY", "DAILY;BYSECOND=1,2"])
def test_an_event_of_every_second_happens_once(tmp_path: Path, frequency: str) -> None:
    path = calendar(tmp_path, f"{MARKET}\nRRULE:FREQ={frequency}")

    reading = ical.read(path, JULY, DECEMBER)

    assert len(reading.table) == 1
    assert "more than once a day" in reading.warnings[0].en


def test_rules_that_no_day_keeps_or_that_began_with_the_romans_end(tmp_path: Path) -> None:
    never = "UID:n\nSUMMARY:N\nDTSTART:19000101T080000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    old = "UID:o\nSUMMARY:O\nDTSTART:00450315T080000\nRRULE:FREQ=DAILY"
    path = calendar(tmp_path, *[f"{never}\nX-N:{n}" for n in range(20)], old)

    reading = ical.read(path, JULY, DECEMBER)

    assert reading.table.empty
    assert "too long ago" in reading.warnings[0].en


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = calendar(tmp_path, f"{MARKET}\nDESCRIPTION:{'a' * 10_000_000}")

    with pytest.raises(HostileFileError, match="longer than 200000 letters"):
        ical.read(path, JULY, DECEMBER)


def test_parts_nested_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_text("BEGIN:VCALENDAR\r\n" * 5_000)

    with pytest.raises(HostileFileError, match="nested"):
        ical.read(path, JULY, DECEMBER)


@pytest.mark.parametrize(
    "text", ["<html></html>", "a;b;c\n1;2;3\n", "BEGIN:VCALENDAR\n", "\x00\x01"]
)
def test_another_file_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.ics"
    path.write_text(text)

    with pytest.raises((FaultyFileError, UnreadableFileError)) as caught:
        ical.read(path, JULY, DECEMBER)

    assert "a.ics" in message(caught.value, "fr")


def test_damaged_events_do_not_take_the_others_with_them(tmp_path: Path) -> None:
    path = calendar(
        tmp_path, MARKET, "UID:x\nSUMMARY:X\nDTSTART:2026-13-45", "UID:y\nDTSTART:20260801T100000",
        "UID:z\nSUMMARY:Z\nDTSTART:20260801T100000\nRRULE:FREQ=SOMETIMES",
        "UID:w\nSUMMARY:W\nDTSTART:20260802T100000\nDTEND:20260801T100000\nGEO:950;12",
    )  # fmt: skip

    reading = ical.read(path, JULY, DECEMBER)

    assert reading.table["title"].tolist() == ["Marché", "Z", "W"]
    assert len(reading.warnings) == 4
