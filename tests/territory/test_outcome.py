"""Outcomes: what an engine gives back."""

from beffroi.territory.outcome import Outcome


def test_an_engine_without_tables_gives_none() -> None:
    assert dict(Outcome(()).tables) == {}
