"""Rides and what limits them."""

from beffroi.territory.rides import REASONS, STATES, state


def test_every_reason_leads_to_a_state() -> None:
    assert set(STATES) == set(REASONS)
    assert state(["gaps", "too_few", "clock"]) == "set_aside"
