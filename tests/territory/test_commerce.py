"""The tables of commerce."""

from beffroi.territory.commerce import OSM, PERIODS, PREMISES, TRADING


def test_premises_need_a_name_of_their_own_a_state_and_a_source() -> None:
    needed = [name for name, column in PREMISES.columns.items() if not column.optional]

    assert needed == ["premises_id", "state", "sources"]
    row = {"premises_id": ["osm:n1"], "state": [TRADING], "sources": [OSM]}
    assert PREMISES.faults(PREMISES.framed(dict(row))) == []


def test_a_front_below_zero_breaks_the_table() -> None:
    row = {"premises_id": ["osm:n1"], "state": [TRADING], "sources": [OSM], "front": [-1.0]}

    assert PREMISES.faults(PREMISES.framed(dict(row))) != []


def test_a_period_may_still_run() -> None:
    row = {"period_id": ["x"], "siret": ["00000000000000"], "state": ["active"]}

    assert PERIODS.faults(PERIODS.framed(dict(row))) == []
