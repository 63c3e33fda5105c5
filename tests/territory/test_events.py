"""The table of events."""

from beffroi.territory.events import EVENTS, STATES


def test_a_time_is_known_by_its_occurrence() -> None:
    assert EVENTS.key == "occurrence_id"
    assert not EVENTS.columns["begins"].optional


def test_each_state_is_in_the_meaning_of_its_column() -> None:
    assert all(f"`{state}`" in EVENTS.columns["state"].meaning for state in STATES)
