"""Headings: one role each."""

from beffroi.formats.rides.headings import NAMES, roles


def test_no_name_stands_for_two_roles() -> None:
    names = [name for role in NAMES.values() for name in role]

    assert len(names) == len(set(names))


def test_a_time_beside_a_date_is_a_time_of_day() -> None:
    assert roles(["Date", "Time"]) == {"date": "Date", "clock": "Time"}
    assert roles(["Date"]) == {"time": "Date"}
