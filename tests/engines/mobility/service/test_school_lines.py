"""School lines: by type, by name, by days."""

import pandas as pd
import pytest

from beffroi.engines.mobility.service.basin import basin
from beffroi.engines.mobility.service.schedule import schedule
from beffroi.engines.mobility.service.school_lines import by_label, of_trips
from tests.engines.mobility.service.drawn import calendar, feed, tables


@pytest.mark.parametrize(
    ("kind", "name", "reason"),
    [
        (712, "12", "type"),
        (3, "Ligne scolaire 4", "name"),
        (3, "School 4", "name"),
        (3, "Gare – Lycée", ""),
        (3, "Place du Scolarium", ""),
        (3, None, ""),
    ],
)
def test_a_line_is_of_school_by_its_type_or_a_whole_word(
    kind: int, name: str | None, reason: str
) -> None:
    routes = pd.DataFrame({"route_id": ["r"], "route_type": [kind], "route_long_name": [name]})

    assert by_label(routes).tolist() == [reason]


def test_trips_follow_their_line() -> None:
    runs = {
        "t": {"route": "school", "stops": "ab", "hours": (8, 9)},
        "u": {"route": "plain", "stops": "ab", "hours": (8, 9)},
    }
    found = schedule(tables(runs))
    labels = pd.Series({"school": "type", "plain": ""})

    flags = dict(zip(found.trips["trip_id"], of_trips(found, labels), strict=True))

    assert flags == {"t": True, "u": False}


def test_a_line_that_rests_in_holidays_and_at_weekends_is_of_school() -> None:
    course = {"stops": "ab", "hours": (8, 9)}
    runs = {
        f"{line}{n}": course | {"route": line, "service": service}
        for line, service, number in (
            ("pupils", "term", 4),
            ("all", "always", 6),
            ("all", "sat", 2),
        )
        for n in range(number)
    }
    weeks = [("2026-09-07", "2026-09-18"), ("2026-09-28", "2026-10-09")]
    calendars = [
        *(calendar("term", "1111100", *week) for week in weeks),
        calendar("always", "1111100", "2026-09-07", "2026-10-23"),
    ]

    lines = basin([feed(tables(runs, calendars))]).lines.set_index("route_id")

    assert lines["school"].to_dict() == {"pupils": "days", "all": ""}
