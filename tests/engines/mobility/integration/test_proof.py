"""The proof that nothing is lost can fail."""

import pytest

from beffroi.engines.mobility.integration.proof import counts
from tests.engines.mobility.integration.feeds import BUS, COACH, IDENTIFIERS, part, together

PARTS = (part("bus", BUS), part("car", COACH))


def test_every_row_is_found_again() -> None:
    found = together(*PARTS).counts.set_index("table")

    assert found["lost"].sum() == 0
    assert found.loc["stop_times", ["before", "after"]].tolist() == [6, 6]
    assert found.loc["stops", ["before", "made", "after"]].tolist() == [7, 1, 8]
    assert found["rows"]["trips"] == {"bus": 1, "car": 1}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("stop_times", "arrival_time", 0),
        ("stop_times", "stop_id", "car:1"),
        ("stops", "stop_lat", 0.0),
        ("trips", "service_id", "car:S"),
        ("routes", "route_short_name", "Z"),
        ("calendar", "monday", 0),
    ],
)
def test_a_changed_row_is_a_lost_one(table: str, column: str, value: object) -> None:
    tables = dict(together(*PARTS).tables)
    changed = tables[table].copy()
    changed.loc[0, column] = value

    found = counts(PARTS, tables | {table: changed}, IDENTIFIERS).set_index("table")

    assert found.loc[table, ["lost", "made"]].tolist() == [1, 1 + (table == "stops")]


def test_a_missing_table_is_lost_whole() -> None:
    tables = together(*PARTS).tables

    found = counts(
        PARTS, {name: t for name, t in tables.items() if name != "trips"}, IDENTIFIERS
    ).set_index("table")

    assert found.loc["trips", ["lost", "after"]].tolist() == [2, 0]
