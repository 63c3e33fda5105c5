"""Transfers between stops, made and kept."""

import pytest

from beffroi.engines.mobility.integration.transfers import with_transfers
from tests.engines.mobility.integration.feeds import BUS, COACH, both, part, together

KEPT = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n"


def test_a_transfer_takes_the_walk_and_a_minute() -> None:
    made = both().transfers.set_index(["from_stop_id", "to_stop_id"])

    walk = made.loc[("bus:2", "car:3")]
    assert walk["walk"] == pytest.approx(11.55, abs=0.01)
    assert walk["min_transfer_time"] == 12 + 60


def test_transfers_go_both_ways_between_operators() -> None:
    made = both().transfers
    pairs = set(zip(made["from_stop_id"], made["to_stop_id"], strict=True))

    assert {("bus:1", "car:2"), ("car:2", "bus:1")} <= pairs
    assert not any("Village" in one or one.endswith(":G") for pair in pairs for one in pair)


def test_a_transfer_that_exists_is_neither_changed_nor_doubled() -> None:
    kept = "G,1,3,\n"

    merged = both(transfers=KEPT + kept)

    told = merged.tables["transfers"]
    assert told.iloc[0].tolist()[:3] == ["bus:G", "bus:1", 3]
    made = set(zip(merged.transfers["from_stop_id"], merged.transfers["to_stop_id"], strict=True))
    assert ("car:2", "bus:1") not in made


def test_stops_of_one_line_need_no_transfer_between_them() -> None:
    stops = BUS["stops"] + "4,Gare quai 2,47.6502,-2.0900,0,\n"
    calls = BUS["stop_times"] + "1,08:12:00,08:12:00,4,4\n"

    made = both(stops=stops, stop_times=calls).transfers
    pairs = set(zip(made["from_stop_id"], made["to_stop_id"], strict=True))

    assert ("bus:1", "bus:4") not in pairs
    assert ("bus:4", "car:2") in pairs


def test_lines_of_one_operator_have_transfers_too() -> None:
    stops = BUS["stops"] + "4,Gare quai 2,47.6502,-2.0900,0,\n"
    other = {
        "routes": BUS["routes"] + "B,1,B,3\n",
        "trips": BUS["trips"] + "B,S,2,0,Hôpital\n",
        "stop_times": BUS["stop_times"] + "2,09:00:00,09:00:00,4,1\n2,09:10:00,09:10:00,3,2\n",
    }

    made = both(stops=stops, **other).transfers

    assert ("bus:1", "bus:4") in set(zip(made["from_stop_id"], made["to_stop_id"], strict=True))


def test_a_stop_where_nothing_stops_has_no_transfer() -> None:
    stops = BUS["stops"] + "4,Ancien,47.6501,-2.0900,0,\n"

    made = both(stops=stops).transfers

    assert "bus:4" not in set(made["from_stop_id"]) | set(made["to_stop_id"])


def test_feeds_far_apart_have_none() -> None:
    far = COACH["stops"].replace("47.6", "44.6")

    merged = together(part("bus", BUS), part("car", COACH, stops=far))

    assert merged.transfers.empty
    assert "transfers" not in merged.tables
    assert with_transfers(None, merged.transfers) is None
