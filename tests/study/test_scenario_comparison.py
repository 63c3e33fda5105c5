"""Scenarios side by side, and each before and after, in words."""

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.study.scenario_comparison import Told, in_words, side_by_side
from beffroi.territory.exhibit import Exhibit, Field

OSM = Source("osm", "OpenStreetMap", "contributeurs", "2025-09", "ODbL 1.0")
EMPTY = Words("", "")


def figure(
    key: str, value: float | None, unit: str, interval: tuple[float, float] | None = None
) -> Figure:
    return Figure(f"scenario.{key}.s", EMPTY, value, unit, "2025", (OSM,), EMPTY, interval)


def test_what_is_unknown_is_said_and_what_has_no_sense_too() -> None:
    figures = (
        figure("people_gained", 0.0, "person"),
        figure("cost", 5000.0, "€/year", (4000.0, 6000.0)),
        figure("cost_per_gained", None, "€/person/year"),
    )

    table = side_by_side([Told("s", Words("Navette", "Shuttle"), 20, figures)])
    (row,) = table.rows

    told = [cell.en for cell in row if isinstance(cell, Words)]
    assert told[0] == "Shuttle"
    assert told[2] == "unknown"
    assert "4,000" in told[6]
    assert "6,000" in told[6]
    assert told[7] == "nobody is gained"
    assert "more than 20 minutes from the centre" in table.note.en


def test_scenarios_of_other_minutes_say_theirs_and_that_they_do_not_compare() -> None:
    name = Words("Navette", "Shuttle")

    table = side_by_side([Told("s", name, 20, ()), Told("t", name, 30, ())])

    assert [row[1] for row in table.rows] == [Words("20\xa0min", "20\xa0min"),
                                              Words("30\xa0min", "30\xa0min")]  # fmt: skip
    assert table.fields[1].name.en == "Within"
    assert "do not compare" in table.note.en


def test_before_and_after_tell_what_changes_each_in_its_unit() -> None:
    name = Words("x", "x")
    fields = tuple(
        Field(key, name) for key in ("indicator", "unit", "before", "after", "low", "high")
    )
    rows = (
        (name, "1", 0.5, 0.5, None, None),
        (name, "min", 40.0, 31.0, 30.0, 33.0),
        (name, "person", None, 12.0, None, None),
    )
    exhibit = Exhibit("scenario.summary.s", name, "table", fields, rows, (OSM,), Words("n", "n"))

    told = in_words(exhibit)

    cells = [[cell.en for cell in row if isinstance(cell, Words)] for row in told.rows]
    assert cells[0][1].startswith("40")
    assert cells[0][2].startswith("30")
    assert " to 33" in cells[0][2]
    assert cells[1][1] == "unknown"
    assert told.note.en == "1 other indicator is the same before and after. n"
