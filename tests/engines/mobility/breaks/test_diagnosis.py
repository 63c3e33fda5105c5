"""What breaks mean for the basin."""

from beffroi.engines.mobility.breaks.diagnosis import diagnosis
from beffroi.engines.mobility.breaks.indicators import outcome
from tests.engines.mobility.breaks.drawn import both


def test_a_missed_connection_is_to_be_watched_and_silent_fares_are_unknown() -> None:
    said = {one.id: one for one in diagnosis(outcome(*both()).figures)}

    assert said["mobility.missed_connections"].tone == "watch"
    assert (
        "on manque de peu 1\u00a0correspondance" in said["mobility.missed_connections"].statement.fr
    )
    assert said["mobility.fare_breaks"].tone == "unknown"
    assert "mobility.missed_trains" not in said
