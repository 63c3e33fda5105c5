"""Events of OpenAgenda: the documented answer, the older export, and files that are wrong."""

import datetime as dt
import json
from pathlib import Path

import pytest

from beffroi.formats import openagenda
from beffroi.foundation.errors import FaultyFileError, HostileFileError
from beffroi.territory.events import EVENTS

FIRST, LAST = dt.date(2026, 7, 1), dt.date(2026, 8, 31)
CONCERT = {
    "uid": 56158955,
    "slug": "concert",
    "title": {"fr": "Concert", "en": "Concert (en)"},
    "description": {"fr": "Au kiosque"},
    "status": 6,
    "state": 2,
    "timings": [
        {"begin": "2026-07-14T21:30:00.000+0200", "end": "2026-07-14T23:30:00.000+0200"},
        {"begin": "2026-09-14T21:30:00+02:00", "end": "2026-09-14T23:30:00+02:00"},
    ],
    "location": {"name": "Kiosque", "address": "Place du Parlement, Redon", "latitude": 47.65,
                 "longitude": -2.08},
}  # fmt: skip


def written(folder: Path, document: object) -> Path:
    path = folder / "agenda.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_documented_answer_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, {"total": 1, "events": [CONCERT], "after": None})

    table = openagenda.read(path, FIRST, LAST).table

    assert EVENTS.faults(table) == []
    assert table["begins"].tolist() == ["2026-07-14T21:30:00+02:00"]
    row = table.iloc[0]
    assert (row["title"], row["state"], row["place"]) == ("Concert", "cancelled", "Kiosque")
    assert (row.geometry.x, row.geometry.y) == (-2.08, 47.65)


def test_the_older_export_and_texts_of_one_language_are_read(tmp_path: Path) -> None:
    timing = {"start": "2026-07-13T19:00:00.000Z", "end": "2026-07-13T21:00:00.000Z"}
    event = {"uid": 1, "title": "Bal", "locationName": "Halles", "latitude": 47.6, "longitude": -2,
             "timings": [timing]}  # fmt: skip

    row = openagenda.read(written(tmp_path, [event]), FIRST, LAST).table.iloc[0]

    assert (row["begins"], row["place"]) == ("2026-07-13T21:00:00+02:00", "Halles")


def test_what_is_not_published_or_has_no_time_is_said(tmp_path: Path) -> None:
    brief = {key: value for key, value in CONCERT.items() if key != "timings"}
    wrong = {
        **CONCERT,
        "timings": [{"begin": "demain"}, 12, {"begin": "9999-12-31T23:59:00-10:00"}],
    }
    path = written(tmp_path, {"events": [{**CONCERT, "state": 0}, brief, wrong, {"title": {}}]})

    reading = openagenda.read(path, FIRST, LAST)

    assert reading.table.empty
    assert [words.en.split(":")[0] for words in reading.warnings] == [
        "1 event that the agenda does not publish", "1 event without a title",
        "3 times that cannot be read", "1 event without its times",
    ]  # fmt: skip


@pytest.mark.parametrize("document", [{}, {"events": 3}, {"events": [1]}, "text", None])
def test_another_document_is_refused(tmp_path: Path, document: object) -> None:
    with pytest.raises(FaultyFileError, match="events"):
        openagenda.read(written(tmp_path, document), FIRST, LAST)


def test_a_document_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" * 100_000)

    with pytest.raises(HostileFileError):
        openagenda.read(path, FIRST, LAST)
