"""Kinds of mobility services, and the parts of their days."""

from beffroi.territory.mobility import (
    BANDS,
    DAYS,
    SERVICE_HOURS,
    SLOTS,
    hours_table,
    service_kinds,
)


def test_every_kind_has_a_name_in_both_languages() -> None:
    for kind in service_kinds().values():
        assert kind.name.fr
        assert kind.name.en


def test_slots_part_every_kind_of_day() -> None:
    assert len(SLOTS) == len(DAYS) * len(BANDS)
    ends = [edge for band in BANDS.values() for edge in band]
    assert ends == sorted(ends)


def test_hours_are_unknown_where_nothing_tells() -> None:
    table = hours_table({"a": {("sunday", "night"): 0.5}, "b": None})

    SERVICE_HOURS.check(table)
    assert table["share"].notna().sum() == 1
    assert len(table) == 2 * len(SLOTS)


def test_no_service_has_no_hours() -> None:
    assert hours_table({}).empty
