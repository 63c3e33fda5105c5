"""Exhibits of lines."""

from beffroi.engines.mobility.service import line_exhibits as module
from beffroi.engines.mobility.service.line_exhibits import line_exhibits
from beffroi.engines.mobility.service.quality import quality
from tests.engines.mobility.service.drawn import calendar, feed, inputs, street, tables

WEEK = [calendar("w", "1111110", "2026-09-01", "2026-09-30")]
RUNS = {
    "out": {"stops": "abc", "hours": (9, 9.25, 9.5)},
    "back": {"stops": "cba", "hours": (25, 25.25, 25.5)},
    "bus": {"stops": "ab", "hours": (7, 7.25), "route": "pupils"},
}


def shown(runs=RUNS, days=WEEK):
    given = tables(runs, days)
    given["routes"]["route_type"] = given["routes"]["route_id"].map({"r": 3, "pupils": 712})
    town = inputs(feed(given))
    return list(line_exhibits(town, quality(town, street())))


def test_a_line_is_shown_with_its_service() -> None:
    service, _ = shown()

    rows = {row[0].fr: row for row in service.rows}
    name, departures, class_, *_ = rows["r"]
    assert (name.en, departures, class_.fr) == ("r", 1.0, "1 à 14")
    assert rows["r"][6:8] == ("09:00", "25:00")
    assert rows["r"][9].fr == "non", "one comes back home, and to the centre in the night alone"


def test_a_school_line_says_so() -> None:
    service, _ = shown()

    assert "pupils (scolaire : type de ligne)" in {row[0].fr for row in service.rows}


def test_lines_are_compared_day_by_day() -> None:
    _, days = shown()

    assert [field.key for field in days.fields] == ["line", "school_weekday", "saturday"]
    assert all(row[1:] == (1.0, 1.0) for row in days.rows)


def test_the_least_frequent_lines_are_counted_and_not_shown(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 1)

    service, days = shown()

    assert len(service.rows) == len(days.rows) == 1
    assert "moins fréquentes : 1" in days.note.fr


def test_where_nothing_runs_no_line_is_shown() -> None:
    assert shown(days=[]) == []
