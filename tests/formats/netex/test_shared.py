"""Organisations and kinds of day."""

from tests.formats.netex.written import texts


def test_only_kinds_of_day_that_are_used_are_written() -> None:
    assert texts("DaysOfWeek") == ["Monday Tuesday Wednesday Thursday Friday", "Sunday"]
    assert texts("OperatingPeriod/FromDate") == ["2026-11-19T00:00:00"]


def test_names_are_escaped() -> None:
    assert texts("Operator/Name") == ["Transports <d’Exemple>"]
